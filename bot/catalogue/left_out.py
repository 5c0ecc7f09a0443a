"""What could not be used of a file, told in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.catalogue.catalogue import CatalogueError


@dataclass
class _Kind:
    """Lines that were left out for the same reason."""

    count: int
    line: int | None
    problem: str


@dataclass
class LeftOut:
    """The lines of a file that are left out, by their reasons.

    Attributes
    ----------
    file
        Its name.
    lines
        How many lines it has, besides the header.
    """

    file: str
    lines: int = 0
    _kinds: dict[str, _Kind] = field(default_factory=dict[str, _Kind])

    def add(self, reason: str, line: int, problem: str) -> None:
        """Leave out a line.

        Parameters
        ----------
        reason
            What such lines are like, after their number: "without stars".
        line
            Its number.
        problem
            What is wrong with it, a sentence without a full stop.
        """
        kind = self._kinds.setdefault(reason, _Kind(0, line, problem))
        kind.count += 1

    def add_all(self, reason: str, count: int, first: int | None = None) -> None:
        """Leave out some lines that are right in themselves; the first of them may be known."""
        if count:
            self._kinds[reason] = _Kind(count, first, "")

    @property
    def count(self) -> int:
        """How many lines are left out."""
        return sum(kind.count for kind in self._kinds.values())

    def refuse_if_most(self) -> None:
        """Raise an error if half of the lines or more are wrong.

        Raises
        ------
        CatalogueError
            With the first wrong line, and how many there are.
        """
        wrong = [(kind.line, kind) for kind in self._kinds.values() if kind.line is not None]
        count = sum(kind.count for _, kind in wrong)
        if not count or 2 * count < self.lines:
            return
        line, first = min(wrong, key=lambda each: each[0])
        others = f" ({count:,} of {self.lines:,} lines are wrong)" if self.lines > 1 else ""
        raise CatalogueError(f"{self.file}, line {line}: {first.problem}{others}.")

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence with the numbers of lines and the first of each kind, or none."""
        if not self.count:
            return ()
        were = "was" if self.count == 1 else "were"
        kinds = ", ".join(map(_told, self._kinds, self._kinds.values()))
        return (f"{self.file}: {self.count:,} of {self.lines:,} lines {were} left out: {kinds}.",)


def _told(reason: str, kind: _Kind) -> str:
    if kind.line is None:
        return f"{kind.count:,} {reason}"
    first = "first: " if kind.count > 1 else ""
    return f"{kind.count:,} {reason} ({first}line {kind.line:,})"
