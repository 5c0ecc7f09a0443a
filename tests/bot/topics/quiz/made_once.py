"""Exercises for tests, each made once: nothing of them changes."""

from functools import cache

from bot.topics.quiz.making import made

made_once = cache(made)
