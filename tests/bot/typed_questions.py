"""Questions as people type them, for tests that ask the same in two ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.topics.kit import line
from bot.topics.kit.declaration import Command

TypedQuestion = tuple[str, dict[str, str]]
"""A command, and what is typed into its options."""

VECTORS = (
    "[3, 4]",
    "1 2 2",
    "(1; 1/2; -.5)",
    "<1, sqrt(2), 2e-3>",
    r"\begin{bmatrix}0\\5\end{bmatrix}",
)
PAIRS = (
    ("[1,2]", "[3,1]"),
    ("[1,2]", "[-2,-4]"),
    ("[0,0,1]", "[1,1,0]"),
    ("[0.5, .25, 2]", "[2, -3, 1]"),
)
MATRICES = ("[2 1; 1 2]", "[4 2; 2 10]", "[[1, 2], [3, 4]]", "[0 1; -1 0]", "[1/2 0; 0 3]")

OF_VECTORS = ("vector norm", "vector unit")
OF_PAIRS = ("dot", "vector angle", "vector distance", "vector project")
OF_MATRICES = (
    "transform",
    "matrix transpose",
    "matrix det",
    "matrix inverse",
    "matrix rank",
    "matrix rref",
    "matrix spaces",
    "matrix lu",
    "matrix qr",
    "matrix eigen",
    "matrix svd",
)

UNLIKE_ITSELF = "data vectorize"
"""It times a loop anew each time."""


def examples(commands: Mapping[str, Command]) -> list[TypedQuestion]:
    """Return the example of each command that answers, and answers the same each time."""
    found: list[TypedQuestion] = []
    for name, command in commands.items():
        if command.answer and name != UNLIKE_ITSELF:
            read = line.read(f"/{name} {command.example}", commands).typed
            found.append((name, {option: typed.text for option, typed in read.items()}))
    return found


def of_each(
    commands: Mapping[str, Command],
    vectors: Sequence[str] = VECTORS,
    pairs: Sequence[tuple[str, str]] = PAIRS,
    matrices: Sequence[str] = MATRICES,
) -> list[TypedQuestion]:
    """Return all commands of vectors, pairs and matrices, each with all of these."""
    return [
        *((name, {"v": vector}) for name in OF_VECTORS for vector in vectors),
        *((name, {"a": a, "b": b}) for name in OF_PAIRS for a, b in pairs),
        *(
            (name, {commands[name].options[0].name: matrix})
            for name in OF_MATRICES
            for matrix in matrices
        ),
    ]
