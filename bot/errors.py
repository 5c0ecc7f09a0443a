"""What people can do wrong beside typing mathematics; for that there is `InputError`."""

from __future__ import annotations


class UserError(Exception):
    """Something a person did that cannot be; the message is one friendly sentence."""
