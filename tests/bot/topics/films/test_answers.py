"""Answers about films, held against the equations that they state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from bot.drawing.style import Style
from bot.models.film_model import FilmModel
from bot.topics.films import overview, recommend, similar, words
from bot.topics.films.context import Context
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from linalg_engine.errors import InputError
from linalg_engine.recommender import fold_in
from tests.bot.topics.films.conftest import SEVEN, SHREK

YOU = re.compile(r"“you” is at \((-?[\d.]+), (-?[\d.]+)\)")


def sent(command: str, context: Context, model_path: str, **inputs: str) -> Question:
    """Return a question as a worker gets it."""
    question = context.with_question(Question(command, inputs))
    return replace(question, given={**question.given, "model": model_path})


def test_the_asker_stands_where_the_ratings_put_them(learned: FilmModel, model_path: str) -> None:
    """The tastes solve the normal equations, and are drawn in units of the films' distances."""
    rated = {SHREK: 5.0, SEVEN: 1.0, "of another set 1900": 5.0}
    question = sent("movies map", Context(rated), model_path)
    draw = overview.answer(question, Style()).draw
    assert draw is not None
    found = YOU.search(draw().alt)
    assert found is not None

    person = fold_in(learned.space, [learned.places[SHREK], learned.places[SEVEN]], [5.0, 1.0])
    z, w = person.design, np.diag(person.weights)
    taste = np.linalg.solve(person.prior + z.T @ w @ z, z.T @ w @ person.targets)
    plane, counts = learned.space.factors[:, :2], learned.space.counts
    unit = np.sqrt(counts @ np.sum(plane**2, axis=1) / (2 * counts.sum()))
    assert np.array(found.groups(), dtype=float) == pytest.approx(taste[:2] * unit, abs=0.006)
    assert np.linalg.norm(taste[:2]) > 0.1


def test_nobody_is_in_the_map_who_has_rated_nothing(model_path: str) -> None:
    answer = overview.answer(sent("movies map", Context({"unknown": 5.0}), model_path), Style())

    assert answer.draw is not None
    assert "“you”" not in answer.draw().alt
    assert answer.meaning.endswith("**/rate** some films, and you stand among them.")


def test_what_was_seen_or_rated_is_not_suggested(learned: FilmModel, model_path: str) -> None:
    seen = learned.keys[2:]
    context = Context({learned.keys[0]: 4.0}, frozenset([*seen, "unknown"]))

    found = recommend.answer(sent("recommend", context, model_path), Style())

    assert found.title == "One film for you"
    assert learned.films[1].title in found.facts[0]
    balance, choice = found.choices
    assert (balance.press, balance.name, balance.several) == ("balance", "_balance", False)
    assert (choice.press, choice.name, choice.several) == ("seen", "_seen", True)
    assert [value for value, _ in choice.values] == [learned.keys[1]]
    assert found.extras == ("map",)


def test_more_is_offered_where_more_than_a_page_is_left(
    learned: FilmModel, model_path: str
) -> None:
    def extras(left: int) -> tuple[str, ...]:
        context = Context({learned.keys[0]: 4.0}, frozenset(learned.keys[left + 1 :]))
        return recommend.answer(sent("recommend", context, model_path), Style()).extras

    assert extras(6) == ("more", "map")
    assert extras(5) == ("map",)


def test_the_pages_of_suggestions(learned: FilmModel, model_path: str) -> None:
    """All other films, five at a time, the best first; after the last page the first again."""
    left = 12
    context = Context({learned.keys[0]: 5.0}, frozenset(learned.keys[left + 1 :]))

    def page(number: int) -> Answer:
        question = sent("recommend", context, model_path, likes="", dislikes="", _page=str(number))
        return recommend.answer(question, Style())

    pages = [page(number) for number in range(4)]

    titles = ["Five films for you", "Films 6 to 10 for you", "Films 11 to 12 for you"]
    assert [answer.title for answer in pages] == [*titles, titles[0]]
    assert pages[3].facts == pages[0].facts
    shown = [line.split("  ", 1)[1] for answer in pages[:3] for line in answer.facts[::3]]
    ranking = fold_in(learned.space, [0], [5.0]).ranking()
    expected = [words.label(learned, p, 35) for p in ranking.order if 0 < p <= left]
    assert shown == expected


def test_the_last_of_six_films_is_alone(learned: FilmModel, model_path: str) -> None:
    context = Context({learned.keys[0]: 5.0}, frozenset(learned.keys[7:]))
    question = sent("recommend", context, model_path, likes="", dislikes="", _page="1")

    assert recommend.answer(question, Style()).title == "Film 6 for you"


def meaning(rated: Iterable[str], model_path: str, seen: Iterable[str] = ()) -> str:
    """Return what the answer says to somebody who has rated these films."""
    context = Context(dict.fromkeys(rated, 4.0), frozenset(seen))
    return recommend.answer(sent("recommend", context, model_path), Style()).meaning


def test_what_is_said_of_few_and_of_unknown_ratings(learned: FilmModel, model_path: str) -> None:
    three = learned.keys[:3]

    assert "how many of the people who know the same films have seen it" in meaning(
        three, model_path
    )
    assert "how many people have seen it" in meaning([], model_path)
    assert "not here" not in meaning(three, model_path)
    assert "The more you rate" not in meaning(three, model_path)
    assert meaning([*three, "a 1"], model_path).endswith("1 of your films is not here.")
    assert meaning([*three, "a 1", "b 2"], model_path).endswith("2 of your films are not here.")
    assert meaning(three[:2], model_path).endswith("The more you rate, the narrower the range.")
    assert meaning(three[:1], model_path).endswith(
        "From one film I know little: these are films that people who like it like, too."
    )
    assert meaning([], model_path).startswith("Nothing is rated yet, so this is what people like")
    assert meaning(three, model_path, learned.keys).startswith("You have seen it all")


def test_the_picture_says_what_is_suggested(learned: FilmModel, model_path: str) -> None:
    def alt(seen: int) -> str:
        context = Context({learned.keys[0]: 5.0}, frozenset(learned.keys[seen:]))
        draw = recommend.answer(sent("recommend", context, model_path), Style()).draw
        assert draw is not None
        return draw().alt

    one, two = (learned.films[place].label for place in (1, 2))
    suggested = re.search(r"Suggested: (.*?\d\.\d)\. ", alt(3))
    assert suggested is not None
    parts = suggested[1].split(" and ")
    assert {part[:-4] for part in parts} == {one, two}
    assert "Suggested" not in alt(1)


def test_the_ends_of_the_map_are_named(learned: FilmModel, model_path: str) -> None:
    facts = overview.answer(sent("movies map", Context(), model_path), Style()).facts
    plane = learned.space.factors[:, :2]

    for line, (axis, sign) in zip(facts, [(0, 1), (0, -1), (1, 1), (1, -1)], strict=False):
        order = np.argsort(-sign * plane[:, axis])[:3]
        named = line.split(": ", 1)[1]
        titles = [words.title(learned, int(place)) for place in order]
        assert named == ", ".join(titles)
    assert [line.split(":")[0] for line in facts[:4]] == ["right", "left", "up", "down"]
    assert facts[4] == "from the demo set"


@pytest.mark.parametrize(
    ("names", "listed"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C", "D"], "A, B, C and D")],
)
def test_names_are_listed(names: list[str], listed: str) -> None:
    assert words.listed(names) == listed


@pytest.mark.parametrize("metric", ["cosine", "dot"])
def test_the_nearest_are_nearest(learned: FilmModel, model_path: str, metric: str) -> None:
    question = sent("similar", Context(film=SHREK), model_path, movie="Shrek", metric=metric)
    rows = learned.space.factors
    if metric == "cosine":
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    place = learned.places[SHREK]
    expected = np.delete(rows @ rows[place], place)

    facts = similar.answer(question, Style()).facts

    shown = [float(line.split("  ")[0].replace("−", "-")) for line in facts[1:]]
    assert shown == pytest.approx(np.sort(expected)[::-1][:6], abs=0.006)
    assert facts[0] == {"cosine": "cosine with it", "dot": "dot product with it"}[metric]


def test_a_model_that_is_gone_is_told_in_words(tmp_path: object) -> None:
    for path in ("", f"{tmp_path}/model-9"):
        with pytest.raises(InputError, match="The films are not available"):
            recommend.answer(sent("recommend", Context(), path), Style())


def test_a_film_that_is_gone_is_told_in_words(model_path: str) -> None:
    question = sent("similar", Context(film="gone 1900"), model_path, movie="gone", metric="dot")

    with pytest.raises(InputError, match="no longer here"):
        similar.answer(question, Style())


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Up", '"Up"'),
        ('Say "Up"', '"Say ""Up"""'),
        ("=1+1", '"\'=1+1"'),
        ("+1", '"\'+1"'),
        ("-1", '"\'-1"'),
        ("@x", '"\'@x"'),
        ("=", '"\'="'),
        ("a=b", '"a=b"'),
        ("=+", '"\'=+"'),
        ("+- x", '"\'+- x"'),
    ],
)
def test_no_title_is_a_formula_in_a_spreadsheet(title: str, cell: str) -> None:
    assert words.cell(title) == cell
