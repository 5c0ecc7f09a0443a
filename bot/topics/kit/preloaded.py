"""Imports what workers need, once for all of them: a fork server loads this."""

from __future__ import annotations

from bot.topics.kit.answering import prepare

prepare()
