"""Typed text made plain, character for character.

Everything here keeps the length of the text: what is dropped becomes a blank and what is
replaced has one plain character (and blanks) in its place. So a position in the cleaned
text is the same position in the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata

from linalg_engine.errors import InputError

MAX_NESTING = 20
"""Brackets inside one another. Arithmetic by hand seldom passes five."""

MAX_PIECES = 60_000
"""Numbers, words and signs in a text: five to each of 10,000 entries, as in ``-1.5e-07,``."""

MAX_SEPARATORS = 10_000
"""Commas, semicolons, ampersands, bars, or lines: no more of a kind than entries may be."""

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}


def clean(text: str, *, limit: int) -> str:
    """Return ``text`` with plain characters and without code fences.

    Raises
    ------
    InputError
        When the text is longer than ``limit``, is empty, or has a character that cannot
        be seen and changes what is seen.
    """
    if len(text) > limit:
        raise InputError(
            f"This text is too long: it has {len(text):,} characters, and at most "
            f"{limit:,} can be read here."
        )
    hidden = _HIDDEN.search(text)
    if hidden:
        raise InputError(
            f"There is an invisible character ({_name(hidden.group())}) in the text; "
            "delete it, or type the text again by hand.",
            position=hidden.start(),
        )
    plain = _FENCE.sub(_blanks, text.replace("\r\n", " \n").translate(_PLAIN))
    if not plain.strip():
        raise InputError("There is nothing here to read yet.", example="[1, 2, 3]")
    return plain


def with_line_ends(text: str) -> str:
    """Return a text on one line with line ends where they are typed, as in ``1 2\\n3 4``."""
    if "\\n" not in text or sum(map(_has_digit, text.split("\n"))) > 1:
        return text
    return _TYPED_LINE_END.sub(" \n", text)


def clean_formula(plain: str, *, separators: int = MAX_SEPARATORS) -> str:
    """Return cleaned text without dressing, and in LaTeX with all gaps closed.

    There may be ``separators`` commas, semicolons, ampersands, bars, and lines, of each kind.

    Raises
    ------
    InputError
        As ``undress`` does.
    """
    _check_amount(plain, separators)
    formula = _R_VECTOR.sub(_blanks, undress(plain))
    return close_gaps(formula) if _HAS_LATEX_ROWS.search(plain) else formula


def undress(plain: str) -> str:
    """Return cleaned text with LaTeX and Python dressing reduced to plain brackets and signs.

    Raises
    ------
    InputError
        When there are too many pieces to read, a bracket has no partner, or brackets are
        nested too deep.
    """
    _check_amount(plain, MAX_PIECES)
    formula = _DRESSING.sub(_undress, plain)
    _check_brackets(formula, plain)
    return formula


def _check_amount(plain: str, most_separators: int) -> None:
    """Refuse text with too many pieces before reading it."""
    if len(plain) <= min(most_separators, MAX_PIECES):
        return
    pieces = len(_PIECE.findall(plain))
    separators = max(plain.count(sign) for sign in ",;&|\n")
    for count, limit, names in (
        (pieces, MAX_PIECES, "numbers and signs"),
        (separators, most_separators, "separators between numbers"),
    ):
        if count > limit:
            raise InputError(
                f"There are more than {limit:,} {names} here, too many to work with; "
                "please send less, or a big table as CSV."
            )


def close_gaps(text: str) -> str:
    """Return ``text`` with blanks that separate nothing, as in a single number.

    ``1 -2`` and ``2 pi`` are one number each where only one is wanted: the blanks are moved
    behind the sign or the word, where they mean nothing.
    """
    return _GAP_IN_NUMBER.sub(r"\2\1", text)


def typed_bracket(plain: str, position: int) -> str:
    """Return the bracket at ``position`` as it was typed: ``[`` or ``\\begin{bmatrix}``."""
    environment = _ENVIRONMENT.match(plain, position)
    return environment.group() if environment else plain[position]


def _check_brackets(formula: str, plain: str) -> None:
    open_at: list[int] = []
    for bracket in _BRACKET.finditer(formula):
        position = bracket.start()
        if bracket.group() in _CLOSING:
            open_at.append(position)
            if len(open_at) > MAX_NESTING:
                raise InputError(
                    f"There are more than {MAX_NESTING} brackets inside one another; "
                    "this needs fewer.",
                    position=position,
                )
            continue
        closing = typed_bracket(plain, position)
        if not open_at:
            raise InputError(
                f"This {closing} closes a bracket that was never opened; "
                "take it out, or add the opening one.",
                position=position,
                example="[1, 2, 3]",
            )
        start = open_at.pop()
        if _CLOSING[formula[start]] != bracket.group():
            raise InputError(
                f"The bracket opened with {typed_bracket(plain, start)} is closed with "
                f"{closing}; both should be of one kind.",
                position=position,
                example="[1, 2, 3]",
            )
    if open_at:
        opening = typed_bracket(plain, open_at[-1])
        raise InputError(
            f"The bracket {opening} is opened here but never closed; "
            f"add {_partner(opening)} at the end.",
            position=open_at[-1],
            example="[1, 2, 3]",
        )


def _partner(opening: str) -> str:
    return _CLOSING.get(opening) or opening.replace("begin", "end")


def _undress(found: re.Match[str]) -> str:
    """Replace one piece of LaTeX or Python dressing by what it means, in its length."""
    word = found.group()
    if found.lastgroup == "end":
        return " " * (len(word) - 1) + "]"
    meaning = "[" if found.lastgroup == "begin" else _MEANING.get(word, "")
    if found.lastgroup == "row":
        meaning = "\\\\"
    return meaning.ljust(len(word)) if meaning else _blanks(found)


def _has_digit(line: str) -> bool:
    return any(map(str.isdigit, line))


def _blanks(found: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub(" ", found.group())


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X}, {name}"


_PIECE = re.compile(r"[\w.]+|[^\w.\s]|\n")
_NOT_NEWLINE = re.compile(r"[^\n]")
_TYPED_LINE_END = re.compile(r"(?<!\\)\\n(?![A-Za-z]{2}|[eu](?![A-Za-z]))")
"""No command of LaTeX, such as \\ne and \\nabla."""

_BRACKET = re.compile(r"[()\[\]{}<>]")
_FENCE = re.compile(r"```(?:[A-Za-z0-9+#_.-]*(?=[ \t]*\n))?|`")

# Control characters, and the marks that turn the direction of reading. Blanks that are only
# accidents of pasting are not here: they become ordinary blanks below.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200e\u200f\u202a-\u202e"
    "\u2061-\u2064\u2066-\u206f\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def _plain_characters() -> dict[int, str]:
    groups = {
        "-": "−–—‐‑‒―﹣˗",
        "*": "∗✱",
        "×": "✕✖⨯",
        "·": "∙•⋅・",
        "/": "∕⁄÷➗",
        "<": "⟨〈〈‹❬",
        ">": "⟩〉〉›❭",
        "[": "⟦【",
        "]": "⟧】",
        "'": "’‘′´",
        "=": "≈",
        '"': "“”„",
        "ᵀ": "⊤ᵗ",
        ",": "、،",
        ".": "٫",
        ";": "؛",
        "\n": "\r\x85\u2028\u2029",
        " ": "\x0b\x0c\u00a0\u180e\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufe0f\ufeff"
        "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠",
    }
    table = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}  # fullwidth forms
    table |= {ord(zero) + k: str(k) for zero in "٠۰०০੦૦๐" for k in range(10)}
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= {ord(c): plain for plain, characters in groups.items() for c in characters}
    return table


_PLAIN = _plain_characters()

_MEANING = {
    r"\cdot": "·", r"\times": "×", r"\ast": "*", r"\div": "/",
    r"\{": " {", r"\}": " }", r"\langle": "<", r"\rangle": ">",
    r"\lbrack": "[", r"\rbrack": "]",
    r"\dots": "...", r"\ldots": "...", r"\cdots": "...", r"\vdots": "...", r"\ddots": "...",
}  # fmt: skip

_HAS_LATEX_ROWS = re.compile(r"\\begin\{|\\[pbvVB]?matrix[ \t]*\{")
_ENVIRONMENT_NAME = r"(?:[bpvVB]?|small)(?:matrix\*?)|array|pmatrix\*|tabular"
_ENVIRONMENT = re.compile(rf"\\(?:begin|end)\{{(?:{_ENVIRONMENT_NAME})\}}")

_DRESSING = re.compile(
    rf"""
      (?P<begin> \\begin\{{(?:{_ENVIRONMENT_NAME})\}}
        (?:[ \t]*(?:\[[btc]\])?\{{[clrS|@{{}} \t]*\}}|\[[clr]\])? )
    | (?P<end>   \\end\{{(?:{_ENVIRONMENT_NAME})\}} )
    | (?P<row>   \\cr(?![A-Za-z]) | \\\\(?:\[[0-9.]+(?:pt|em|ex|mm|cm)\])? )
    | \\[pbvVB]?matrix(?=[ \t]*\{{)
    | \\(?:phantom|[hv]space)\{{[^{{}}]*\}} | \\(?:(?:top|mid|bottom)rule)
    | \\(?:left|right|[bB]igg?[lr]?|displaystyle|hline|limits|q?quad)(?![A-Za-z])
    | \\(?:cdot|times|ast|div|langle|rangle|lbrack|rbrack|[lcvd]?dots|ddots)(?![A-Za-z])
    | \\[\[\]()\{{\}},;:!\ ]
    | \$\$? | ~
    | ,\s*(?:dtype|device|requires_grad|grad_fn|shape)[ ]*=[ ]*
        (?:[\w.'"<>:|]+(?:\([^()]*\))?|\([^()]*\))
    | (?<![\w\\])(?:np|numpy|math|torch|sympy|sp|jnp|tf)\.(?:linalg\.)?(?=[A-Za-z])
    | (?<![\w\\])(?:[aA]rray|DeviceArray|asarray|mat|[mM]atrix|ImmutableMatrix|[tT]ensor
        |constant|[vV]ector|list|tuple|float\d*|u?int\d*)[ \t]*(?=\()
    """,
    re.VERBOSE,
)

# R's c(1, 2, 3). Not dressing everywhere: in an expression c(1 + 2) is c times 3.
_R_VECTOR = re.compile(r"(?<![\w\\])c[ \t]*(?=\()")

_GAP_IN_NUMBER = re.compile(
    r"(?<=[\w.)}])([ \t]++)([+-](?=\S)|√|π|\(|\\(?!\\)[A-Za-z]++|[A-Za-z]++)"
)
