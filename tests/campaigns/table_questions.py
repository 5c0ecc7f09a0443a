"""Questions about whole tables: typed, as files, in somebody's message."""

from __future__ import annotations

import io

import numpy as np
from acts import asked, on_message

MARKS = "name,math,art,sport\nann,3,1,2\nbob,1,5,4\ncarl,2,2,2\ndora,5,1,3\n"
RATINGS = "name,Shrek,Memento,Up\nann,5,?,4\nbob,1,4,?\ncarl,?,5,2\ndora,4,1,5\n"
FILMS = "the lecture's films"

FLOWERS = """length,width,petal,kind
5.1,3.5,1.4,setosa
4.9,3.0,1.4,setosa
4.7,3.2,1.3,setosa
7.0,3.2,4.7,versicolor
6.4,3.2,4.5,versicolor
6.9,3.1,4.9,versicolor
6.3,3.3,6.0,virginica
5.8,2.7,5.1,virginica
7.1,3.0,5.9,virginica
"""

GERMAN = (
    "Ort;Höhe (m);Temperatur\nMünchen;519,5;9,7\nKöln;53;11,2\nGörlitz;199;9,1\nZürich;408,25;9,9"
)
MARKDOWN = "| Land | 2019 | 2020 |\n|:--|--:|--:|\n| A | 1.5 | 2 |\n| B | 2 | 4 |\n| C | 3 | 1 |"
PRINTED = "          math   art\nann        1.0   2.0\nbob smith  2.5   NaN\ncarl       4.0   1.0\n"
BRACKETS = "[[1, 2, 0.5], [3, 4, -1e-3], [1/2, 7, 2], [0, 1, 3]]"
TABS = "x\ty\n1\t2\n3\t5\n4\t4\n"
SPOILED = (
    "name,id,mass,bp,note,a,b\n"
    "x,1,5 kg,120/80,so,1,2\ny,2,3 kg,130/85,ah,2,7\nz,3,4 kg,110/70,oh,4,1"
)
LONG_FORM = "user,item,rating\nann,Up,5\nann,Shrek,4\nbob,Up,1\nbob,Alien,5\ncy,Shrek,2\ncy,Alien,4"
BLANKS = "a,b\n1,2\n3,?\n?,6\n5,1"
WIDE = "\n".join(",".join(str((i * i + 3 * i * j) % 11) for j in range(8)) for i in range(40))
SCALES = "small,large\n1,1000\n2,5000\n3,2000\n4,9000\n5,100"


def _npy(rows: list[list[float]]) -> bytes:
    file = io.BytesIO()
    np.save(file, np.array(rows))
    return file.getvalue()


PCA_TYPED = (
    MARKS.replace("\n", " "),
    MARKS,
    FLOWERS,
    GERMAN,
    MARKDOWN,
    PRINTED,
    BRACKETS,
    TABS,
    SPOILED,
    BLANKS,
    WIDE,
    SCALES,
    "1,2 3,5 4,4 6,7",
    "1\n2\n4\n8",
    "a,b\n1,2\n1,2\n3,4",
    "a,b,c\n1,2,3\n2,4,6\n5,10,15",
    "a,b,c\n1,2,7\n3,5,7\n4,4,7",
    "1 2 3 4\n5 6 7 9",
    # told to the asker alone
    "1,2\n3,4\n5",
    "1,2",
    "7",
    "a,b\n3,3\n3,3",
    "hello, how are you?",
    MARKS.replace("3", "50%", 1),
    "1,2\n3,4\n" * 12_000,
)

PCA_OPTIONS = (
    {"data": MARKS, "components": 3, "standardize": "yes"},
    {"data": MARKS, "components": 1},
    {"data": MARKS, "components": 17},
    {"data": FLOWERS, "components": 3, "standardize": "no"},
    {"data": SCALES, "standardize": "no"},
    {"data": SCALES, "standardize": "yes"},
)

FILES = (
    ("my.csv", MARKS.encode("utf-8-sig")),
    ("my.csv", MARKS.replace("ann", "zoë").encode("latin-1")),
    ("my.tsv", TABS.encode("utf-16")),
    ("my.npy", _npy([[1, 2.5], [3, 4], [0, 1 / 3]])),
    ("my.npy", _npy([[1, 2.5], [3, 4]])[:40]),
    ("scan.csv", b"\x89PNG\r\n\x1a\n" + bytes(50)),
    ("a.xlsx", b"PK\x03\x04....xl/workbook.xml"),
    ("empty.csv", b""),
)

FACTORIZED = (
    {"ratings": RATINGS},
    {"ratings": FILMS},
    {"ratings": " The Lecture’s Films ", "rank": 3},
    {"ratings": FILMS, "rank": 1, "method": "nmf"},
    {"ratings": FILMS, "rank": 2, "method": "plain"},
    {"ratings": RATINGS, "rank": 1, "method": "als"},
    {"ratings": RATINGS, "method": "nmf"},
    {"ratings": "5,?,1 4,1,2 ?,5,4"},
    {"ratings": "5 1; 4 2; 1 5", "rank": 1, "method": "plain"},
    {"ratings": "5 1; 4 ?; 1 5", "method": "gd"},
    {"ratings": LONG_FORM},
    {"ratings": WIDE, "rank": 3},
    {"ratings": "[1 2;2 4]", "method": "nmf"},
    {"ratings": "1,-2\n3,4", "method": "nmf"},
    {"ratings": "?,?\n?,3"},
    {"ratings": "5"},
    {"ratings": RATINGS, "rank": 20},
    {"ratings": RATINGS.replace("5", "five", 1)},
    {"ratings": "1,2\n3"},
    {"ratings": "no table at all"},
)

AROUND = ("{}", "```csv\n{}```", "Look:\n\n{}\nWhat do you think?", "I say\n```\n{}```\nOk?")

PHOTO = ("photo.png", b"\x89PNG\r\n\x1a\n")

TABLE_QUESTIONS = (
    *(asked("pca", data=data) for data in PCA_TYPED),
    *(asked("pca", **options) for options in PCA_OPTIONS),
    *(asked("pca", file=file) for file in FILES),
    asked("pca", data="1 2; 3 4", file=("my.csv", MARKS.encode())),
    *(asked("factorize", **options) for options in FACTORIZED),
    asked("factorize", file=("my.csv", RATINGS.encode())),
    *(on_message("PCA on this message", around.format(MARKS)) for around in AROUND),
    *(on_message("Factorize this message", around.format(RATINGS)) for around in AROUND),
    on_message("PCA on this message", "1 2\n3 4", PHOTO, ("my.txt", MARKS.encode())),
    on_message("Factorize this message", "", ("my.txt", RATINGS.encode())),
    on_message("PCA on this message", "Good morning, how are you?"),
    on_message("PCA on this message", "see", PHOTO),
    on_message("PCA on this message", "see", ("a.xlsx", b"PK\x03\x04....xl/workbook.xml")),
    on_message("PCA on this message", "see", ("a.csv", b"1,2\n" * 2_100_000)),
    on_message("Factorize this message", "```\n1,2\n3,4\n5\n```"),
)
