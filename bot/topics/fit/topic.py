"""`/fit`: the polynomial nearest to points."""

from __future__ import annotations

from bot.topics.fit.asking import LARGEST_DEGREE
from bot.topics.kit.declaration import SECTIONS, Command, File, Pressable, Text, Topic, Whole

TOPIC = Topic(
    section=SECTIONS[2],
    place=7,
    commands=(
        Command(
            "fit",
            "The line or polynomial nearest to points, by least squares",
            options=(
                Text(
                    "points",
                    "such as (1,2) (2,3) (4,4), or a table; leave it out to paste into a form",
                    required=False,
                ),
                Whole(
                    "degree",
                    "1 for a line, 2 for a parabola, 0 for the mean; 1 if left out",
                    required=False,
                    most=LARGEST_DEGREE,
                ),
                File("file", "a file instead: CSV, .xlsx, .ods, text or .npy", required=False),
                Text("x", "the column that explains, its name or number", required=False),
                Text("y", "the column that is explained, its name or number", required=False),
            ),
            example="points:(1,2) (2,3) (4,4)",
            gist="the line or polynomial nearest to points: least squares, step by step",
            answer="answer:answer",
            ask="asking:fit",
            opens_form=True,
        ),
    ),
    below_answers=(Pressable("fitsheet", "asking:other_sheet"),),
)
