"""Imports what workers need, once for all of them: a fork server loads this."""

from __future__ import annotations

from bot.reference import load
from bot.topics.kit import answering
from bot.topics.kit.registry import discover

__all__ = ["answering"]

for command in discover().commands:
    if command.answer:
        load(command.answer)
