r"""What stands around equations in pasted text: quotes, LaTeX environments, words.

`plain_equations` puts a plain sign, or blanks, in the place of each. It keeps the length of the
text, so that positions in it stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from linalg_engine.equations.linear import EXAMPLE
from linalg_engine.errors import InputError
from linalg_engine.notation.cleaning import clean, with_line_ends

MAX_CHARACTERS = 10_000
"""Length of a system of equations as text."""

Form = Callable[[str], str]


def plain_equations(text: str) -> str:
    """Return text in plain characters, with ``;`` for the end of a row and for "and".

    Raises
    ------
    InputError
        When the text is too long or empty, has hidden characters or an inequality, or a sign in
        front of its lines can mean two things.

    Examples
    --------
    >>> plain_equations("> 2x + y == 5 and x = 1")
    '; 2x + y =  5 ;   x = 1'
    """
    plain = clean(with_line_ends(text), limit=MAX_CHARACTERS)
    _refuse_bullets(text)
    for form in FORMS:
        plain = form(plain)
    found = _INEQUALITY.search(plain)
    if found:
        raise InputError(
            "This is an inequality, and only equations can be solved here.",
            position=found.start(),
            example=EXAMPLE,
            reason="inequality",
        )
    return plain


def _refuse_bullets(text: str) -> None:
    """Refuse ``- 2x = 4⏎- y = 1``: a list, or equations that begin with a minus."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        raise InputError(
            "The - in front of every line could be a minus or the sign of a list; "
            "leave it out, or write -x without the blank.",
            position=text.index("-"),
            example=EXAMPLE,
        )


def _letters(plain: str) -> str:
    """Return the text with plain letters and digits for those of mathematical alphabets."""
    if not _ALPHABETS.search(plain):
        return plain
    return _ALPHABETS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain)


def _without_quotes(plain: str) -> str:
    """Return the text without the > of a quote, also where the ends of its lines were lost."""
    if not plain.lstrip().startswith(">"):
        return plain
    return _QUOTE.sub(lambda found: ";" * len(found[0]), plain)


def _becomes(pattern: str, meaning: str = "", flags: int = 0) -> Form:
    """Return the form that puts ``meaning``, and blanks, in the place of a pattern.

    In the place of a pattern with a group ``keep``, that stays where it is.
    """
    compiled = re.compile(pattern, flags)

    def replace(found: re.Match[str]) -> str:
        if "keep" in compiled.groupindex:
            before = found.start("keep") - found.start()
            return (" " * before + found["keep"]).ljust(len(found[0]))
        return meaning + _NOT_NEWLINE.sub(" ", found[0][len(meaning) :])

    return lambda plain: compiled.sub(replace, plain)


_NOT_NEWLINE = re.compile(r"[^\n]")
_BULLET = re.compile(r"\s*-[ \t]")
_INEQUALITY = re.compile(r"[<>≤≥≠≦≧⩽⩾]|\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z])")
_COMMA_IN_BRACES = re.compile(r"(?<=[0-9])\{,\}([0-9]++)")
_QUOTE = re.compile(r"(?<![-=])>")
_ALPHABETS = re.compile("[\U0001d400-\U0001d7ff\u210e\u2113]")

FORMS: tuple[Form, ...] = (
    _letters,
    _without_quotes,
    _becomes(r"^[ \t]*[*·‣][ \t]", flags=re.MULTILINE),
    # LaTeX: environments and what only moves things.
    _becomes(r"\\begin\{[A-Za-z]{1,20}\*?\}(?:\[[a-z]\])?(?:\{[0-9lcrS|@{} \t]{0,40}\})?"),
    _becomes(r"\\end\{[A-Za-z]{1,20}\*?\}", ";"),
    _becomes(r"\\(?:systeme|cases|eqalign)(?=[ \t]*\{)"),
    _becomes(r"\\\\(?:\[[0-9.]+[a-z]{2}\])?|\\(?:cr|newline)(?![A-Za-z])", ";"),
    _becomes(r"\\(?:left|right)[ \t]*\."),
    _becomes(r"\\[;,:! ]|\\q?quad(?![A-Za-z])|[$€£#]|\{[ ]*\}"),
    _becomes(r"\\(?:hfill|nonumber|notag|(?:display|text)style|centering|enspace)(?![A-Za-z])"),
    _becomes(r"\\(?:tag|label|hspace|vspace|phantom|color)\*?\{[^{}]*\}"),
    _becomes(r"\\[{}](?=[ \t]*(?:\\begin|$))", flags=re.MULTILINE),
    _becomes(
        r"\\(?:text|textrm|textbf|textit|mbox|mathrm|mathit|mathbf|operatorname|vec|bm)"
        r"[ \t]*\{(?P<keep>[^{}]*)\}"
    ),
    _becomes(r"\\[cl]?dots(?![A-Za-z])", "..."),
    _becomes(r"\^[ \t]*(?:\{[ \t]*\\circ[ \t]*\}|\\circ)|\\degree(?![A-Za-z])|º", "°"),
    lambda plain: _COMMA_IN_BRACES.sub(lambda found: f".{found[1]}  ", plain),
    # Braces that are drawn, or typed as a bar in front of a line.
    _becomes("[⎧⎨⎩⎪⎰⎱⎫⎬⎭│]"),
    _becomes(r"^[ \t]*\|(?=[^|\n]*$)", flags=re.MULTILINE),
    _becomes(r"[-=]++>|[→⟶]|\\to(?![A-Za-z])", "→"),
    _becomes("={2,3}", "="),
    _becomes(r"\A(?=[^=:]{0,80}[^\W\d_])[^=:]{1,80}(?<=\S):(?=\s)"),
    # A line of words around the equations.
    _becomes(
        r"^[ \t]*+[^\W\d_]{3,20}[ \t]++"
        r"(?:[^\W\d_]{1,20}[,;]?[ \t]++){0,20}[^\W\d_]{1,20}[.?!]?[ \t]*$",
        flags=re.MULTILINE,
    ),
    # The number of a further equation on the same line.
    _becomes(r"(?<=\S)[ \t]++(?:III?|IV):(?=\s)", ";"),
    _becomes(r"(?<![\w\\])(?:and|und)(?!\w)|∧|\\(?:land|wedge)(?![A-Za-z])", ";"),
    _becomes(
        r"\A\s*(?:lin|n)?(?:solve|system|löse)(?:[ ]+the[ ]+system)?(?=[ \t(\[{])",
        flags=re.IGNORECASE,
    ),
    _becomes(r",\s*[\[{(][\w\s,]*[\])}](?=\s*[\])}]?\s*\Z)"),
    _becomes(r"(?<![ \t])[ \t]++for[ \t]++[\w, ;]*+\Z"),
)
"""Each from text to text of the same length, in this order."""
