"""Console tables of R, pandas and databases made plain, character for character."""

from __future__ import annotations

import re

from linalg_engine.errors import InputError


def undecorated(plain: str) -> str:
    """Return a console table without frames, row counts, types, and R's ``[1,]`` and ``[,1]``.

    The rest keeps its place. R's rows begin on a new line, also where pasting has lost
    the line ends, and keep their numbers where the columns have names.

    Raises
    ------
    InputError
        When rows are missing, or the columns are in several blocks.
    """
    plain = _unprefixed(plain)
    shortened = _SHORTENED.search(plain)
    if shortened:
        raise InputError(
            "Rows were left out where this table was printed; write.csv(x) in R has them all.",
            position=shortened.start(),
        )
    blocks = [*_FIRST_R_ROW.finditer(plain)][1:] or [*_FOLDED.finditer(plain)]
    if blocks:
        raise InputError(
            "This table was too wide to be printed whole, and its columns are in several "
            "blocks; df.to_csv() in pandas or write.csv(x) in R keeps them together.",
            position=blocks[0].start(),
        )
    named = not _R_COLUMN.search(plain)
    plain = _R_ROW.sub(lambda found: f"\n{found[1] if named else ''}".ljust(len(found[0])), plain)
    plain = _DECORATION.sub(_blanks, _R_COLUMN.sub(_blanks, plain))
    return _PROMPTS.sub(_blanks, plain)


def _unprefixed(plain: str) -> str:
    """Return a text without the sign of a comment or a quotation before each of its lines."""
    lines = [line for line in plain.splitlines() if line.strip()]
    for prefix in _PREFIXES:
        if len(lines) > 1 and all(map(prefix.match, lines)):
            return prefix.sub(_blanks, plain)
    return plain


def _blanks(found: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", found[0])


_PREFIXES = tuple(
    re.compile(rf"^[ \t]*{sign}(?!\S)", re.MULTILINE) for sign in ("#>", "##", "#", ">", "%")
)
"""What R's knitr and reprex, and quoted messages, have before each line."""

_PROMPT = r"^[ \t]*>{1,3}(?:[ ][A-Za-z_(].*(?<![\d\s,;|?]))?[ \t]*$"
_PROMPTS = re.compile(rf"\A(?:\s*{_PROMPT})+|(?:{_PROMPT}\s*)+\Z", re.MULTILINE)
"""What was typed at R's or Python's prompt, above and below a table; between rows it is a row."""

_VISIBLE = re.compile(r"[^\n]")
_SHORTENED = re.compile(r"^[ \t]*# .{0,20}\b[0-9,]+ more rows", re.MULTILINE)
_FIRST_R_ROW = re.compile(r"\[(?<!\S\[)1,\](?=\s)")
_FOLDED = re.compile(r"\\(?<=\s\\)(?=[ \t]*\n)")
_R_ROW = re.compile(r"\[(?<!\S\[)([0-9]+),\](?=\s)")
_R_COLUMN = re.compile(r"\[(?<!\S\[),[0-9]+\](?!\S)")
_DECORATION = re.compile(
    r"""^(?:
        [ \t]*\+?[-=]+(?:\+[-=]+)+\+?[ \t]*$    # psql, MySQL and grids, around the heads
      | [ \t]*\+[-=]+\+[ \t]*$
      | [ \t]*\([0-9]+\ rows?\)[ \t]*$
      | [ \t]*[0-9]+\ rows?\ in\ set\b.*$
      | [ \t]*\[[0-9]+\ rows\ x\ [0-9]+\ columns\][ \t]*$    # pandas, below a long table
      | [ \t]*\#\ (?:A\ tibble|Groups):.*$
      | [ \t]*[0-9]+\ ?[x×]\ ?[0-9]+\ (?:\w+\.)?DataFrame:?[ \t]*$    # Julia
      | [ \t]*(?:<[a-z]{2,9}>[ \t]*)+$    # a tibble's types
    )""",
    re.MULTILINE | re.VERBOSE,
)
