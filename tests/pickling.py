"""Pickling as workers do it, whatever else the process of the tests has imported."""

from __future__ import annotations

import io
import pickle
from typing import TypeVar

T = TypeVar("T")


def pickled(value: T) -> T:
    """Return what a value is after its way from one process to another."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written)
    # Dask, once imported, has errors pickled with all that led to them.
    pickler.dispatch_table = {}
    pickler.dump(value)
    return pickle.loads(written.getvalue())  # noqa: S301 - our own bytes
