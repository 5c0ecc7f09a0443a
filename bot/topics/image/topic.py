"""`/image`: a picture as numbers, as a product of small matrices, and under a kernel."""

from __future__ import annotations

from bot.topics.image.ready import NAMES
from bot.topics.kit.declaration import SECTIONS, Command, File, Pick, Text, Topic, Whole

FILE = File("file", "a picture of yours: PNG, JPEG, WebP or GIF", required=False)

READY = Pick(
    "picture",
    "or one that stands ready",
    required=False,
    choices=tuple((name, name) for name in NAMES),
)

KERNELS = (
    ("edges", "edges: what differs from its surroundings"),
    ("blur", "blur: the mean of the surroundings"),
    ("sharpen", "sharpen: differences made larger"),
    ("across", "across: light from left to right"),
    ("down", "down: light from top to bottom"),
    ("emboss", "emboss: as if lit from a corner"),
)

TOPIC = Topic(
    section=SECTIONS[3],
    place=2,
    groups={"image": "Pictures as tensors: their numbers, their rank, filters"},
    commands=(
        Command(
            "image tensor",
            "A picture as numbers: its shape, its three colours, a corner of pixels",
            options=(FILE, READY),
            example="picture:sunset",
            gist="a picture as a tensor of numbers: its shape, its channels, a corner of it",
            answer="tensor:answer",
            ask="asking:ask",
        ),
        Command(
            "image rank",
            "A picture as a sum of few columns times rows (SVD), and what is saved",
            options=(
                FILE,
                READY,
                Whole(
                    "rank",
                    "how many columns times rows are added; 10 if left out",
                    required=False,
                    least=1,
                    most=240,
                ),
            ),
            example="picture:city",
            gist="a picture of rank k: what is kept, and how many numbers are saved",
            answer="rank:answer",
            ask="asking:ask",
        ),
        Command(
            "image filter",
            "A kernel slid over a picture: the dot product with every patch",
            options=(
                FILE,
                READY,
                Pick("kernel", "what to look for", required=False, choices=KERNELS),
                Text(
                    "own", "a kernel of your own, such as [0 -1 0; -1 5 -1; 0 -1 0]", required=False
                ),
            ),
            example="picture:city kernel:edges",
            gist="a convolution: edges, blur, sharpen, or a kernel of your own",
            answer="filter:answer",
            ask="asking:ask",
        ),
    ),
)
