"""What people write around the numbers of an answer, made plain: names, words, parameters."""

from __future__ import annotations

import re

from linalg_engine.errors import InputError

LONGEST = 1_000
"""Characters of an answer in which words are looked for."""

_ANSWER = re.compile(
    r"(?:[^,;\n]*|\s*[(\[]\s*[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*\s*[)\]]\w*\s*)[=≈](?P<behind>[^=≈]*)"
)
"""What is asked for, and behind the last sign the answer: ``a · b = 3 + 8 = 11``."""

_SAID = re.compile(
    r"\A(?:I think\b|it['’]?s\b|(?:answer|result|solution|Antwort|Ergebnis)\s?:"
    r"|[^\W\d_][^\d=(\[{]{0,60}\b(?:is|are|ist|sind)\b:?|about\b|approximately\b|ca\.|[=≈~](?!=))\s?",
    re.IGNORECASE,
)
"""``the eigenvalues are``"""

_DRESS = re.compile(r"(?P<mark>\*\*|__|`)(?P<bare>.*)(?P=mark)", re.DOTALL)

_END = re.compile(r"(?<=[\w)\]}>])(?:\?+|\s!+)\Z")
"""Doubt and pride; a factorial has no blank before it."""

_NO_ANSWER = re.compile(
    r"(?:(?:sorry,?\s+)?(?:I\s+)?(?:do\s+not|don['’]?t)\s+know|idk|dunno|no\s+(?:idea|clue)"
    r"|not\s+sure|help|(?:ich\s+)?weiß\s+(?:(?:ich|es)\s+)?nicht|keine\s+Ahnung|\?)[\s.!?…]*",
    re.IGNORECASE,
)
"""Somebody says that they have none."""

_NAME = r"(?:\\?[^\W\d_]{1,8}_?(?:\{?\d{1,2}\}?|[₀-₉]{1,2})?)"
_NAMED = re.compile(rf"(?:^|[\s,;]|\b(?:and|und)\b)\s*(?P<name>{_NAME})\s*=\s*(?P<value>[^=,;\n]*)")
_ALL_NAMED = re.compile(
    rf"\s*{_NAME}\s*=[^=,;\n]+?(?:(?:\s*[,;\n]\s*|\s+)(?:(?:and|und)\s+)?{_NAME}\s*=[^=,;\n]+?)+\s*"
)
_JOINT = re.compile(r"[\s,;]*\b(?:and|und)\s*\Z")

_PARAMETER = r"[a-zλμα](?:_?\d|[₀-₉])?\s*+(?:(?:\*|·|\\cdot)\s*+)?"
_OF_PARAMETERS = re.compile(
    rf"(?:\\?[a-zA-Z]\w{{0,7}}\s*+=\s*+)?(?:-\s*+)?{_PARAMETER}(?=[(\[<\\])"
)
_NEXT_PARAMETER = re.compile(rf"(?<=[)\]>}}])\s*+[-+]\s*+{_PARAMETER}(?=[(\[<\\])")

_TIMES = {"double": 2, "twice": 2, "doppelt": 2, "triple": 3, "simple": 1, "single": 1, "once": 1}
_REPEATED = re.compile(
    rf"(?<![^\s,;=()])(?P<value>[^\s,;=()]+)(?P<again>(?:\s*[,;]\s*(?P=value))*)"
    rf"\s*\(?\s*(?:(?P<word>{'|'.join(_TIMES)})(?:\s+root)?"
    r"|(?:with\s+|of\s+|alg(?:ebraic|\.)\s+)*mult(?:iplicity|\.)?\s*(?:of\s+|=\s*)?(?P<count>[1-9])(?!\d)"
    r"|(?<=\()[x×]\s*(?P<factor>[1-9])(?=\s*\))|(?<=\s\()(?P<times>[1-9])\s*[x×]?(?=\s*\)))\s*\)?",
    re.IGNORECASE,
)
"""``2 (double)``, which may stand behind both: ``2, 2 (double)``; ``2 (2)`` is a multiplicity."""

_EQUAL_NAMES = re.compile(rf"(?P<names>(?:{_NAME}\s*=\s*){{2,9}})(?P<value>[^\s,;=()\[\]{{}}<>]+)")
_TWO_NAMES = re.compile(
    r"\\?[^\W\d_]{1,8}(?:_?\{?1,\s*2\}?|₁\s*,\s*₂)\s*=\s*(?:(?P<value>[^\s,;=±]++)(?!\s*±))?"
)
_LABEL = re.compile(rf"(?:\A|(?<=[\s,;])){_NAME}\s*=(?!=)\s*")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NUMBER_WITH_COMMA = re.compile(r"(?<![\w.,])(?P<whole>\d+),(?P<rest>\d+)(?![\d,]|\.\d)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_ONE_NUMBER = re.compile(r"\s*[-−+]?\d+(?:[.,]\d+)?\s*")

_BOTH = re.compile(r"(?P<one>[^\s,;=±]+)\s*±\s*(?P<other>[^\s,;=±]+)")
_BOTH_WITH_COMMAS = re.compile(r"(?<![\w.,])(\d+),(\d+)\s*±\s*(\d+),(\d+)(?![\w.,])")
_UNIT = re.compile(
    r"(?<=[\d)}])\s*(?:units?|degrees?|deg|percent|Grad|Prozent)\s*\.?\s*\Z", re.IGNORECASE
)


def bare(text: str) -> str:
    """Return an answer without words before it, and without what makes it bold.

    Examples
    --------
    >>> bare("I think the eigenvalues are 2 and 5?"), bare("**3**")
    ('2 and 5', '3')
    """
    if len(text) > LONGEST:
        return text
    text = _END.sub("", text.strip())
    if dress := _DRESS.fullmatch(text):
        text = dress["bare"].strip()
    while said := _SAID.match(text):
        text = text[said.end() :]
    return text


def is_no_answer(text: str) -> bool:
    """Whether somebody says that they do not know.

    Examples
    --------
    >>> is_no_answer("I don't know."), is_no_answer("no inverse")
    (True, False)
    """
    return len(text) <= LONGEST and _NO_ANSWER.fullmatch(text.strip()) is not None


def behind_name(text: str) -> str:
    """Return an answer without what it says that it is.

    Examples
    --------
    >>> behind_name("a · b = 3 + 8 = 11"), behind_name("11 units")
    (' 11', '11')
    """
    if len(text) > LONGEST:
        return text
    text = _UNIT.sub("", _spaced(text))
    found = _ANSWER.fullmatch(text)
    return text if found is None else found["behind"]


def entries_by_name(text: str) -> str:
    """Return numbers with a name each as a vector; any other text as it is.

    Examples
    --------
    >>> entries_by_name("x = 3, y = -1/2")
    '[3, -1/2]'

    Raises
    ------
    InputError
        When the names are in another order than that of the entries.
    """
    if len(text) > LONGEST:
        return text
    text = _EQUAL_NAMES.sub(_each_named, _spaced(text))
    if _ALL_NAMED.fullmatch(text) is None:
        return text
    found = [(each["name"], _JOINT.sub("", each["value"])) for each in _split_named(text)]
    names = [name for name, _ in found]
    if any(set(value) & set("([{<") for _, value in found):
        return text
    if names not in (sorted(names), [*"xyzw"]):
        raise InputError("Write the numbers in their order, without names.", example="[3, 4]")
    return f"[{', '.join(value.strip() for _, value in found)}]"


def _split_named(text: str) -> list[re.Match[str]]:
    """Return each name with what stands between it and the next."""
    spread = re.sub(rf"\s+(?=(?:(?:and|und)\s+)?{_NAME}\s*=)", ", ", text.strip())
    return list(_NAMED.finditer(re.sub(r",\s*(?:and|und)\s+", ", ", spread)))


def vectors_of_parameters(text: str) -> str:
    """Return the vectors of ``x = t(1, 2) + s(3, 4)``; any other text as it is.

    Examples
    --------
    >>> vectors_of_parameters("x = t(1, 2) + s(3, 4)")
    '(1, 2), (3, 4)'
    """
    if len(text) > LONGEST or (first := _OF_PARAMETERS.match(text.strip())) is None:
        return text
    return _NEXT_PARAMETER.sub(", ", text.strip()[first.end() :])


def with_decimal_commas(text: str) -> str | None:
    """Return vectors with points in the place of decimal commas; None where commas separate.

    Examples
    --------
    >>> with_decimal_commas("(0,5; -1,5)"), with_decimal_commas("(1,5)")
    ('(0.5; -1.5)', None)
    """
    if len(text) > LONGEST or _DECIMAL_COMMA.search(text) is None:
        return None
    groups = re.findall(r"[(\[<⟨]([^()\[\]<>⟨⟩]*)[)\]>⟩]", text) or [text]
    items = [re.split(r"[;|]", group) for group in groups]
    is_clear = all(len(each) > 1 and all(map(_ONE_NUMBER.fullmatch, each)) for each in items)
    return _DECIMAL_COMMA.sub(".", text) if is_clear else None


def with_decimal_points(text: str) -> str:
    """Return one number with points in the place of decimal commas; as it is where that is unclear.

    Examples
    --------
    >>> with_decimal_points("2,45"), with_decimal_points("1,234"), with_decimal_points("3, 4")
    ('2.45', '1,234', '3, 4')
    """
    if len(text) > LONGEST or _THOUSANDS.search(text):
        return text
    plain = _NUMBER_WITH_COMMA.sub(r"\g<whole>.\g<rest>", text)
    return text if "," in plain else plain


def repeated(text: str) -> str:
    """Return a list of numbers with those written out that are said to be there twice.

    Examples
    --------
    >>> repeated("λ₁ = λ₂ = 2, λ₃ = 5"), repeated("2 (double), 5"), repeated("3 ± 1")
    ('2, 2, 5', '2, 2, 5', '3 + 1, 3 - 1')
    """
    if len(text) > LONGEST:
        return text
    text = _spaced(text).replace("\\pm", "±")
    text = _BOTH_WITH_COMMAS.sub(r"\1.\2 ± \3.\4", text)
    text = re.sub(r"\s+(?:or|oder)\s+", ", ", text)
    named = _TWO_NAMES.sub(_twice, _EQUAL_NAMES.sub(_each_named, text))
    found = _REPEATED.sub(_written_out, _LABEL.sub("", named))
    found = re.sub(r"\s*,?\s*\b(?:and|und)\b\s*", ", ", found)
    if named != text or found.count(",") > text.count(","):
        # Those written out and the others are one list, whatever stood between them.
        found = re.sub(r"\s*[;\n]\s*", ", ", found)
    return _BOTH.sub(r"\g<one> + \g<other>, \g<one> - \g<other>", found).strip()


def _each_named(found: re.Match[str]) -> str:
    names = re.findall(_NAME, found["names"])
    return ", ".join(f"{name} = {found['value']}" for name in names)


def _twice(found: re.Match[str]) -> str:
    return "" if found["value"] is None else f"{found['value']}, {found['value']}"


def _written_out(found: re.Match[str]) -> str:
    word = found["word"]
    said = found["count"] or found["factor"] or found["times"]
    count = _TIMES[word.lower()] if word else int(said)
    listed = 1 + len(re.findall("[,;]", found["again"]))
    return ", ".join([found["value"]] * max(count, listed))


def _spaced(text: str) -> str:
    """Return a text with one blank or line break where there are several."""
    return re.sub(r"\s++", lambda found: "\n" if "\n" in found[0] else " ", text).strip()
