"""The text under which a value is kept; runs in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.topics.kit import names, reading
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.topics.kit.question import Question


def text(question: Question) -> str:
    """Return the text under which ``/vars set`` keeps the value of the question.

    Raises
    ------
    InputError
        When the name cannot be used, the value cannot be read, or it is too long to keep.
    """
    with reading.option("name"):
        names.check_name(question.inputs["name"])
    value = reading.value(question, "value")
    written = names.kept_text(value, decimals=reading.typed_decimals(question))
    if len(written) > names.LONGEST_VALUE:
        raise InputError(
            f"This value is {len(written)} characters long when it is written out, and I keep at "
            f"most {names.LONGEST_VALUE}.",
            source="value",
        )
    return written
