"""Answers of `/pca` without Discord, and what is in their files and menus."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from bot.drawing.style import Style
from bot.topics.kit.answer import Answer, Choice
from bot.topics.kit.question import Question
from bot.topics.pca import answer as pca

Floats = NDArray[np.float64]

MARKS = (
    "name,math,art,sport,team\nann,3,1,2,red\nbob,1,5,4,blue\ncy,2,2,5,red\ndee,5,1,1,blue\n"
    "eli,4,2,1,red\nfay,4,4,4,blue"
)
NUMBERS = np.array([[3, 1, 2], [1, 5, 4], [2, 2, 5], [5, 1, 1], [4, 2, 1], [4, 4, 4.0]])


def answer(data: str, **inputs: str) -> Answer:
    """Answer without drawing."""
    return pca.answer(Question("pca", {"data": data, "standardize": "no", **inputs}), Style())


def file(found: Answer, name: str) -> dict[str, dict[str, str]]:
    """Return the rows of a file by their first cell, each by the heads."""
    rows = csv.DictReader(io.StringIO(dict(found.copies.files)[name]))
    return {next(iter(row.values())): row for row in rows}


def scores(found: Answer) -> Floats:
    rows = file(found, "scores.csv").values()
    return np.array([[float(row["PC1"]), float(row["PC2"])] for row in rows])


def expected(data: Floats, rows: Floats | None = None) -> Floats:
    """Return scikit-learn's scores of rows, with our signs."""
    theirs: Any = PCA(2).fit(data)
    sizes = np.abs(theirs.components_).argmax(axis=1)
    signs = np.sign(theirs.components_[[0, 1], sizes])
    return theirs.transform(data if rows is None else rows) * signs


def menu(found: Answer, name: str) -> Choice:
    (choice,) = [choice for choice in found.choices if choice.name == name]
    return choice
