"""Titles as sources write them, as they are shown, and as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = r"the|an?|les?|la|une?|el|l[ao]s|lo|il|gli|i|der|die|das|eine?|den|det|os?|as"
"""Articles that a title may begin with, often left out; besides them l', as in l'Avventura."""

_ARTICLE = re.compile(rf"{_ARTICLES}|l")
_TAIL = re.compile(rf"^(?P<rest>.+), (?P<article>{_ARTICLES}|l')$", re.IGNORECASE)
_YEAR = re.compile(r"^(?P<title>.*\S)\s*\((?P<year>(?:18|19|20)\d\d)(?:[-–]\d{0,4})?\)$", re.DOTALL)
_TYPED_YEAR = re.compile(r"^(?P<title>.*\S)\s+\(?(?P<year>(?:18|19|20)\d\d)\)?$", re.DOTALL)
_FRACTION = re.compile(r"(?<=\d)[¼-¾⅐-⅞]")

MOST_TITLE = 200
"""Characters of a title; the rest is cut off."""


def split_year(text: str) -> tuple[str, int | None]:
    """Return title and year of "Title (1999)", as sources write it."""
    found = _YEAR.match(text.strip())
    return (found["title"], int(found["year"])) if found else (text.strip(), None)


def split_typed_year(text: str) -> tuple[str, int | None]:
    """Return title and year of "title 1999" or "title (1999)", as people type it."""
    found = _TYPED_YEAR.match(text.strip())
    return (found["title"], int(found["year"])) if found else (text.strip(), None)


def shown(title: str) -> str:
    """Return a title with its article in front, in one line: "Matrix, The" is "The Matrix"."""
    printable = "".join(c if c.isprintable() else " " for c in title)
    head, *more = re.split(r"\s*\((?=.*\)$)", " ".join(printable.split())[:MOST_TITLE], maxsplit=1)
    if more:
        inner = more[0]
        if inner.endswith(")") and "(" not in inner:
            return f"{_article_first(head)} ({_article_first(inner[:-1])})"
        return f"{_article_first(head)} ({inner}"
    return _article_first(head)


@lru_cache(maxsize=1000)
def compared(text: str) -> str:
    """Return a title as it is compared: lower-case letters and digits, no accents, no article.

    "Amélie" is "amelie", "The Matrix" is "matrix"; "8½" is "8 1 2".
    """
    text = _FRACTION.sub(r" \g<0>", text.replace("ß", "ss").casefold())
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("&", " and ").replace("'", "").replace("’", "")
    words = re.findall(r"\w+", text.replace("_", " "))
    if len(words) > 1 and _ARTICLE.fullmatch(words[0]):
        words = words[1:]
    return " ".join(words)


def _article_first(title: str) -> str:
    found = _TAIL.match(title.strip())
    if not found:
        return title.strip()
    article = found["article"]
    return f"{article}{'' if article.endswith(chr(39)) else ' '}{found['rest']}"
