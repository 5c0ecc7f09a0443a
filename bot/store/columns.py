"""Types of columns that are the same in every kind of database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Integer, String, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine

Number = BigInteger().with_variant(Integer, "sqlite")
"""Of numbers that the database gives to rows; SQLite has one type of its own for them."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What PostgreSQL takes in no text, and what is half a character, which nobody does."""


class Text(TypeDecorator[str]):
    """Text, compared and ordered by the numbers of its characters.

    Characters that some database cannot keep become replacement characters, in all of them: so
    rows are the same wherever they are moved.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type in one kind of database."""
        own = String(collation="C") if dialect.name == "postgresql" else String()
        return dialect.type_descriptor(own)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return text that can be kept."""
        del dialect
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """Return a text without characters that cannot be kept.

    Examples
    --------
    >>> storable("a\\0b")
    'a�b'
    """
    return UNSTORABLE.sub(REPLACEMENT, text)
