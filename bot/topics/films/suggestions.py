"""What to suggest to somebody, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.topics.films import balances
from bot.topics.films.context import BALANCE, Context, page_asked
from bot.topics.films.model import model_of
from bot.topics.films.person import person_of

if TYPE_CHECKING:
    from bot.topics.films.balances import Balance
    from bot.topics.kit.question import Question
    from linalg_engine.recommender import Person, Ranking

PAGE = 5
"""Films suggested at a time."""


@dataclass(frozen=True)
class Suggestions:
    """Suggestions for somebody, the best first.

    Attributes
    ----------
    person
        The asker, folded in.
    ranking
        What is expected of all films.
    balance
        What counts for their order.
    order
        Places of all films of which the asker has said nothing.
    page
        The number of the page shown, from 0.
    """

    person: Person
    ranking: Ranking
    balance: Balance
    order: tuple[int, ...]
    page: int

    @property
    def shown(self) -> tuple[int, ...]:
        """Places of the films on this page."""
        return self.order[self.page * PAGE : (self.page + 1) * PAGE]


def suggest(question: Question) -> Suggestions:
    """Fold the asker in and put all other films in order."""
    context = Context.of(question)
    model = model_of(context)
    person = person_of(context, model)
    balance = balances.asked(question.inputs.get(BALANCE, ""))
    ranking = person.ranking(balance.name)
    seen = {model.places[key] for key in context.seen if key in model.places}
    order = tuple(int(place) for place in ranking.order if int(place) not in seen)
    pages = max(1, -(-len(order) // PAGE))
    return Suggestions(person, ranking, balance, order, page_asked(question) % pages)
