"""`/data`: the rows of a table as vectors."""

from __future__ import annotations

from bot.topics.data.asking import FEWEST, MOST, STANDARDIZE
from bot.topics.kit.declaration import (
    SECTIONS,
    Command,
    File,
    Next,
    Pick,
    Pressable,
    Text,
    Topic,
    Whole,
)

DATA = Text(
    "data",
    "a table, or people, iris, fruits or cities; leave it out to paste into a form",
    required=False,
    complete="asking:tables",
)
FILE = File("file", "a file instead: CSV, .xlsx, .ods, text or .npy", required=False)

READY = (
    "`/data rows` and `/data cluster` alone open a form. Four tables stand ready: `data:people`, "
    "`data:iris`, `data:fruits` and `data:cities`."
)

TOPIC = Topic(
    section=SECTIONS[2],
    place=3,
    groups={"data": "Rows of a table as vectors: who is alike, which belong together"},
    commands=(
        Command(
            "data rows",
            "The rows of a table as points: who is most alike, and why standardizing changes it",
            options=(
                DATA,
                FILE,
                Text(
                    "rows",
                    "two rows, such as ann, bob or 1, 5; the two most alike if left out",
                    required=False,
                ),
            ),
            example="data:people rows:Ann, Cleo",
            gist="who is most alike: distance, dot product, cosine, before and after standardizing",
            answer="alike:answer",
            next=Next("pca", "Next: principal axes", {"data": "data"}),
            ask="asking:rows",
            opens_form=True,
        ),
        Command(
            "data cluster",
            "Rows that belong together, by k-means, with the centres on their way",
            options=(
                DATA,
                FILE,
                Whole(
                    "k",
                    "how many clusters; as many as fit best if left out",
                    required=False,
                    least=FEWEST,
                    most=MOST,
                ),
                Pick(
                    "standardize",
                    "whether every column counts the same, whatever its unit",
                    required=False,
                    choices=STANDARDIZE.choices,
                    default=STANDARDIZE.default,
                ),
            ),
            example="data:cities",
            gist="rows that belong together, and the steps of k-means",
            answer="clusters:answer",
            next=Next("pca", "Next: principal axes", {"data": "data"}),
            ask="asking:cluster",
            opens_form=True,
        ),
    ),
    below_answers=(
        Pressable("rowsheet", "asking:other_rows"),
        Pressable("clustersheet", "asking:other_clusters"),
    ),
    remarks=(READY,),
)
