"""The model with which a worker answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models import film_model
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.models.film_model import FilmModel
    from bot.topics.films.context import Context


def model_of(context: Context) -> FilmModel:
    """Return the films and the model of a question.

    Raises
    ------
    InputError
        When it takes none, or one that is no longer there.
    """
    try:
        return film_model.opened(context.model)
    except FileNotFoundError:
        raise InputError("The films are not available. Please send the command again.") from None
