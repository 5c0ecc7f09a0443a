"""The asker as the engine sees them: what was said about films, folded in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linalg_engine.recommender import fold_in

if TYPE_CHECKING:
    from bot.models.film_model import FilmModel
    from bot.topics.films.context import Context
    from linalg_engine.recommender import Person


def person_of(context: Context, model: FilmModel) -> Person:
    """Return the asker, from those of their films that the model has."""
    rated = {model.places[k]: s for k, s in context.rated.items() if k in model.places}
    likes, dislikes = (
        [model.places[key] for key in keys if key in model.places]
        for keys in (context.likes, context.dislikes)
    )
    return fold_in(model.space, list(rated), list(rated.values()), likes=likes, dislikes=dislikes)
