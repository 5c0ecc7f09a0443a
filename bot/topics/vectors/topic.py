"""`/dot` and `/vector`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

V = Text("v", "a vector, such as [1, 2, 3]")
A = Text("a", "the first vector, such as [1, 2, 3]; or both, one after the other")
B = Text("b", "the second vector, such as [4, 5, 6]", required=False)

TOPIC = Topic(
    section=SECTIONS[0],
    place=1,
    groups={"vector": "Length, direction and more of vectors"},
    commands=(
        Command(
            "dot",
            "The dot product of two vectors, with angle and picture",
            options=(A, B),
            example="a:[1,2,3] b:[4,5,6]",
            gist="the dot product, the angle and what it says about similarity, both arrows",
            answer="dot:answer",
        ),
        Command(
            "vector norm",
            "The length of a vector",
            options=(V, Text("p", "which norm: 2 (the usual), 1, 3, … or inf", required=False)),
            example="v:[3,4]",
            gist="the length, `p:1` or `p:inf` for other norms",
            answer="answer:norm",
        ),
        Command(
            "vector unit",
            "The vector of length 1 in the same direction",
            options=(V,),
            example="v:[3,4]",
            gist="the same direction with length 1",
            answer="answer:unit",
        ),
        Command(
            "vector angle",
            "The angle between two vectors",
            options=(A, B),
            example="a:[1,0] b:[1,1]",
            gist="the angle between two vectors",
            answer="answer:angle",
        ),
        Command(
            "vector distance",
            "The distance between two points",
            options=(A, B),
            example="a:[1,2] b:[4,6]",
            gist="how far apart two points are",
            answer="answer:distance",
        ),
        Command(
            "vector project",
            "The projection of a onto the line of b, and what is left over",
            options=(A, B),
            example="a:[2,3] b:[4,0]",
            gist="the shadow of a on b, and what is left",
            answer="answer:project",
        ),
        Command(
            "vector cross",
            "The cross product of two vectors in space",
            options=(A, B),
            example="a:[1,0,0] b:[0,1,0]",
            gist="the vector perpendicular to both",
            answer="answer:cross",
        ),
    ),
)
