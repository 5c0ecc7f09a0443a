"""`/data plane`: points in space onto the plane that is nearest to them."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, File, Next, Pressable, Text, Topic

TOPIC = Topic(
    section=SECTIONS[2],
    place=5,
    commands=(
        Command(
            "data plane",
            "Points in space onto their best plane: what is lost, and which two come too close",
            options=(
                Text(
                    "data",
                    "three columns of numbers, or two floors or a leaf; leave it out for a form",
                    required=False,
                    complete="asking:tables",
                ),
                File("file", "a file instead: CSV, .xlsx, .ods, text or .npy", required=False),
            ),
            example="data:two floors",
            gist="points in space onto their best plane, what is lost, and the way back",
            answer="answer:answer",
            next=Next("pca", "Next: principal axes", {"data": "data"}),
            ask="asking:plane",
            opens_form=True,
        ),
    ),
    below_answers=(Pressable("planesheet", "asking:other_sheet"),),
    remarks=(
        "`/data plane` alone opens a form. `data:two floors` and `data:a leaf` stand ready for it.",
    ),
)
