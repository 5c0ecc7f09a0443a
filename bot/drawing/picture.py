"""A finished picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """Image bytes with their alt text.

    Attributes
    ----------
    name
        File name with its ending, unique within an answer.
    data
        PNG or GIF bytes.
    alt
        What the picture shows, in numbers and words; at most 1024 characters.
    """

    name: str
    data: bytes
    alt: str
