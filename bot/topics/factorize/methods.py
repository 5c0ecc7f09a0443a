"""How factors are found, in the words of the menu."""

from __future__ import annotations

METHODS = {
    "als": "als: mean + biases + U V, from the known entries",
    "plain": "plain: R ≈ U V, from the known entries",
    "wals": "wals: blanks and 0 count a little, as 0",
    "svd": "svd: the best R ≈ U V of a full table",
    "nmf": "nmf: R ≈ U V without negative numbers",
}
