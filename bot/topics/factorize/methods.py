"""How factors are found, in the words of the menu."""

from __future__ import annotations

METHODS = {
    "plain": "plain: R ≈ U V, from the known entries",
    "als": "als: mean + biases + U V, from the known entries",
    "wals": "wals: blanks and 0 count a little, as 0",
    "svd": "svd: the best R ≈ U V of a full table",
    "nmf": "nmf: R ≈ U V without negative numbers",
    "gd": "gd: R ≈ U V by gradient descent, step by step",
}

AUTO = "auto"

OFFERED = {AUTO: "auto: plain; als for a large table with blanks", **METHODS}
"""What a command and its form offer."""

COMPARE = "compare"
"""The input, no option of the command, by which a button asks to compare ranks."""
