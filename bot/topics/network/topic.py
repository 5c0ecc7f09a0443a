"""`/network`: what a layer of neurons makes of a vector."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pick, Text, Topic

ACTIVATIONS = (
    ("relu", "ReLU: negative sums become 0"),
    ("none", "none: the sums as they are"),
    ("sigmoid", "sigmoid: every sum between 0 and 1"),
    ("softmax", "softmax: probabilities"),
)

X = Text("x", "what goes in, a vector such as [1, 3]")

TOPIC = Topic(
    section=SECTIONS[3],
    place=3,
    groups={"network": "Layers of neurons: dot products, a shift, an activation"},
    commands=(
        Command(
            "network layer",
            "One layer of a neural network: ReLU(W x + b), every neuron worked out",
            options=(
                X,
                Text("w", "the weights W, one row a neuron, such as [2 -1; 1 1]"),
                Text("b", "what is added, one number a neuron; 0 if left out", required=False),
                Pick(
                    "activation",
                    "what is done to the sums; ReLU if left out",
                    required=False,
                    choices=ACTIVATIONS,
                    default="relu",
                ),
            ),
            example="x:[1, 3] w:[2 -1; 1 1] b:[0, -2]",
            gist="a layer of neurons: dot products, ReLU, and what it does to the plane",
            answer="layer:answer",
        ),
        Command(
            "network two",
            "Two layers: ReLU, then softmax, which makes probabilities of scores",
            options=(
                X,
                Text("w1", "the hidden layer's weights, one row a neuron: [2 -1; 1 1; -1 0]"),
                Text("b1", "what is added there, one number a neuron: [0, -2, 1]"),
                Text("w2", "the second layer's weights, a column a hidden neuron: [1 1 0; -1 0 2]"),
                Text("b2", "what is added there; 0 if left out", required=False),
            ),
            example="x:[1, 3] w1:[2 -1; 1 1; -1 0] b1:[0, -2, 1] w2:[1 1 0; -1 0 2] b2:[0, 1]",
            gist="two layers: hidden neurons, scores, probabilities",
            answer="two:answer",
        ),
    ),
)
