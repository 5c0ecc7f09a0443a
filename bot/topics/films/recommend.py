"""`/recommend`: films that somebody will like, how sure that is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import percent
from bot.topics.films import film_map, words
from bot.topics.films import steps as working
from bot.topics.films.balances import BALANCES
from bot.topics.films.context import BALANCE, SEEN, Context
from bot.topics.films.model import model_of
from bot.topics.films.suggestions import PAGE, suggest
from bot.topics.kit.answer import Answer, Choice, Copies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.models.film_model import FilmModel
    from bot.topics.films.suggestions import Suggestions
    from bot.topics.kit.question import Question

MOST_COPIED = 1000
"""Films in the table of predictions."""

READING = (
    "Each film with the stars that I expect, the range of two in three such ratings, how many "
    "{people} have seen it, and what speaks for it."
)
"""How to read the answer."""

LIKE_YOU = "of the people who know the same films"
ALL = "people"

LIKE_COUNTS = "A like counts as 4 stars or more."
DISLIKE_COUNTS = "A dislike counts as 2 stars or less."

ONE = "From one film I know little of you."
ONE_LIKED = "From one film I know little: these are films that people who like it like, too."

LEAST_GENEROSITY = 0.05
"""Stars; less is not worth a sentence."""

FEW = 3
"""Films said something of, below which there is more to say."""

MOST_SHOWN = 100
"""Characters that a menu shows of a title."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/recommend``."""
    context = Context.of(question)
    model = model_of(context)
    found = suggest(question)
    return Answer(
        title=_title(found, context),
        facts=tuple(_facts(found, model, context)),
        meaning=" ".join(_meaning(found, model, context)),
        draw=lambda: _draw(found, model, context, style),
        working=working.explained(found, model, context),
        copies=_copies(found, model, context),
        choices=tuple(_choices(found, model)),
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


def _facts(found: Suggestions, model: FilmModel, context: Context) -> Iterator[str]:
    ranking = found.ranking
    whom = "like you" if len(found.person.items) else "of all"
    for place in found.shown:
        mean = words.one(ranking.mean[place])
        low, high = words.one(ranking.low[place]), words.one(ranking.high[place])
        room = words.LONGEST_LINE - len(mean) - words.INDENT
        yield f"{mean}  {words.label(model, place, room)}"
        yield f"  {low}–{high} stars, seen by {percent(ranking.chance[place], 0)} {whom}"
        yield f"  {words.because(model, context, found.person.reasons(place))}"
    if not found.shown:
        yield f"all {len(model.films)} films are rated or hidden"


def _meaning(found: Suggestions, model: FilmModel, context: Context) -> Iterator[str]:
    if not found.shown:
        yield "You have seen it all: the map shows where you stand among the films."
        return
    known = len(found.person.items)
    if not known:
        yield "Nothing is rated yet, so this is what people like on average."
    yield found.balance.effect
    yield READING.format(people=LIKE_YOU if known else ALL)
    generosity = found.person.generosity
    if abs(generosity) >= LEAST_GENEROSITY:
        more = "more" if generosity > 0 else "fewer"
        yield (
            f"You give {words.one(abs(generosity))} stars {more} than people on average; that is "
            "in all stars above."
        )
    if context.likes:
        yield LIKE_COUNTS
    if context.dislikes:
        yield DISLIKE_COUNTS
    if known < len(context.known):
        missing = len(context.known) - known
        yield f"{missing} of your films {'are' if missing > 1 else 'is'} not here."
    if known == 1:
        yield ONE_LIKED if context.is_liked(model.keys[int(found.person.items[0])]) else ONE
    elif 0 < known < FEW:
        yield "The more you rate, the narrower the range."


def _draw(found: Suggestions, model: FilmModel, context: Context, style: Style) -> Picture:
    shown = [f"{model.films[p].label} {words.one(found.ranking.mean[p])}" for p in found.shown]
    return film_map.draw(
        words.points(model),
        film_map.Marks(
            caption="You among the films" if context.is_kept else "This taste among the films",
            you=found.person.plane_point(),
            you_name="you" if context.is_kept else "this taste",
            rated=tuple(int(place) for place in found.person.items),
            rated_name="your films",
            suggested=found.shown,
        ),
        style,
        about=f"Suggested: {words.listed(shown)}." if shown else "",
    )


def _choices(found: Suggestions, model: FilmModel) -> Iterator[Choice]:
    if not found.shown:
        return
    orders = tuple((balance.name, balance.label) for balance in BALANCES)
    yield Choice(BALANCE, "Surest, boldest, hidden gems …", orders, press="balance")
    films = tuple(
        (model.keys[place], words.label(model, place, MOST_SHOWN)) for place in found.shown
    )
    yield Choice(SEEN, "Hide what you have seen", films, several=True, press="seen")


def _copies(found: Suggestions, model: FilmModel, context: Context) -> Copies:
    ranking = found.ranking
    stars = (ranking.mean, ranking.low, ranking.high)
    columns = (*stars, ranking.good, ranking.great, ranking.chance)
    rows = [
        ",".join([words.cell(model.films[p].label), *(f"{column[p]:.4g}" for column in columns)])
        for p in found.order[:MOST_COPIED]
    ]
    table = "\n".join(["film,stars,low,high,good,great,watch", *rows]) + "\n"
    return Copies(
        text="\n".join(_facts(found, model, context)) if found.shown else "nothing left to suggest",
        numpy=working.numpy_copy(found, model),
        latex=working.LATEX,
        files=(("predictions.csv", table),),
    )
