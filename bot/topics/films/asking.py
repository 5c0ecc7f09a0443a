"""`/recommend`, `/similar` and `/movies map` in the bot's process: ratings and model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.topics.films import rating
from bot.topics.films.context import SEEN, Context
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Ask, Form, MenuField
from bot.topics.kit.question import Question
from bot.workers import SharedFile
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from bot.models.library import Library
    from bot.topics.kit.outcome import Outcome, Request
    from bot.topics.kit.services import Services

LIKES_COUNT = "Each counts as 4 stars or more."
DISLIKES_COUNT = "Each counts as 2 stars or less."
"""What films in the form count as; see `linalg_engine.recommender`."""

FORM_SECONDS = 1.5
"""Seconds that a form waits for the first model, without a sign of it to the asker."""


async def recommend(request: Request, services: Services) -> Outcome:
    """Suggest films by the titles typed, else by the asker's ratings, else ask for some."""
    if "loved" in request.inputs:
        await _keep_tastes(request, services)
    typed = {name: request.inputs.get(name, "") for name in ("likes", "dislikes")}
    question = await with_ratings(Question("recommend", typed), request.user, services)
    context = Context.of(question)
    if context.is_kept and not context.known:
        return await _taste_form(services)
    # Reasons name the asker's ratings, which only the asker may post.
    return Ask(question, private=context.is_kept)


async def similar(request: Request, services: Services) -> Ask:
    """Ask for films like one."""
    library = services.models.library
    film = await library.in_turn(library.titles.film, request.inputs["movie"], "movie")
    question = Question("similar", request.inputs)
    return Ask(Context(film=library.key(film)).with_question(question))


async def movies_map(request: Request, services: Services) -> Ask:
    """Ask for the map, with the asker in it."""
    question = await with_ratings(Question("movies map", {}), request.user, services)
    return Ask(question, private=True)


async def supply(_: Question, guild: int | None, services: Services) -> dict[str, str]:
    """Return the model's file.

    Raises
    ------
    UserError
        When the first model is not there yet.
    """
    return {"model": SharedFile((await services.models.learned(guild)).path)}


async def with_ratings(question: Question, user: int, services: Services) -> Question:
    """Return the question with the ratings it is about, as it is then remembered.

    Raises
    ------
    InputError
        When a title that was typed is not one film, or is both liked and disliked.
    """
    inputs = question.inputs
    hidden = frozenset(filter(None, inputs.get(SEEN, "").split(";")))
    likes, dislikes = inputs.get("likes", ""), inputs.get("dislikes", "")
    if likes.strip() or dislikes.strip():
        library = services.models.library
        typed = await library.in_turn(_typed_taste, library, likes, dislikes)
        return replace(typed, seen=hidden).with_question(question)
    kept = await services.store.ratings.of(user)
    context = Context(kept.stars, kept.seen | hidden, kept.likes, kept.dislikes)
    return context.with_question(question)


def _typed_taste(library: Library, likes: str, dislikes: str) -> Context:
    """Return the films that were typed."""
    disliked = library.titles.films(dislikes, "dislikes")
    liked = library.titles.films(likes, "likes")
    if both := [film for film in liked if film in disliked]:
        raise InputError(f"{both[0].label} is in both lists. Which is it?")
    return Context(
        likes=tuple(library.key(film) for film in liked),
        dislikes=tuple(library.key(film) for film in disliked),
        is_kept=False,
    )


# The form for people without ratings


async def _taste_form(services: Services) -> Form:
    """Return a form with some well-known films, to say which one loves and which not."""
    library = services.models.library
    keys = (await services.models.library.learned(FORM_SECONDS)).well_known
    choices = tuple((key, film.label) for key in keys if (film := library.film(key)) is not None)
    return Form(
        "recommend",
        "What do you like?",
        (
            MenuField("loved", "Films you love", choices, words=LIKES_COUNT, several=True),
            MenuField("not", "Films you do not like", choices, words=DISLIKES_COUNT, several=True),
        ),
    )


async def _keep_tastes(request: Request, services: Services) -> None:
    loved, hated = (request.inputs[name].splitlines() for name in ("loved", "not"))
    if both := [key for key in loved if key in hated]:
        film = services.models.library.film(both[0])
        shown = both[0] if film is None else film.label
        raise UserError(f"{escaped(shown)} is in both lists. Which is it?")
    if not loved and not hated:
        raise UserError("Choose at least one film, then I can suggest others.")
    with rating.told_when_full():
        await services.store.ratings.like(request.user, loved, hated)
