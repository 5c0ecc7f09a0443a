r"""What stands around numbers in pasted text: prompts, quotes, comments, other systems' signs.

`without_forms` puts our own sign, or a blank, in the place of each. It keeps the length
of the text, so that positions in it stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from linalg_engine.errors import InputError
from linalg_engine.notation import arithmetic

Form = Callable[[str], str]


def without_forms(plain: str) -> str:
    """Return cleaned text with each of `FORMS` replaced by what it means.

    Raises
    ------
    InputError
        Where dots stand for numbers, or a sign could mean two things.

    Examples
    --------
    >>> without_forms("> 1//2 3  # half")
    '  1/ 2 3        '
    """
    for form in FORMS:
        plain = form(plain)
    return plain


def blanked(plain: str, start: int, end: int) -> str:
    """Return the text with blanks for everything but line ends from ``start`` to ``end``."""
    return plain[:start] + _NOT_NEWLINE.sub(" ", plain[start:end]) + plain[end:]


def _replaced(pattern: str, meaning: str = "", flags: int = 0) -> Form:
    """Return the form that puts ``meaning``, and blanks, in the place of a pattern."""
    compiled = re.compile(pattern, flags)

    def replace(found: re.Match[str]) -> str:
        return meaning + _NOT_NEWLINE.sub(" ", found[0][len(meaning) :])

    return lambda plain: compiled.sub(replace, plain)


def _begins_each_line(mark: str, *, least: int) -> Form:
    """Return the form that drops a mark in front of every line that has something in it."""
    text = re.compile(rf"(?:[ \t]*+(?:{mark})[^\n]*+(?:\n\s*+|\Z)){{{least},}}+\Z")
    at_begin = re.compile(rf"^[ \t]*+(?:{mark})", re.MULTILINE)

    def drop(plain: str) -> str:
        start = len(plain) - len(plain.lstrip())
        if not text.match(plain, start):
            return plain
        return at_begin.sub(lambda found: " " * len(found[0]), plain)

    return drop


def _refuse_lines_left_out(plain: str) -> str:
    line = _ONLY_DOTS.search(plain)
    if line:
        arithmetic.left_out(line.start("dots"))
    return plain


def _printed_in_two_dimensions(plain: str) -> str:
    """Return the text without the empty rows of tall brackets, as Maxima prints them.

    It also writes ``- 1`` for -1 there.
    """
    if not _EMPTY_ROW.search(plain) and not _OUTPUT_OF_MAXIMA.match(plain):
        return plain
    plain = _EMPTY_ROW.sub(lambda found: " " * len(found[0]), plain)
    return _LOOSE_MINUS.sub(" -", plain)


def _decimal_commas_between_tabs(plain: str) -> str:
    """Return ``1,5⇥2`` with a decimal point: a comma within a cell of a spreadsheet."""
    if "\t" not in plain or "," not in plain or not _TABBED.fullmatch(plain):
        return plain
    plain = _GROUPED_ENGLISH.sub(lambda cell: cell[0].replace(",", "").ljust(len(cell[0])), plain)
    for found in _THOUSANDS.finditer(plain):
        cell = found[0]
        raise InputError(
            f"{cell} could be {re.sub('[.,]', '', cell)} or {cell.replace(',', '.')}; "
            "please write it without the comma or the point.",
            position=found.start(),
            example="1.5 2",
        )
    plain = _GROUPED.sub(lambda cell: cell[0].replace(".", "").ljust(len(cell[0])), plain)
    return plain.replace(",", ".")


def _refuse_numbered_lines(plain: str) -> str:
    """Refuse ``1. 5 6⏎2. 7 8``: a numbered list, or numbers with a point in front."""
    numbers = _NUMBER_OF_LINE.findall(plain) if _NUMBERED.match(plain) else []
    if not numbers or [int(number) for number in numbers] != list(range(1, len(numbers) + 1)):
        return plain
    raise InputError(
        "The 1. and 2. in front of the lines could number them or be entries; "
        "leave them out, or write them without a point.",
        position=len(plain) - len(plain.lstrip()),
        example="[1 2; 3 4]",
    )


def refuse_blanks_in_numbers(text: str) -> None:
    """Refuse ``1 000 2``: thousand, or two numbers.

    A group of three digits begins with 0, or has a blank before it that breaks no line, in a text
    with other blanks.

    Raises
    ------
    InputError
        Where it is so.
    """
    found = _BLANK_BEFORE_ZERO.search(text)
    if found is None and _BLANK.search(text.strip()):
        found = _HARD_BLANK.search(text)
    if found is None:
        return
    groups = found[0].split()
    count = "two" if len(groups) == 2 else "several"
    raise InputError(
        f"{' '.join(groups)} could be one number or {count}; write {''.join(groups)}, or "
        f"{', '.join(groups)} with commas.",
        position=found.start(),
        example="[1000, 2]",
    )


def _refuse_grouped_thousands(plain: str) -> str:
    """Refuse ``1.000,5 2``: thousand and a half, or two numbers."""
    found = _GROUPED_IN_LIST.search(plain)
    if found is None or not _ONLY_NUMBERS.fullmatch(plain):
        return plain
    cell = found[0]
    thousands, decimals = cell.replace(".", "").replace(",", "."), cell.replace(",", ", ")
    raise InputError(
        f"{cell} could be one number or two; write {thousands}, or {decimals} with a blank.",
        position=found.start(),
        example="1000.5 2",
    )


def _without_percent_comments(plain: str) -> str:
    """Return the text without comments after %, and with the signs of percentages."""
    if "%" not in plain:
        return plain
    lines: list[str] = []
    start = 0
    for line in plain.splitlines(keepends=True):
        comment = _comment_begins(line, start)
        lines.append(line if comment is None else blanked(line, comment, len(line)))
        start += len(line)
    return "".join(lines)


def _comment_begins(line: str, start: int) -> int | None:
    """Return the index of the % in a line that begins a comment; None if none does."""
    for seen, found in enumerate(_PERCENT.finditer(line)):
        before, gap, after = found["before"], found["gap"], found["after"]
        if not before or (gap and after.isalpha()):
            return found.start("sign")
        if gap and not after:
            clear = seen > 0 or len(_NUMBER.findall(line[: found.start() + 1])) < 2
        else:
            glued = not gap and (found["blank"] or not after.isdigit())
            clear = after in _AFTER_PERCENT or (glued and after in _AFTER_GLUED_PERCENT)
        if not clear:
            raise InputError(
                "This % could mean a percentage or begin a comment; write 0.5 for 50%, "
                "or leave the comment out.",
                position=start + found.start("sign"),
                example="[0.5, 2]",
            )
    return None


_NOT_NEWLINE = re.compile(r"[^\n]")
_ONLY_DOTS = re.compile(r"^[ \t|]*+(?P<dots>(?:\.\.\.|[…⋮⋱⋯])[ \t.,…⋮⋱⋯]*+)[\]|]*+$", re.MULTILINE)
_EMPTY_ROW = re.compile(
    r"(?<=\n)[ \t]*+(?:\(%o\d+\)|\w++[ \t]*+=)?[ \t]*+"
    r"(?:\[[ \t]{2,}+\]|\|[ \t]++\||\\[ \t]++/)[ \t]*+(?=\n|\Z)"
    r"|\A[ \t]*+/[ \t]++\\[ \t]*+(?=\n)"
)
_OUTPUT_OF_MAXIMA = re.compile(r"\s*+\(%o\d+\)")
_LOOSE_MINUS = re.compile(r"(?<=[\[| ])- (?=[0-9])")
_TABBED = re.compile(r"[ \n]*+(?:[-+]?[0-9][0-9.,]*+[ ]*+(?:[\t\n][ \t\n]*+|\Z))++")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3}|\.\d{3})++(?![\d.,])")
_GROUPED_ENGLISH = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})++\.\d++(?![\d.,])")
_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})++,\d++")
_GROUPED_IN_LIST = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})++,\d++(?![.\d,])(?=[ \t]+[-+\d]|;)"
)
_ONLY_NUMBERS = re.compile(r"[-+\d.,; \t\n\[\]()]*+")
_BLANK = re.compile(r"[ \t]")
_BLANK_BEFORE_ZERO = re.compile(
    r"(?<![\w.,])[1-9]\d{0,2}[ \u00a0\u202f\u2009]0\d\d"
    r"(?:[ \u00a0\u202f\u2009]\d{3}){0,4}+(?!\d)"
)
_HARD_BLANK = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:[\u00a0\u202f\u2009]\d{3}){1,4}+(?!\d)")
_NUMBERED = re.compile(r"\s*+(?:[0-9]{1,3}\.[ \t]++[^.\n]++(?:\n\s*+|\Z)){2,}+\Z")
_NUMBER_OF_LINE = re.compile(r"^[ \t]*+([0-9]{1,3})\.", re.MULTILINE)
_NUMBER = re.compile(r"[0-9][0-9./]*+")

_COMMENT_BEGINS = r"(?:[^\W\d_]|[%#=(\"'-]|[ \t]*\n|[ \t]*\Z)"
_PERCENT = re.compile(
    r"(?P<before>(?:[0-9.)])?+)(?P<gap>[ \t]{0,3}+)(?P<sign>%)(?P<blank>[ \t]*+)"
    r"(?=(?P<after>[^\s]?))"
)
_AFTER_PERCENT = {*",;&|])}"}
_AFTER_GLUED_PERCENT = {"", *"0123456789.(√+-*/·×"}

_PROMPT = (
    r"(?:>>>?|julia>|octave(?::\d+)?>|sage:|gap>|In \[\d+\]:|Out ?\[\d+\](?://MatrixForm)? ?[:=]?=?"
    r"|In\[\d+\]:=|\(%[io]\d+\))"
)
_NAME = r"[A-Za-z][\w.]*"

FORMS: tuple[Form, ...] = (
    _refuse_lines_left_out,
    # Quotes.
    _begins_each_line(r">(?:>>)?+(?=[ \t]|\n)", least=1),
    # R in reports.
    _begins_each_line(r"\#++", least=1),
    _printed_in_two_dimensions,
    # A prompt with a name, and what it printed below.
    _replaced(rf"\A\s*+(?:{_PROMPT}|>)[ \t]*{_NAME}(?:\({_NAME}\))?;?[ \t]*(?=\n)"),
    _begins_each_line(r"[-*·‣][ \t]++(?=[^\s])", least=2),
    _replaced(rf"^[ \t]*+{_PROMPT}", flags=re.MULTILINE),
    _replaced(r"\\%", "%"),
    # A name that says what the entries depend on: A(k) = ...
    _replaced(r"\A[\s$]*+[A-Z]\(\\?[^\W\d_]++\)[ \t]*+:?=(?!=)"),
    _without_percent_comments,
    _replaced(rf"(?:(?<=[\s\];,])|\A)\#[ \t]*+(?={_COMMENT_BEGINS})[^\n]*+"),
    _replaced(r"(?<=[\s\];])//[ \t]*+(?=[^\W\d_])[^\n]*+"),
    # R's label of a row.
    _replaced(r"^[ \t]*+\[\d+,\](?=[ \t]+[-+.\d])", flags=re.MULTILINE),
    # What other systems write for our signs.
    lambda plain: re.sub(
        r"(?<![.\s])[ \t]*\.\.\.[ \t]*\n|(?<=[ \t;,])\.\.\.[ \t]*\n",
        lambda found: " " * len(found[0]),
        plain,
    ),
    _replaced(r"(?<=\d)//(?=\d)", "/"),
    _replaced(r"(?<=[\])])\.'", "'"),
    _replaced(r"(?<=[\d.])[dD](?=[+-]\d)", "e"),
    _replaced(r"\^\s*\{\s*\\circ\s*\}|\^\s*\\circ(?![A-Za-z])|\\degree(?![A-Za-z])|[º˚]", "°"),
    # A transpose as plain text.
    _replaced(r"(?<=[\])])T(?!\w)", "ᵀ"),
    _replaced(r"[∣│┃⏐⋮❘]", "|"),
    _replaced(r"[┌┐└┘╭╮╰╯]"),
    _replaced(r"(?<=\w)[ \t]*<-(?=[ \t]*[A-Za-z(])", "="),
    # Wrappers with no brackets of their own.
    _replaced(
        r"^[ \t]*(?:(?:Diagonal|Permutation) Matrix|Parameter containing:)[ \t]*$", "", re.MULTILINE
    ),
    lambda plain: re.sub(
        r"(?P<before>\A\s*+(?:\w++[ \t]*+=[ \t]*+)?)<tf\.(?:Tensor:|Variable\b)[^\[\]]*?numpy="
        r"(?P<array>.*)>",
        lambda found: found["before"].ljust(found.start("array")) + found["array"] + " ",
        plain,
        flags=re.DOTALL,
    ),
    _decimal_commas_between_tabs,
    _refuse_grouped_thousands,
    _refuse_numbered_lines,
)
"""Each from text to text of the same length, in this order."""
