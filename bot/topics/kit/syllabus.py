"""What can be asked: plain declarations, read in the bot's own process as well."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUBJECTS = {
    "vectors": "Vectors",
    "matrices": "Matrices",
    "systems": "Systems of equations",
    "spaces": "Spaces and bases",
    "eigen": "Eigenvalues and decompositions",
    "data": "Data, films and words",
}
"""Names of subjects with the words that people see, in the order of the lecture."""

LEVELS = (
    ("1", "1: small numbers"),
    ("2", "2: as in a homework"),
    ("3", "3: as in an exam"),
)
"""Levels with the words that people see."""

SEEDS = 16**6
"""How many exercises there are of a kind and level."""


@dataclass(frozen=True)
class Kind:
    """A kind of exercise.

    Attributes
    ----------
    name
        At most 20 small letters, unique.
    title
        What people see, at most 60 characters.
    subject
        One of `SUBJECTS`.
    make
        Reference to ``(Random, level) -> Exercise``, "module:function" in `kinds`.
    levels
        How many there are, from 1, the easiest.
    """

    name: str
    title: str
    subject: str
    make: str
    levels: int = 3


KINDS: tuple[Kind, ...] = (
    Kind("dot", "The dot product", "vectors", "products:dot"),
    Kind("norm", "The length of a vector", "vectors", "lengths:norm"),
    Kind("distance", "The distance of two points", "vectors", "lengths:distance"),
    Kind("angle", "The angle between two vectors", "vectors", "angles:angle"),
    Kind("projection", "The projection on a vector", "vectors", "projections:projection"),
    Kind("product", "The product of two matrices", "matrices", "matrix_products:product"),
    Kind("cell", "One entry of a matrix product", "matrices", "matrix_products:cell"),
    Kind("shapes", "Which matrices can be multiplied", "matrices", "shapes:shapes"),
    Kind("nextstep", "The next row operation", "systems", "rows:nextstep"),
    Kind("reduced", "The conditions of the reduced form", "systems", "rows:reduced"),
    Kind("rref", "The reduced row echelon form", "systems", "rows:rref"),
    Kind("howmany", "How many solutions", "systems", "systems:howmany"),
    Kind("solutionset", "All solutions of a system", "systems", "systems:solutionset"),
    Kind("inverse", "The inverse", "matrices", "inverses:inverses"),
    Kind("determinant", "The determinant of a matrix", "matrices", "determinants:determinant"),
    Kind("rowdet", "What becomes of a determinant", "matrices", "changed_determinants:rowdet"),
    Kind("whichmatrix", "Which picture is this matrix", "matrices", "pictures:whichmatrix"),
    Kind("spanbasis", "A basis of a span", "spaces", "spaces:spanbasis"),
    Kind("columnspace", "A basis of the column space", "spaces", "spaces:columnspace"),
    Kind("rowspace", "A basis of the row space", "spaces", "spaces:rowspace"),
    Kind("nullspace", "A basis of the null space", "spaces", "spaces:nullspace"),
    Kind("independent", "Independent or not", "spaces", "combinations:independent"),
    Kind("coordinates", "Coordinates in a basis", "spaces", "combinations:coordinates"),
    Kind("eigenvalues", "Eigenvalues", "eigen", "eigen:eigenvalues"),
    Kind("eigenvector", "An eigenvector", "eigen", "eigen:eigenvector"),
    Kind("eigenspace", "A basis of an eigenspace", "eigen", "eigen:eigenspace"),
    Kind("diagonalize", "The diagonal form", "eigen", "eigen:diagonalize"),
    Kind("lu", "The factors L and U", "eigen", "factors:lu"),
    Kind("qr", "The factors Q and R", "eigen", "factors:qr"),
    Kind("svd", "The singular value decomposition", "eigen", "factors:svd"),
    Kind("similar", "Who is more alike, and standardizing", "data", "alike:similar"),
    Kind("dominates", "Which column a component follows", "data", "columns:dominates"),
    Kind("firstdirection", "The first principal direction", "data", "components:firstdirection"),
    Kind("share", "The share of the variance", "data", "shares:share"),
    Kind("factorcell", "A predicted rating", "data", "ratings:factorcell"),
    Kind("nearestfilm", "The nearest film", "data", "nearest:nearestfilm"),
    Kind("analogy", "Arithmetic with words", "data", "analogies:analogy"),
)
"""In the order in which they are learned."""

BY_NAME = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True)
class ExerciseId:
    """Which exercise: its kind, level and seed; as text ``dot-2-00c0ff``.

    Examples
    --------
    >>> ExerciseId.of("dot-2-00c0ff")
    ExerciseId(kind='dot', level=2, seed=49407)
    >>> str(ExerciseId("dot", 2, 49407))
    'dot-2-00c0ff'
    """

    kind: str
    level: int
    seed: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.level}-{self.seed:06x}"

    @classmethod
    def of(cls, text: str) -> ExerciseId | None:
        """Return the exercise that a text names; None where there is none of that name."""
        found = re.fullmatch(r"([a-z]{1,20})-([1-9])-([0-9a-f]{6})", text.strip().lower())
        if found is None:
            return None
        kind = BY_NAME.get(found[1])
        if kind is None or int(found[2]) > kind.levels:
            return None
        return cls(kind.name, int(found[2]), int(found[3], 16))
