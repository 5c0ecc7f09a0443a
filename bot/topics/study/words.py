"""Sentences about the study channel, for choosing it and for sharing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CHOOSE = "Somebody who may manage channels can choose one with `/study channel`."


def no_permission(channel: str, lacking: Sequence[str]) -> str:
    """Return the sentence about a channel in which the bot may not post.

    Parameters
    ----------
    channel
        The text that shows as a link to it.
    lacking
        The permissions it would need; none where Discord did not say.
    """
    what = f"I need {_listed(lacking)} there" if lacking else "Discord refused it"
    return f"I may not post in {channel}: {what}. Somebody who manages it can change that."


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
