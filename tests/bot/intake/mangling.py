"""Real tables, and what befalls them on their way: a seeded mutator."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import numpy as np

IRIS = """sepal_length,sepal_width,petal_length,petal_width,species
5.1,3.5,1.4,0.2,setosa
4.9,3.0,1.4,0.2,setosa
4.7,3.2,1.3,0.2,setosa
7.0,3.2,4.7,1.4,versicolor
6.4,3.2,4.5,1.5,versicolor
6.3,3.3,6.0,2.5,virginica
5.8,2.7,5.1,1.9,virginica
"""

FILMS = """,Harry Potter,Shrek,"Dark Knight, The",Memento
ann,5,4,?,1
bob,4.5,,2,1
carl,1,2,5,?
"Dora ""D"" Lee",?,1,4,5
"""

GERMAN = """Ort;Höhe (m);Temperatur;Datum
München;519,5;9,7;2024-01-02
Köln;53;11,2;2024-01-03
Görlitz;199;9,1;2024-01-04
Zürich;408,25;9,9;2024-01-05
"""

MARKDOWN = """| Land | 2019 | 2020 | 2021 |
|:-----|-----:|-----:|-----:|
| 日本 | 1,5 | 2 | 3 |
| مصر | 2 | 4 | 5,5 |
| Česko | 3 | 3 | 1 |
"""

PANDAS = """          math   art  sport
ann        1.0   2.0    3.0
bob smith  2.5   NaN    1.0
carl       4.0   1.0    2.0

[3 rows x 3 columns]
"""

BRACKETS = "[[1, 2, 0.5],\n [3, 4, -1e-3],\n [1/2, 7, sqrt(2)],\n [0, 1, 3]]"

MESSAGE = """Hi all, look at this:
```csv
x,y,z
1,2,3
2,4,1
5,1,1
```
What is the second component, 1 or 2?"""

TABLES = (IRIS, FILMS, GERMAN, MARKDOWN, PANDAS, BRACKETS, MESSAGE)

Rng = random.Random
Text = Callable[[Rng, str], str]
Bytes = Callable[[Rng, bytes], bytes]


def _place(rng: Rng, text: str) -> int:
    return rng.randrange(len(text) + 1)


def cut_off(rng: Rng, text: str) -> str:
    return text[: _place(rng, text)]


def cut_out(rng: Rng, text: str) -> str:
    start = _place(rng, text)
    return text[:start] + text[start + rng.randrange(1, 40) :]


def double_separators(rng: Rng, text: str) -> str:
    mark = rng.choice(",;\t| \n")
    return "".join(c * 2 if c == mark and rng.random() < 0.3 else c for c in text)


def drop_separators(rng: Rng, text: str) -> str:
    return "".join(c for c in text if c not in ",;|\t" or rng.random() > 0.1)


def mix_separators(rng: Rng, text: str) -> str:
    return "".join(rng.choice(",;\t| ") if c in ",;" and rng.random() < 0.3 else c for c in text)


def stray_quotes(rng: Rng, text: str) -> str:
    for _ in range(rng.randrange(1, 4)):
        at = _place(rng, text)
        text = text[:at] + rng.choice(['"', "'", "“", "”", "`", "```"]) + text[at:]
    return text


def strange_characters(rng: Rng, text: str) -> str:
    strange = [
        "\u200f", "\u202e", "\u200b", "\x00", "\x07", "\u2212", "\uff0c", "\u0661", "👩‍🎓",
        "\ud800", "\u0301", "\xa0", "\x85", "\u2028", "@everyone", "**", "[x](http://y)",
    ]  # fmt: skip
    for _ in range(rng.randrange(1, 4)):
        at = _place(rng, text)
        text = text[:at] + rng.choice(strange) + text[at:]
    return text


def strange_cells(rng: Rng, text: str) -> str:
    cells = ["1e999", "-inf", "9^9^9^9", "1/0", "50%", "$5", "1,234", "12 kg", "=A1+B2", "#REF!",
             "0x1F", "1e-400", "((((1", "NaN", "TRUE", "2024-02-30", "--5", "5 5", "x" * 5_000,
             "9" * 5_000, "(" * 500, "sqrt(" * 200]  # fmt: skip
    pieces = text.split(",") if "," in text else text.split(" ")
    for _ in range(rng.randrange(1, 3)):
        pieces[rng.randrange(len(pieces))] = rng.choice(cells)
    return ("," if "," in text else " ").join(pieces)


def shuffle_lines(rng: Rng, text: str) -> str:
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def repeat_lines(rng: Rng, text: str) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    return "\n".join(lines[:at] + lines[at : at + 1] * rng.choice([2, 50, 3_000]) + lines[at:])


def other_line_ends(rng: Rng, text: str) -> str:
    return text.replace("\n", rng.choice(["\r\n", "\r", "\n\n", " ", "\r\r\n", "\u2028"]))


def words_around(rng: Rng, text: str) -> str:
    words = ["Here it is:", "thanks!", "# comment", "sep=;", "1. first", "----", "a, b, c and d"]
    return f"{rng.choice(words)}\n{text}\n{rng.choice(words)}"


def transposed(rng: Rng, text: str) -> str:
    rows = [line.split(",") for line in text.split("\n")]
    width = max(map(len, rows))
    cells = [row + [rng.choice(["", "?"])] * (width - len(row)) for row in rows]
    return "\n".join(",".join(column) for column in zip(*cells, strict=True))


TEXT_CHANGES: tuple[Text, ...] = (
    cut_off, cut_out, double_separators, drop_separators, mix_separators, stray_quotes,
    strange_characters, strange_cells, shuffle_lines, repeat_lines, other_line_ends, words_around,
    transposed,
)  # fmt: skip


def flip_bytes(rng: Rng, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 9)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut_bytes(rng: Rng, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def wrong_start(rng: Rng, data: bytes) -> bytes:
    starts = [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x93NUMPY", b"PK\x03\x04", b"\x00"]
    return rng.choice(starts) + data


BYTE_CHANGES: tuple[Bytes, ...] = (flip_bytes, cut_bytes, wrong_start)

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "utf-32",
    "latin-1",
    "cp1252",
    "shift-jis",
)


def mangled_text(seed: int) -> str:
    """Return a real table after one to three mishaps."""
    rng = Rng(seed)
    text = rng.choice(TABLES)
    for change in rng.sample(TEXT_CHANGES, rng.randrange(1, 4)):
        text = change(rng, text)
    return text


def mangled_file(seed: int) -> bytes:
    """Return a file in some encoding, or a .npy, after a mishap to its text or its bytes."""
    rng = Rng(seed)
    if rng.random() < 0.3:
        file = io.BytesIO()
        shape = rng.choice([(4, 3), (5,), (0, 2), (2, 2, 2), (3, 4)])
        kind = rng.choice(["<f8", ">f4", "<i2", "?", "<c16", "<U3", "<f2", "<M8[s]"])
        np.save(file, np.arange(np.prod(shape)).reshape(shape).astype(kind))
        data = file.getvalue()
    else:
        text = mangled_text(seed) if rng.random() < 0.5 else rng.choice(TABLES)
        data = text.encode(rng.choice(ENCODINGS), errors="replace")
    return rng.choice(BYTE_CHANGES)(rng, data) if data and rng.random() < 0.7 else data
