"""What goes wrong with a database, in words for its host."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

if TYPE_CHECKING:
    from collections.abc import Generator

OUR_MISTAKES = ("22", "23", "42")
"""Classes of PostgreSQL's codes for values, constraints and statements that are wrong."""

NO_PERMISSION = "42501"
"""A code in one of these classes that is the host's matter."""

LASTING = ("28P01", "28000", "3D000", NO_PERMISSION)
"""Codes of what does not pass by itself: the user, the password, the database's name, rights."""


IS_RUNNING = (
    "Another study-bot is running on the database of DATABASE_URL. Stop it first, or give this one "
    "a database of its own."
)


class StoreError(RuntimeError):
    """The database cannot be used; the message says why, for the host.

    Attributes
    ----------
    passes
        Whether that may pass without the host.
    """

    passes = False


class StoreAwayError(StoreError):
    """The database cannot be used for now."""

    passes = True


@contextmanager
def host_words() -> Generator[None]:
    """Make a failure of the database a `StoreError`; our own mistakes stay what they are.

    While a connection is made, the system's own errors come through as they are.
    """
    try:
        yield
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        if isinstance(error, DBAPIError):
            _hide_rows(error)
            if _is_ours(error):
                raise
        if code_of(error) in LASTING:
            raise StoreError(f"The database cannot be used ({reason(error)}).") from error
        raise StoreAwayError(f"The database cannot be used for now ({reason(error)}).") from error


def reason(error: BaseException) -> str:
    """Return in one line what a driver says of a failure."""
    said = error.orig if isinstance(error, DBAPIError) else error
    silent = "no answer" if isinstance(said, TimeoutError) else type(said).__name__
    words = (str(said).strip() or silent).splitlines()[0].rstrip(".")
    if code_of(error) == NO_PERMISSION:
        return f"{words}; the bot's user must own the database and its tables"
    return words


def code_of(error: BaseException) -> str:
    """Return PostgreSQL's code of a failure; "" where there is none."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(said, "sqlstate", None) or "")


def _hide_rows(error: DBAPIError) -> None:
    """Take what people keep out of a failure: a driver names the row that is in the way."""
    said = error.orig
    while said is not None:
        if "detail" in vars(said):
            vars(said)["detail"] = None
        said = said.__cause__


def _is_ours(error: DBAPIError) -> bool:
    code = code_of(error)
    if code:
        return code.startswith(OUR_MISTAKES) and code != NO_PERMISSION
    return isinstance(error, (IntegrityError, ProgrammingError, DataError))
