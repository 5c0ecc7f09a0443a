"""`/pca`, and the same in a message's Apps menu."""

from __future__ import annotations

from bot.topics.kit.declaration import (
    SECTIONS,
    Command,
    File,
    MessageMenu,
    Next,
    Pick,
    Pressable,
    Text,
    Topic,
    Whole,
)
from bot.topics.pca.asking import STANDARDIZE

MOST_COMPONENTS = 60

ALONE = (
    "`/pca` and `/factorize` alone open a form. **PCA on this message** and **Factorize this "
    "message** are in a message's menu, under Apps: they take its file, its block of code or its "
    "table."
)

TOPIC = Topic(
    section=SECTIONS[2],
    place=1,
    commands=(
        Command(
            "pca",
            "Principal components: along which directions data differ most",
            options=(
                Text(
                    "data",
                    "rows of numbers, such as 1,2 3,5 4,4; leave it out to paste into a form",
                    required=False,
                ),
                File("file", "a file instead: CSV, .xlsx, .ods, text or .npy", required=False),
                Whole(
                    "components",
                    "how many components are kept; 2 if left out",
                    required=False,
                    least=1,
                    most=MOST_COMPONENTS,
                ),
                Pick(
                    "standardize",
                    "whether every column counts the same, whatever its unit",
                    required=False,
                    choices=STANDARDIZE.choices,
                    default=STANDARDIZE.default,
                ),
                Text(
                    "columns",
                    "columns that count, such as math, art; or -id for all but id; colour: team",
                    required=False,
                ),
                Text(
                    "new",
                    "a further row, shown and not counted, such as ann, 3, 1, 2",
                    required=False,
                ),
            ),
            example="data:1,2 3,5 4,4 6,7",
            gist="principal components: where data differ most",
            answer="answer:answer",
            next=Next("data cluster", "Next: groups of rows", {"data": "data"}),
            ask="asking:pca",
            opens_form=True,
        ),
    ),
    below_answers=(
        Pressable("datasheet", "asking:other_sheet"),
        Pressable("pcaset", "presses:several"),
        Pressable("pcamore", "presses:more", "More choices"),
    ),
    menus=(MessageMenu("PCA on this message", "pca"),),
    remarks=(ALONE,),
)
