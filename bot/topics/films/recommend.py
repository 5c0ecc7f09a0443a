"""`/recommend`: films that somebody will like, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.topics.films import film_map, words
from bot.topics.films import steps as working
from bot.topics.films.context import SEEN, Context, page_asked
from bot.topics.films.model import model_of
from bot.topics.kit.answer import Answer, Choice, Copies
from linalg_engine.recommender import fold_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.models.film_model import FilmModel
    from bot.topics.kit.question import Question
    from linalg_engine.recommender import Person

    Doubles = NDArray[np.float64]

PAGE = 5
"""Films suggested at a time."""

MOST_COPIED = 1000
"""Films in the table of predictions."""

READING = (
    "Stars from 0.5 to 5; about two of three such ratings fall within the ±. "
    "In the map, films that the same people like lie together."
)
"""How to read the answer."""

MOST_SHOWN = 100
"""Characters that a menu shows of a title."""


@dataclass(frozen=True)
class Suggestions:
    """Suggestions for somebody, the best first.

    Attributes
    ----------
    person
        The asker, folded in.
    mean, std
        Shape (films,): the expected stars and their standard deviation.
    order
        Indices of all films that are neither rated nor seen, the highest mean first.
    page
        The number of the page shown, from 0.
    """

    person: Person
    mean: Doubles
    std: Doubles
    order: tuple[int, ...]
    page: int

    @property
    def shown(self) -> tuple[int, ...]:
        """Indices of the films on this page."""
        return self.order[self.page * PAGE : (self.page + 1) * PAGE]


def suggest(question: Question) -> Suggestions:
    """Fold the asker in and put all other films in order."""
    context = Context.of(question)
    model = model_of(context)
    rated = {model.places[k]: s for k, s in context.rated.items() if k in model.places}
    person = fold_in(model.space, list(rated), list(rated.values()))
    mean, std = person.predict_with_std()
    left_out = {*rated, *(model.places[key] for key in context.seen if key in model.places)}
    # Several films may reach 5 stars, where the scale ends: first the one farthest beyond.
    beyond = model.space.averages + model.space.factors @ person.taste
    ranked = np.lexsort((-beyond, -mean))
    order = tuple(int(place) for place in ranked if int(place) not in left_out)
    pages = max(1, -(-len(order) // PAGE))
    return Suggestions(person, mean, std, order, page_asked(question) % pages)


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/recommend``."""
    context = Context.of(question)
    model = model_of(context)
    found = suggest(question)
    return Answer(
        title=_title(found, context),
        facts=_facts(found, model, context),
        meaning=_meaning(found, context),
        draw=lambda: _draw(found, model, context, style),
        working=working.fold_in(found.person, model, found.shown[:1]),
        copies=_copies(found, model),
        choices=_choices(found, model),
        extras=("more", "map") if len(found.order) > PAGE else ("map",),
        steps_name="Explain",
    )


def _title(found: Suggestions, context: Context) -> str:
    count = len(found.shown)
    if not count:
        return "Nothing is left to suggest"
    whom = "for you" if context.is_kept else "for this taste"
    if found.page:
        first = found.page * PAGE + 1
        numbers = f"s {first} to {first + count - 1}" if count > 1 else f" {first}"
        return f"Film{numbers} {whom}"
    return f"{words.COUNTS[count]} film{'s' * (count > 1)} {whom}"


def _facts(found: Suggestions, model: FilmModel, context: Context) -> tuple[str, ...]:
    lines: list[str] = []
    for place in found.shown:
        expected = words.give_or_take(found.mean[place], found.std[place])
        reasons = found.person.reasons(place)
        lines.append(f"{expected}  {words.label(model, place)}")
        lines.append(f"  because {words.because(model, context, reasons)}")
    if not lines:
        lines.append(f"all {len(model.films)} films are rated or hidden")
    return tuple(lines)


def _meaning(found: Suggestions, context: Context) -> str:
    if not found.shown:
        return "You have seen it all: the map shows where you stand among the films."
    sentences = [READING]
    known = len(found.person.items)
    if known < len(context.rated):
        missing = len(context.rated) - known
        sentences.append(f"{missing} of the rated films {'are' if missing > 1 else 'is'} not here.")
    if not known:
        sentences = ["Nothing is rated yet, so this is what people like on average.", *sentences]
    elif known < 3:
        sentences.append("The more you rate, the smaller the ±.")
    return " ".join(sentences)


def _draw(found: Suggestions, model: FilmModel, context: Context, style: Style) -> Picture:
    shown = [f"{model.films[p].label} {found.mean[p]:.1f}" for p in found.shown]
    return film_map.draw(
        words.points(model),
        film_map.Marks(
            caption="You among the films" if context.is_kept else "This taste among the films",
            you=found.person.plane_point(),
            you_name="you" if context.is_kept else "this taste",
            rated=tuple(int(place) for place in found.person.items),
            suggested=found.shown,
        ),
        style,
        about=f"Suggested: {words.listed(shown)}." if shown else "",
    )


def _choices(found: Suggestions, model: FilmModel) -> tuple[Choice, ...]:
    values = tuple(
        (model.keys[place], words.label(model, place, MOST_SHOWN)) for place in found.shown
    )
    if not values:
        return ()
    return (Choice(SEEN, "Hide what you have seen", values, several=True, press="seen"),)


def _copies(found: Suggestions, model: FilmModel) -> Copies:
    best = found.order[:MOST_COPIED]
    lines = [
        f"{words.give_or_take(found.mean[p], found.std[p])}  {words.label(model, p)}"
        for p in found.shown
    ]
    rows = [
        f"{words.cell(model.films[p].label)},{found.mean[p]:.3f},{found.std[p]:.3f}" for p in best
    ]
    return Copies(
        text="\n".join(lines) or "nothing left to suggest",
        numpy=working.numpy_copy(found.person),
        latex=working.LATEX,
        files=(("predictions.csv", "\n".join(["film,stars,std", *rows]) + "\n"),),
    )
