"""Functions named by text, "module:function": importing the name costs nothing, calling it does.

So the bot's own process declares what workers run without loading what that needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def load(reference: str) -> Callable[..., Any]:
    """Return the function that a reference names.

    Examples
    --------
    >>> load("math:sqrt")(9)
    3.0
    """
    module, _, name = reference.partition(":")
    return getattr(import_module(module), name)


def call(reference: str, *args: Any) -> Any:
    """Call the function that a reference names; a job for `Workers.run`."""
    return load(reference)(*args)
