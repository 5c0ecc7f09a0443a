"""A lesson's file that is right, to be spoiled."""

from __future__ import annotations

from pathlib import Path

RIGHT = """\
title = "Lengths"
about = "How long an arrow is."

[values]
v = "[3, 4]"
long = "norm(v)"

[[cards]]
kind = "guess"
title = "How long is {v}?"
text = "It goes {v[1]} to the right and {v[2]} up."
choices = ["{long}", "{sum(v)}"]
right = "{long}"
because = "By Pythagoras it is {long}."

[[cards]]
kind = "claim"
title = "The length"
text = \"\"\"
It is the third side
of a triangle.\"\"\"
shows = "/vector norm v:{v} p:2"

[[cards]]
kind = "formula"
title = "Squares"
text = "Add the squares."
formula = ["norm(v)", "v / long"]

[[cards]]
kind = "try"
title = "Another one"
text = "Twice as long."
command = "/vector norm v:{2v}"

[[cards]]
kind = "exercise"
title = "Your turn"
text = "Square, add, take the root."
exercise = "norm"
level = 1
"""


def written(folder: Path, content: str = RIGHT, name: str = "02_lengths.toml") -> Path:
    """Write a file; return where it is."""
    file = folder / name
    file.write_text(content, "utf-8")
    return file


def line_of(content: str, words: str) -> int:
    """Return the line in which the words stand first, counted from 1."""
    return content[: content.index(words)].count("\n") + 1
