"""`/recommend`: what is said of each film, in which order, and the working behind it."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.catalogue import Film
from bot.drawing.style import Style
from bot.models.film_model import FilmModel
from bot.text import percent
from bot.topics.films import recommend
from bot.topics.films.balances import BALANCES
from bot.topics.films.context import Context
from bot.topics.films.person import person_of
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from tests.bot.topics.films.conftest import SEVEN, SHREK

TOY_STORY, ALIEN, FROZEN = "toy story 1995", "alien 1979", "frozen 2013"
MOST_CHARACTERS = 40
"""About what a line of code on a phone holds."""

RANGE = re.compile(r"  (\d\.\d)–(\d\.\d) stars, seen by ([<>]? ?\d+ %) (like you|of all)")
OPINIONS = re.compile(r"  \+(\d\.\d): you (gave|like|dislike) (.+)")

KEPT = Context({SHREK: 5.0, TOY_STORY: 4.5, SEVEN: 1.0})
TYPED = Context(likes=(SHREK, TOY_STORY), dislikes=(ALIEN,), is_kept=False)


def answered(context: Context, model_path: str, **inputs: str) -> Answer:
    """Answer as a worker does."""
    question = context.with_question(Question("recommend", {"likes": "", "dislikes": "", **inputs}))
    given = {**question.given, "model": model_path}
    return recommend.answer(replace(question, given=given), Style())


def lines(answer: Answer) -> list[tuple[str, str, str]]:
    """Return the three lines of each film."""
    return list(zip(answer.facts[::3], answer.facts[1::3], answer.facts[2::3], strict=True))


def numbers(text: str) -> list[float]:
    """Return the decimals in a text."""
    found = re.findall(r"[−+]? ?\d+\.\d+", text)
    return [float(x.replace("−", "-").replace(" ", "")) for x in found]


# What is said of a film


@pytest.mark.parametrize("context", [KEPT, TYPED, Context(), Context(likes=(FROZEN,))])
def test_each_film_has_its_stars_their_range_and_its_reasons(
    context: Context, learned: FilmModel, model_path: str
) -> None:
    person = person_of(context, learned)
    mean, chance = person.predict(), person.ranking().chance
    places = {film.label: place for place, film in enumerate(learned.films)}
    shown = [film for page in range(15) for film in pages(context, model_path, page)]

    assert len(shown) >= 70
    for first, second, third in shown:
        stars, label = first.split("  ", 1)
        if label not in places:
            continue  # too long for a line
        place = places[label]
        assert float(stars) == pytest.approx(mean[place], abs=0.0501)
        found = RANGE.fullmatch(second)
        assert found is not None
        assert 0.5 <= float(found[1]) <= float(stars) <= float(found[2]) <= 5
        assert found[3] == percent(chance[place], 0)
        assert found[4] == ("like you" if context.known else "of all")
        shares = person.reasons(place)
        said = [
            (size, *opinion(context, learned, int(item)))
            for item, size in zip(shares.items, shares.contributions, strict=True)
            if size >= 0.05
        ]
        largest = sorted(said, reverse=True)[:2]
        named = OPINIONS.fullmatch(third)
        assert bool(named) == bool(largest)
        if named is None:
            continue
        two = " and ".join(what for _, _, what in largest)
        is_of_both = len({verb for _, verb, _ in largest}) < len(largest)
        count = 2 if is_of_both and len(f"  +0.0: you {named[2]} {two}") <= MOST_CHARACTERS else 1
        assert named[2] == largest[0][1]
        assert named[3] == " and ".join(what for _, _, what in largest[:count])
        size = sum(size for size, _, _ in largest[:count])
        assert float(named[1]) == pytest.approx(size, abs=0.0501)


def opinion(context: Context, model: FilmModel, place: int) -> tuple[str, str]:
    """Return a verb, and the film with what was given."""
    key, title = model.keys[place], model.films[place].title
    if key in context.rated:
        return "gave", f"{title} {context.rated[key]:g}"
    return ("dislike" if key in context.dislikes else "like"), title


def test_two_films_of_one_kind_are_named_together(model_path: str) -> None:
    """Ratings with ratings, likes with likes, where they have room in a line."""
    kept, typed, mixed = (
        "\n".join(third for page in range(15) for _, _, third in pages(context, model_path, page))
        for context in (
            Context({SHREK: 5.0, FROZEN: 4.5}),
            Context(likes=(SHREK, FROZEN)),
            Context({SHREK: 5.0}, likes=(FROZEN,)),
        )
    )

    assert re.search(r": you gave (Shrek 5 and Frozen 4\.5|Frozen 4\.5 and Shrek 5)\n", kept)
    assert re.search(r": you like (Shrek and Frozen|Frozen and Shrek)\n", typed)
    assert " and " not in mixed
    assert ": you gave Shrek 5\n" in mixed
    assert ": you like Frozen\n" in mixed


def pages(context: Context, model_path: str, page: int) -> list[tuple[str, str, str]]:
    """Return the lines of a page."""
    return lines(answered(context, model_path, _page=str(page)))


@pytest.fixture(scope="module")
def flat(learned: FilmModel) -> FilmModel:
    """The demo films as if few saw each, and as if tastes hardly showed; some beyond the scale."""
    space = learned.space
    bias = np.where(np.arange(len(learned.films)) % 2, space.item_bias, 2.5)
    space = replace(
        space,
        factors=space.factors / 1000,
        item_bias=bias,
        watch_share=space.watch_share / 20,
    )
    return FilmModel.of(learned.source, learned.films, learned.keys, space)


def test_where_taste_says_nothing_who_sees_what_does(flat: FilmModel, tmp_path: Path) -> None:
    path = str(tmp_path / "model")
    flat.write(path)
    places = {film.label: place for place, film in enumerate(flat.films)}
    rated = np.array([flat.places[key] for key in TYPED.known])
    space = flat.space
    kinds: set[str] = set()

    for page in range(15):
        for first, _, third in lines(answered(TYPED, path, _page=str(page))):
            if (place := places.get(first.split("  ", 1)[1])) is None:
                continue
            weights = space.watch_into[rated] * (space.watch_rows[rated] @ space.watch_rows[place])
            pull = space.watch_out[place] * weights
            if pull.max() >= space.watch_share[place] / 2:
                title = flat.films[rated[int(pull.argmax())]].title
                assert third == f"  often seen with {title}"
            else:
                average = min(max(float(space.averages[place]), 0.5), 5.0)
                assert third == f"  people on average give it {average:.1f}"
            kinds.add(third[:8])
    assert kinds == {"  often ", "  people"}


@pytest.mark.parametrize("stars", [0.5, 5.0])
@pytest.mark.parametrize("count", [1, 5, 40])
def test_no_range_leaves_the_scale(
    stars: float, count: int, learned: FilmModel, model_path: str
) -> None:
    context = Context(dict.fromkeys(learned.keys[:count], stars))

    for page in range(3):
        for first, second, _ in lines(answered(context, model_path, _page=str(page))):
            found = RANGE.fullmatch(second)
            assert found is not None
            low, high = map(float, found.groups()[:2])
            assert 0.5 <= low < high <= 5
            assert low <= float(first.split("  ")[0]) <= high


@pytest.fixture(scope="module")
def wordy(learned: FilmModel, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with a model whose films have long titles, some of one word, some without a year."""

    def long(k: int, film: Film) -> Film:
        title = (f"{film.title}, " * 4 + "again", "M" * 60, f"``` {film.title}")[k % 3]
        return replace(film, title=title, year=film.year if k % 4 else None)

    films = tuple(long(k, film) for k, film in enumerate(learned.films))
    path = str(tmp_path_factory.mktemp("wordy") / "model.npz")
    FilmModel.of(learned.source, films, learned.keys, learned.space).write(path)
    return path


@pytest.mark.parametrize("context", [KEPT, TYPED, Context(likes=(FROZEN, SEVEN))])
def test_no_line_breaks_on_a_phone(context: Context, model_path: str, wordy: str) -> None:
    for path in (model_path, wordy):
        for page in range(4):
            for line in answered(context, path, _page=str(page)).facts:
                assert len(line) <= MOST_CHARACTERS
                assert "`" not in line
                assert line == line.rstrip()


# Generosity, likes, and few films


def generosity(meaning: str) -> float | None:
    """Return how many stars more than others somebody is told to give."""
    found = re.search(r"You give (\d\.\d) stars (more|fewer) than people on average", meaning)
    return None if found is None else float(found[1]) * (1 if found[2] == "more" else -1)


@pytest.mark.parametrize("stars", [1.0, 3.0, 5.0])
def test_generosity_is_told_apart(stars: float, learned: FilmModel, model_path: str) -> None:
    context = Context(dict.fromkeys(learned.keys[:12], stars))
    person = person_of(context, learned)

    told = generosity(answered(context, model_path).meaning)

    if abs(person.generosity) < 0.05:
        assert told is None
    else:
        assert told is not None
        assert told == pytest.approx(person.generosity, abs=0.0501)
        assert np.sign(told) == np.sign(stars - learned.space.averages[:12].mean())


@pytest.mark.parametrize("context", [TYPED, Context(likes=(SHREK,)), Context(dislikes=(SEVEN,))])
def test_who_only_likes_is_not_called_generous(context: Context, model_path: str) -> None:
    assert generosity(answered(context, model_path).meaning) is None


@pytest.mark.parametrize(
    ("context", "likes", "dislikes"),
    [
        (Context(likes=(SHREK,)), True, False),
        (Context(dislikes=(SEVEN,), is_kept=False), False, True),
        (Context(likes=(SHREK,), dislikes=(SEVEN,)), True, True),
        (KEPT, False, False),
    ],
)
def test_what_a_like_and_a_dislike_count_as_is_told_of_those_there_are(
    context: Context, likes: bool, dislikes: bool, model_path: str
) -> None:
    said = answered(context, model_path).meaning

    assert ("A like counts as 4 stars or more." in said) == likes
    assert ("A dislike counts as 2 stars or less." in said) == dislikes


def test_a_like_speaks_for_its_kind_and_a_dislike_against_it(learned: FilmModel) -> None:
    place = learned.places[TOY_STORY]
    liking, disliking, nobody = (
        float(person_of(context, learned).predict()[place])
        for context in (Context(likes=(SHREK,)), Context(dislikes=(SHREK,)), Context())
    )

    assert disliking < nobody - 0.1
    assert nobody + 0.1 < liking


# Another order


def test_the_menu_puts_the_films_in_another_order(model_path: str) -> None:
    usual = answered(KEPT, model_path)
    (menu,) = (choice for choice in usual.choices if choice.name == "_balance")
    assert [value for value, _ in menu.values] == [balance.name for balance in BALANCES]

    found = {name: answered(KEPT, model_path, _balance=name) for name, _ in menu.values}

    assert found[BALANCES[0].name] == replace(usual, draw=found[BALANCES[0].name].draw)
    assert len({answer.copies.files for answer in found.values()}) == len(BALANCES)
    for balance in BALANCES:
        assert balance.effect in found[balance.name].meaning
        assert found[balance.name].title == usual.title


FORMULAS = {
    "default": "good · watch",
    "surest": "good³ · watch",
    "boldest": "great · √watch",
    "gems": "(good · watch)/√share",
}

GOOD, GREAT, WATCH, SHARE = range(4)
SCORES: dict[str, Callable[[list[float]], float]] = {
    "default": lambda x: x[GOOD] * x[WATCH],
    "surest": lambda x: x[GOOD] ** 3 * x[WATCH],
    "boldest": lambda x: x[GREAT] * x[WATCH] ** 0.5,
    "gems": lambda x: x[GOOD] * x[WATCH] / x[SHARE] ** 0.5,
}


@pytest.mark.parametrize("name", [balance.name for balance in BALANCES])
@pytest.mark.parametrize("context", [KEPT, TYPED])
def test_the_order_is_by_what_the_working_says(
    context: Context, name: str, learned: FilmModel, model_path: str
) -> None:
    answer = answered(context, model_path, _balance=name)
    shares = dict(zip([f.label for f in learned.films], learned.space.watch_share, strict=True))
    rows = [*csv.DictReader(answer.copies.files[0][1].splitlines())]
    chances = [
        [float(row["good"]), float(row["great"]), float(row["watch"]), shares[row["film"]]]
        for row in rows
    ]
    scores = [SCORES[name](of_film) for of_film in chances]

    assert all(before > after * 0.998 for before, after in itertools.pairwise(scores))
    assert answer.working is not None
    text = answer.working.plain()
    assert next(b.effect for b in BALANCES if b.name == name) in text
    assert f"\n{FORMULAS[name]} ≈ " in text
    (told,) = re.findall(r"The order is by this.*:\n.*≈ (\d+\.\d{4})\n", text)
    assert float(told) == pytest.approx(scores[0], rel=0.002, abs=0.0001)


def test_a_forged_order_is_the_usual_one(model_path: str) -> None:
    assert answered(KEPT, model_path, _balance="x" * 4000).facts == answered(KEPT, model_path).facts


# The working


@pytest.mark.parametrize("context", [KEPT, TYPED, Context(likes=(FROZEN,)), Context()])
def test_the_working_begins_with_a_sum_that_adds_up(
    context: Context, learned: FilmModel, model_path: str
) -> None:
    answer = answered(context, model_path)
    assert answer.working is not None
    text = answer.working.plain()
    head, _, rest = text.partition("≈")
    total = numbers(rest)[0]
    parts = [numbers(line)[0] for line in head.strip().splitlines()[1:]]

    assert len(parts) >= 1 + len(context.known)
    assert sum(parts) == pytest.approx(total, abs=0.005 * (len(parts) + 1))
    title = answer.facts[0].split("  ", 1)[1].rsplit(" (", 1)[0]
    assert head.splitlines()[0] == f"How many stars I expect for {title}:"
    place = [film.title for film in learned.films].index(title)
    assert total == pytest.approx(person_of(context, learned).reasons(place).prediction, abs=0.0051)
    assert "Λ" not in head
    assert ("generosity" in head) == bool(context.rated)


def test_the_sum_says_what_each_film_adds(model_path: str) -> None:
    def working(context: Context) -> str:
        found = answered(context, model_path).working
        assert found is not None
        return found.plain()

    kept, typed = working(KEPT), working(TYPED)

    assert re.search(r"[+−] \d\.\d\d since you gave Shrek 5\n", kept)
    assert re.search(r"[+−] \d\.\d\d since you gave Toy Story 4\.5\n", kept)
    assert re.search(r"[+−] \d\.\d\d by your generosity\n", kept)
    assert re.search(r"[+−] \d\.\d\d since you like Shrek\n", typed)
    assert re.search(r"[+−] \d\.\d\d since you dislike Alien\n", typed)


@pytest.mark.parametrize("context", [KEPT, Context()])
def test_the_working_says_how_good_and_how_likely_the_first_film_is(
    context: Context, learned: FilmModel, model_path: str
) -> None:
    ranking = person_of(context, learned).ranking()
    first = int(ranking.order[0])
    working = answered(context, model_path).working
    assert working is not None
    text = working.plain()

    (good, great) = re.findall(r"of 4 stars or more is (.+ %), that of 5 stars (.+ %)\.", text)[0]
    assert (good, great) == (percent(ranking.good[first], 0), percent(ranking.great[first], 0))
    (seen, whom) = re.findall(r"(\S+ %) of (.+) have seen it\.", text)[0]
    assert seen == percent(ranking.chance[first])
    assert whom == ("the people who named them" if context.known else "all people")


def test_the_working_says_what_likes_stand_for(model_path: str) -> None:
    kept, typed = (answered(context, model_path).working for context in (KEPT, TYPED))
    assert kept is not None
    assert typed is not None

    of_a_like = ("or a 0 for a like", "a like stands for what to expect of 4 stars or more")
    assert all(words in typed.plain() for words in of_a_like)
    assert not any(words in kept.plain() for words in of_a_like)
    assert "a 1 for your generosity. t is your stars minus the average:" in kept.plain()


@pytest.mark.parametrize("stars", [0.5, 3.0, 5.0])
def test_a_sum_beyond_the_scale_is_told(stars: float, learned: FilmModel, model_path: str) -> None:
    context = Context(dict.fromkeys(learned.keys[:30], stars))
    ends: set[str] = set()
    for page in range(10):
        working = answered(context, model_path, _page=str(page)).working
        assert working is not None
        text = working.plain()
        total = numbers(text.partition("≈")[2])[0]
        told = re.findall(r"The scale ends at (\S+)\.\n", text)
        assert told == (["5"] if total > 5 else ["0.5"] if total < 0.5 else [])
        ends |= {*told}
    assert ends == {0.5: {"0.5"}, 3.0: set(), 5.0: {"5"}}[stars]


def test_many_films_are_summed_up(learned: FilmModel, model_path: str) -> None:
    context = Context({key: 1.0 + k % 9 / 2 for k, key in enumerate(learned.keys[:30])})
    working = answered(context, model_path).working
    assert working is not None

    head, _, rest = working.plain().partition("≈")
    parts = [numbers(line)[0] for line in head.strip().splitlines()[1:]]

    assert " from 24 more of your films" in head
    assert sum(parts) == pytest.approx(numbers(rest)[0], abs=0.005 * (len(parts) + 1))


# Copies


@pytest.mark.parametrize("context", [KEPT, TYPED, Context(likes=(FROZEN,)), Context()])
@pytest.mark.parametrize("page", ["", "1"])
def test_the_copied_program_gives_the_numbers_shown(
    context: Context, page: str, model_path: str
) -> None:
    answer = answered(context, model_path, _page=page)
    found: dict[str, Any] = {}

    exec(answer.copies.numpy, found)  # noqa: S102 - what the bot itself wrote

    shown = [float(first.split("  ")[0]) for first, _, _ in lines(answer)]
    assert found["stars"] == pytest.approx(shown, abs=0.0551)


def test_the_table_holds_what_is_shown(model_path: str) -> None:
    answer = answered(KEPT, model_path)
    ((name, text),) = answer.copies.files
    head, *rows = csv.reader(text.splitlines())

    assert name == "predictions.csv"
    assert head == ["film", "stars", "low", "high", "good", "great", "watch"]
    for row, (first, second, _) in zip(rows, lines(answer), strict=False):
        stars, label = first.split("  ", 1)
        found = RANGE.fullmatch(second)
        assert found is not None
        assert row[0] == label
        shown = [float(stars), *map(float, found.groups()[:2])]
        assert [float(x) for x in row[1:4]] == pytest.approx(shown, abs=0.0506)
        assert all(0 <= float(x) <= 1 for x in row[4:])


@pytest.mark.parametrize(
    ("context", "is_liked"),
    [
        (Context({SHREK: 4.0}), True),
        (Context({SHREK: 3.5}), False),
        (Context({SHREK: 1.0}), False),
        (Context(likes=(SHREK,), is_kept=False), True),
        (Context(dislikes=(SHREK,), is_kept=False), False),
        (Context(likes=("of another set 1900",), dislikes=(SHREK,)), False),
    ],
)
def test_only_of_a_film_that_is_liked_is_it_said_that_people_like_the_others_too(
    context: Context, is_liked: bool, model_path: str
) -> None:
    said = answered(context, model_path).meaning

    assert "From one film I know little" in said
    assert ("people who like it like, too" in said) == is_liked
