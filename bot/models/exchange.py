"""What the learning process is given, and what it gives back: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.catalogue import Catalogue


@dataclass(frozen=True)
class Members:
    """Ratings of a server's members, one after the other.

    Attributes
    ----------
    people
        Who rated: 0, 1, 2, …
    keys
        The films' keys; those that are not in the catalogue do not count.
    stars
        From 0.5 to 5.
    """

    people: tuple[int, ...]
    keys: tuple[str, ...]
    stars: tuple[float, ...]


@dataclass(frozen=True)
class Kept:
    """Films and ratings, read once.

    Attributes
    ----------
    path
        The file with what is learned from.
    catalogue
        The films, with the numbers of all their ratings.
    notes
        Sentences for the host: what could not be used, what is not learned from, and how many
        stars are taken as 5 if that are not 5.
    """

    path: str
    catalogue: Catalogue
    notes: tuple[str, ...]

    def is_there(self) -> bool:
        """Return whether the file is there, as for `Learned`."""
        return Path(self.path).is_file()


@dataclass(frozen=True)
class Learned:
    """What came out of the ratings.

    Attributes
    ----------
    path
        The file with the model; another model has another name.
    well_known
        Keys of films that many have rated and that are far apart.
    """

    path: str
    well_known: tuple[str, ...]

    def is_there(self) -> bool:
        """Return whether the file is there: systems clear away temporary files that are old."""
        return Path(self.path).is_file()
