"""Ask the bot, and write its pictures into docs/gallery with a page that shows them.

python docs/make_gallery.py
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bot.drawing.style import Style, Theme
from bot.topics.data import examples as data_examples
from bot.topics.factorize import examples
from bot.topics.factorize.methods import COMPARE
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from bot.topics.plane import examples as plane_examples

if TYPE_CHECKING:
    from bot.drawing.picture import Picture

DOCS = Path(__file__).parent
PICTURES = DOCS / "gallery"

FILMS = "the lecture's films"
"""A table that stands ready."""

READY = {FILMS: examples.table(FILMS), **data_examples.TABLES}
"""Tables that are asked for by name."""

PEOPLE = (
    "height weight age\n170 60 23\n180 80 31\n165 58 22\n175 77 40\n160 50 19\n190 95 35\n"
    "172 66 28\n168 71 45"
)
"""The lecture's data: a person is a vector of three numbers."""

RATINGS = "name,Up,Shrek,Coco,Alien,Heat\nann,5,4,?,1,1\nbob,4,5,5,1,?\ncy,1,1,?,5,4\ndan,?,1,2,4,5"
MARKS = (
    "name,maths,physics,art,music,sport\nann,9,8,4,3,5\nbob,3,4,8,9,6\ncy,7,7,5,6,2\n"
    "dee,2,3,9,8,4\neli,8,9,2,4,7\nfay,5,5,6,5,9\ngus,6,4,3,2,8\nhal,9,9,7,8,3\n"
    "ida,4,2,5,7,7\njo,1,3,7,6,5"
)

QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("dot", {"a": "[2,1]", "b": "[1,3]"}),
    ("dot", {"a": "[1,2,2]", "b": "[3,1,-1]"}),
    ("dot", {"a": "[3,-1,2,4]", "b": "[1,2,-2,1]"}),
    ("vector norm", {"v": "[3,4]", "p": "1"}),
    ("vector norm", {"v": "[3,4]", "p": "inf"}),
    ("vector project", {"a": "[1,3]", "b": "[4,1]"}),
    ("vector cross", {"a": "[2,0,1]", "b": "[0,3,1]"}),
    ("vector triple", {"a": "[0,1,3]", "b": "[2,0,0]", "c": "[1,3,0]"}),
    ("vector span", {"vectors": "[1,0,1], [0,1,1]", "b": "[1,3,1]"}),
    ("vector distance", {"a": "[1,2,3,4]", "b": "[2,2,5,1]"}),
    ("transform", {"matrix": "[1 1; 0 1]"}),
    ("transform", {"matrix": "[1 0; 0 1; 1 1]"}),
    ("matrix multiply", {"a": "[1 2; 3 4]", "b": "[5 6; 7 8]"}),
    ("matrix power", {"a": "[1 1; 0 1]", "n": "3"}),
    ("matrix power", {"a": "[0.9 0.2; 0.1 0.8]", "n": "inf"}),
    ("matrix det", {"a": "[2 1; 1 3]"}),
    ("matrix det", {"a": "[k 1 2; 1 k 0; 2 1 1]"}),
    ("matrix inverse", {"a": "[2 1; 1 3]"}),
    ("matrix solve", {"a": "2x + 3y = 5, x - y = 1"}),
    ("matrix solve", {"a": "[1 1 1; 0 2 5; 2 5 -1]", "b": "[6,-4,27]"}),
    ("matrix solve", {"a": "[1 1 1; 1 2 3; 2 3 4]", "b": "[1,2,5]"}),
    ("matrix rref", {"a": "[1 2 3; 2 1 3]"}),
    ("matrix spaces", {"a": "[1 2; 2 4]"}),
    ("matrix eigen", {"a": "[2 1; 1 3]"}),
    ("matrix eigen", {"a": "[0 -1; 1 0]"}),
    ("matrix diagonalize", {"a": "[2 1; 1 2]"}),
    ("matrix diagonalize", {"a": "[3 1; -1 1]"}),
    ("matrix facts", {"a": "[2 1; 1 3]"}),
    ("matrix svd", {"a": "[3 0; 4 5]"}),
    ("matrix qr", {"a": "[2 1; 1 3]"}),
    ("matrix lu", {"a": "[2 1 1; 4 3 3; 8 7 9]"}),
    ("pca", {"data": PEOPLE}),
    ("factorize", {"ratings": FILMS}),
    ("factorize", {"ratings": RATINGS}),
    ("factorize", {"ratings": RATINGS, COMPARE: "ranks"}),
    ("data rows", {"data": "people"}),
    ("data cluster", {"data": "cities"}),
    ("words near", {"word": "piano"}),
    ("words analogy", {"words": "paris - france + italy"}),
    ("words map", {"words": "france>paris germany>berlin italy>rome spain>madrid japan>tokyo"}),
    ("words odd", {"words": "cat dog car horse"}),
    ("data vectorize", {"calculation": "distances", "size": "large"}),
    ("data plane", {"data": plane_examples.FLOORS}),
    ("data embed", {"words": "cat dog car bus", "matrix": "[2 5; 3 4; 8 -1; 7 0]", "word": "car"}),
    ("image tensor", {"picture": "sunset"}),
    ("image rank", {"picture": "city", "rank": "8"}),
    ("image filter", {"picture": "city", "kernel": "edges"}),
    ("network layer", {"x": "[1, 3]", "w": "[2 -1; 1 1]", "b": "[0, -2]"}),
    (
        "network two",
        {
            "x": "[1, 3]",
            "w1": "[2 -1; 1 1; -1 0]",
            "b1": "[0, -2, 1]",
            "w2": "[1 1 0; -1 0 2]",
            "b2": "[0, 1]",
        },
    ),
    ("pca", {"data": MARKS, "standardize": "yes"}),
    ("fit", {"points": "(0, 1) (1, 0) (2, 2) (3, 5) (4, 4)"}),
    ("fit", {"points": "(0, 1) (1, 0) (2, 2) (3, 5) (4, 4)", "degree": "3"}),
)


def main() -> None:
    """Write the gallery."""
    answering.prepare()
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    pages = [
        _shown(1 + sum(command == earlier for earlier, _ in QUESTIONS[:place]), command, inputs)
        for place, (command, inputs) in enumerate(QUESTIONS)
    ]
    head = "# Gallery\n\nWhat the bot answers, as `python docs/make_gallery.py` asked it.\n"
    (DOCS / "gallery.md").write_text("\n".join([head, *pages]), encoding="utf-8")


def _shown(number: int, command: str, inputs: dict[str, str]) -> str:
    """Write the pictures of a command's nth question; return what the page says of it."""
    options = discover().command(command).options
    asked = {**{option.name: "" for option in options}, **inputs}
    asked = {option: READY.get(text, text) for option, text in asked.items()}
    reply = answering.reply(Question(command, asked), Style(Theme.DARK))
    given = {option.name for option in options} & set(inputs)
    typed = " ".join(f"{name}:{text}" for name, text in inputs.items() if name in given)
    pressed = ", then **Which rank?**" if COMPARE in inputs else ""
    lines = [f"## `/{command} {' '.join(typed.split())}`{pressed}", "", reply.title, ""]
    for picture in reply.pictures:
        name = f"{command.replace(' ', '-')}-{number}-{picture.name}"
        (PICTURES / name).write_bytes(picture.data)
        lines += [_image(picture, name), ""]
    return "\n".join(lines)


def _image(picture: Picture, name: str) -> str:
    alt = " ".join(picture.alt.split()).replace("[", "(").replace("]", ")")
    return f"![{alt}](gallery/{name})"


if __name__ == "__main__":
    main()
