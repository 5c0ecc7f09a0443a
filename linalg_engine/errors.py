"""The one error that a person can cause."""

from __future__ import annotations

from typing import Literal

EXCERPT_WIDTH = 60
"""Characters of the typed line shown around the place of an error."""


Reason = Literal[
    "assignment", "unknown name", "many solutions", "many nearest", "letter", "equations",
    "no equals sign", "another operation", "not linear", "inequality",
]  # fmt: skip


class InputError(ValueError):
    """Something a person typed cannot be used.

    Parameters
    ----------
    problem
        One friendly sentence: what is wrong, and what would be right.
    text
        The text as it was typed, where the place of the error is known.
    position
        Index into ``text`` of the character that is wrong.
    example
        An input that would have worked, short enough to be typed.
    source
        Which of several inputs this one is, for example ``"b"``.
    reason
        What is wrong, for programs that can say more about it.

    Examples
    --------
    >>> try:
    ...     la.dot([1, 2], [3])
    ... except la.InputError as error:
    ...     print(error.problem.partition(":")[0])
    The vectors must have the same number of entries for a dot product
    """

    def __init__(
        self,
        problem: str,
        *,
        text: str | None = None,
        position: int | None = None,
        example: str | None = None,
        source: str | None = None,
        reason: Reason | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.text = text
        self.position = position
        self.example = example
        self.source = source
        self.reason = reason

    def excerpt(self) -> str:
        """Return the typed line and, below it, a caret under the place; "" without a place.

        Control, invisible and direction-changing characters are shown as "�", so the
        caret is in the right place.
        """
        if self.text is None or self.position is None:
            return ""
        position = min(max(self.position, 0), len(self.text))
        line_start = self.text.rfind("\n", 0, position) + 1
        line_end = self.text.find("\n", position)
        line = self.text[line_start : line_end if line_end >= 0 else len(self.text)]
        column = position - line_start
        start = max(0, min(column - EXCERPT_WIDTH // 2, len(line) - EXCERPT_WIDTH))
        shown = "".join(_visible(c) for c in line[start : start + EXCERPT_WIDTH])
        before = "…" if start else ""
        after = "…" if start + EXCERPT_WIDTH < len(line) else ""
        return f"{before}{shown}{after}\n{' ' * (len(before) + column - start)}^"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with all fields of the error, not the sentence alone."""
        return _rebuild, (
            self.problem,
            self.text,
            self.position,
            self.example,
            self.source,
            self.reason,
        )


def too_large() -> InputError:
    """Return the error for results beyond the range of floats."""
    return InputError(
        "The result is larger than any floating-point number (about 1.8 × 10³⁰⁸); "
        "use smaller entries."
    )


def _rebuild(
    problem: str,
    text: str | None,
    position: int | None,
    example: str | None,
    source: str | None,
    reason: Reason | None,
) -> InputError:
    return InputError(
        problem, text=text, position=position, example=example, source=source, reason=reason
    )


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    return character if character.isprintable() else "�"
