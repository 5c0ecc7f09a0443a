"""Errors that people cause other than in typed mathematics, for which there is `InputError`."""

from __future__ import annotations


class UserError(Exception):
    """Something a person did is not possible; the message is one friendly sentence."""
