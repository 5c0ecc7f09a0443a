"""What commands about films do in the bot's own process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.store import MOST_RATINGS
from bot.topics.films import asking, completion, presses, rating
from bot.topics.films.balances import BALANCES
from bot.topics.films.context import Context
from bot.topics.kit.outcome import Ask, Form, MenuField, Press, Show
from bot.topics.kit.question import Question
from bot.topics.kit.services import Services
from linalg_engine.errors import InputError
from tests.bot.topics.films.conftest import ANN, BEN, HERE, SEVEN, SHREK, Place


async def asked(place: Place, command: str, user: int = ANN, **inputs: str) -> Ask:
    """Send a command that is answered."""
    hooks = {
        "recommend": asking.recommend,
        "similar": asking.similar,
        "movies map": asking.movies_map,
    }
    outcome = await hooks[command](place.request(command, user, **inputs), place.services)
    assert isinstance(outcome, Ask)
    return outcome


# Whose ratings


async def test_a_question_takes_its_askers_ratings_along(place: Place) -> None:
    await place.store.ratings.mark_seen(ANN, [SEVEN])

    ask = await asked(place, "recommend", likes="", dislikes=" ")
    context = Context.of(ask.question)

    assert ask.private
    assert ask.question.private
    assert context.rated == {SHREK: 5.0, "of another set 1900": 1.0}
    assert context.seen == {SEVEN}
    assert context.is_kept
    assert context.model == "", "what is remembered must stay small"
    assert Question.from_json(ask.question.to_json()) == ask.question


async def test_typed_titles_are_nobodys_ratings(place: Place) -> None:
    ask = await asked(place, "recommend", likes="shrek", dislikes="Seven")

    assert Context.of(ask.question) == Context(likes=(SHREK,), dislikes=(SEVEN,), is_kept=False)
    assert not ask.private
    assert not ask.question.private


async def test_a_film_is_not_liked_and_disliked(place: Place) -> None:
    with pytest.raises(InputError, match=r"Shrek \(2001\) is in both lists\. Which is it\?"):
        await asked(place, "recommend", likes="alien; shrek", dislikes="Seven, Shrek (2001)")


async def test_films_like_one_need_no_ratings(place: Place) -> None:
    ask = await asked(place, "similar", movie="shrk", metric="dot")

    assert Context.of(ask.question) == Context(film=SHREK)
    assert ask.question.inputs == {"movie": "shrk", "metric": "dot"}
    assert not ask.private
    assert not ask.question.private


async def test_the_map_is_for_the_asker_alone(place: Place) -> None:
    mine, bens = await asked(place, "movies map"), await asked(place, "movies map", BEN)

    assert (mine.private, mine.question.private) == (True, True)
    assert Context.of(mine.question).rated[SHREK] == 5.0
    assert (bens.private, bens.question.private) == (True, False)


async def test_each_computation_is_supplied_with_the_model_of_its_server(place: Place) -> None:
    ask = await asked(place, "recommend", likes="shrek")
    await place.store.ratings.share(ANN, HERE)
    await place.model(HERE)

    here = await asking.supply(ask.question, HERE, place.services)
    elsewhere = await asking.supply(ask.question, None, place.services)

    assert Path(here["model"]).stem == "model-2"
    assert Path(elsewhere["model"]).stem == "model-1"


# The form


async def test_who_has_rated_nothing_gets_a_form_of_well_known_films(place: Place) -> None:
    request = place.request("recommend", BEN, likes="", dislikes="")

    form = await asking.recommend(request, place.services)

    assert isinstance(form, Form)
    loved, hated = form.fields
    assert isinstance(loved, MenuField)
    assert isinstance(hated, MenuField)
    assert (loved.name, hated.name) == ("loved", "not")
    assert loved.choices == hated.choices
    assert [key for key, _ in loved.choices] == [*place.desk.keys[:3]]
    assert [label for _, label in loved.choices] == [
        f.label for f in place.desk.catalogue.films[:3]
    ]
    assert loved.several
    assert hated.several


async def test_a_filled_form_is_kept_and_answered(place: Place) -> None:
    request = place.request("recommend", BEN, loved=f"{SHREK}\nalien 1979", **{"not": SEVEN})

    outcome = await asking.recommend(replace(request, from_form=True), place.services)

    assert isinstance(outcome, Ask)
    assert outcome.private
    context = Context.of(outcome.question)
    assert context.is_kept
    assert outcome.question.private
    assert context.rated == {}
    assert {*context.likes} == {SHREK, "alien 1979"}
    assert context.dislikes == (SEVEN,)
    assert outcome.question.inputs == {"likes": "", "dislikes": ""}


@pytest.mark.parametrize(
    ("loved", "hated", "words"),
    [
        ("", "", "Choose at least one film, then I can suggest others."),
        (f"{SEVEN}\n{SHREK}", SHREK, r"Shrek \(2001\) is in both lists. Which is it\?"),
    ],
)
async def test_a_form_that_says_nothing_or_both_keeps_nothing(
    place: Place, loved: str, hated: str, words: str
) -> None:
    request = place.request("recommend", BEN, loved=loved, **{"not": hated})

    with pytest.raises(UserError, match=words):
        await asking.recommend(replace(request, from_form=True), place.services)

    kept = await place.store.ratings.of(BEN)
    assert (kept.stars, kept.likes, kept.dislikes) == ({}, (), ())


async def test_the_form_says_what_its_films_count_as(place: Place) -> None:
    form = await asking.recommend(
        place.request("recommend", BEN, likes="", dislikes=""), place.services
    )

    assert isinstance(form, Form)
    assert [field.words for field in form.fields if isinstance(field, MenuField)] == [
        "Each counts as 4 stars or more.",
        "Each counts as 2 stars or less.",
    ]


async def test_a_form_needs_room(place: Place) -> None:
    await place.store.ratings.rate(BEN, {f"film {k}": 3.0 for k in range(MOST_RATINGS)})
    request = place.request("recommend", BEN, loved=SHREK, **{"not": ""})

    with pytest.raises(UserError, match="You have rated or seen 2,000 films"):
        await asking.recommend(replace(request, from_form=True), place.services)


async def test_who_only_said_in_the_form_what_they_like_needs_no_form_again(place: Place) -> None:
    await place.store.ratings.like(BEN, [SHREK], [])

    ask = await asked(place, "recommend", BEN, likes="", dislikes="")

    assert Context.of(ask.question) == Context(likes=(SHREK,))
    assert (ask.private, ask.question.private) == (True, True)


# Rating


async def test_a_rating_is_kept_and_counted(place: Place) -> None:
    await place.store.ratings.remove(ANN, [SHREK])

    note = await rating.rate(place.request("rate", movie="sevn", stars="0.5"), place.services)

    (words,) = note.texts
    assert words == (
        "You gave **Seven (1995)** 0.5 stars.\n`/recommend` suggests films by your 1 rating, and "
        "`/ratings` shows them. Only you see them."
    )
    assert (await place.store.ratings.of(ANN)).stars[SEVEN] == 0.5


async def test_likes_count_among_the_ratings(place: Place) -> None:
    await place.store.ratings.like(BEN, [SHREK], [SEVEN])

    note = await rating.rate(place.request("rate", BEN, movie="alien", stars="4"), place.services)

    assert "by your 3 ratings," in note.texts[0]


async def test_a_second_rating_and_one_star(place: Place) -> None:
    note = await rating.rate(place.request("rate", movie="alien", stars="1"), place.services)

    assert note.texts[0].startswith("You gave **Alien (1979)** 1 star.\n")
    assert "by your 2 ratings," in note.texts[0]


@pytest.mark.parametrize("stars", ["0", "4.7", "5.5", "five", "", "nan", "-1"])
async def test_stars_are_halves(place: Place, stars: str) -> None:
    with pytest.raises(InputError, match=r"Stars go from 0\.5 to 5 in halves") as caught:
        await rating.rate(place.request("rate", movie="Seven", stars=stars), place.services)

    assert caught.value.example is not None
    await rating.rate(
        place.request("rate", movie="Seven", stars=caught.value.example), place.services
    )


async def test_there_is_room_for_so_many(place: Place) -> None:
    await place.store.ratings.rate(BEN, {f"film {k}": 3.0 for k in range(MOST_RATINGS)})

    with pytest.raises(UserError, match="You have rated or seen 2,000 films"):
        await rating.rate(place.request("rate", BEN, movie="Alien", stars="5"), place.services)


# Presses


def press(question: Question | None, user: int = ANN, *values: str, argument: str = "") -> Press:
    """Return what somebody presses below an answer to Ann."""
    return Press(user, HERE, argument, values, question, ANN)


async def test_more_turns_the_page_and_looks_at_new_ratings(place: Place) -> None:
    question = (await asked(place, "recommend", likes="", dislikes="")).question
    await place.store.ratings.rate(ANN, {SEVEN: 2.0})

    second = await presses.more(press(question), place.services)
    third = await presses.more(press(second.question), place.services)

    assert second.question.inputs == {"likes": "", "dislikes": "", "_page": "1"}
    assert third.question.inputs["_page"] == "2"
    assert Context.of(second.question).rated[SEVEN] == 2.0
    assert third.question.private


async def test_what_was_seen_is_kept_and_hidden(place: Place) -> None:
    question = (await asked(place, "recommend", likes="", dislikes="")).question
    chosen = press(question, ANN, SEVEN, "no film 1900", argument="_seen")

    first = await presses.hide_seen(chosen, place.services)
    again = press(first.question, ANN, "alien 1979", argument="_seen")
    second = await presses.hide_seen(again, place.services)

    assert (await place.store.ratings.of(ANN)).seen == {SEVEN, "alien 1979"}
    assert second.question.inputs["_seen"] == f"{SEVEN};alien 1979"
    assert Context.of(second.question).seen == {SEVEN, "alien 1979"}


async def test_hiding_below_a_typed_taste_keeps_nothing(place: Place) -> None:
    question = (await asked(place, "recommend", likes="shrek")).question

    after = await presses.hide_seen(press(question, ANN, SEVEN, argument="_seen"), place.services)

    assert (await place.store.ratings.of(ANN)).seen == frozenset()
    assert Context.of(after.question) == Context(
        likes=(SHREK,), seen=frozenset([SEVEN]), is_kept=False
    )


async def test_hiding_needs_room(place: Place) -> None:
    await place.store.ratings.rate(ANN, {f"film {k}": 3.0 for k in range(MOST_RATINGS - 2)})
    question = (await asked(place, "recommend", likes="", dislikes="")).question

    with pytest.raises(UserError, match="as many as there is room for"):
        await presses.hide_seen(press(question, ANN, SEVEN, argument="_seen"), place.services)


async def test_others_change_nothing(place: Place) -> None:
    question = (await asked(place, "recommend", likes="shrek")).question

    for hook in (presses.more, presses.hide_seen, presses.rebalance):
        with pytest.raises(UserError, match="Only the person who asked can change this"):
            await hook(press(question, BEN, SEVEN, argument="_seen"), place.services)
    assert (await place.store.ratings.of(BEN)).seen == frozenset()


async def test_the_map_below_an_answer_is_of_whom_the_answer_is(place: Place) -> None:
    question = (await asked(place, "recommend", likes="shrek")).question

    shown = await presses.show_map(press(question, BEN), place.services)

    assert shown.question.command == "movies map"
    assert Context.of(shown.question) == Context(likes=(SHREK,), is_kept=False)


async def test_another_order_begins_with_its_first_page(place: Place) -> None:
    question = (await asked(place, "recommend", likes="shrek")).question
    second = (await presses.more(press(question), place.services)).question
    name = BALANCES[-1].name

    other = await presses.rebalance(press(second, ANN, name, argument="_balance"), place.services)
    more = await presses.more(press(other.question), place.services)

    inputs = {"likes": "shrek", "dislikes": "", "_balance": name}
    assert other.question.inputs == {**inputs, "_page": "0"}
    assert more.question.inputs == {**inputs, "_page": "1"}
    assert Context.of(other.question) == Context(likes=(SHREK,), is_kept=False)


@pytest.mark.parametrize("values", [(), ("nonsense",), ("surest", "gems"), ("x" * 4000,)])
async def test_an_order_that_is_none_is_the_usual_one(
    place: Place, values: tuple[str, ...]
) -> None:
    question = (await asked(place, "recommend", likes="shrek")).question

    ask = await presses.rebalance(press(question, ANN, *values), place.services)

    assert ask.question.inputs["_balance"] == BALANCES[0].name


HOOKS = [presses.more, presses.hide_seen, presses.show_map, presses.rebalance]


@pytest.mark.parametrize("hook", HOOKS)
async def test_a_button_below_no_answer_is_refused(
    place: Place, hook: Callable[[Press, Services], Awaitable[Ask | Show]]
) -> None:
    with pytest.raises(UserError, match="belongs to no answer"):
        await hook(press(None, argument="_seen"), place.services)


# Completion


async def test_the_last_of_several_titles_is_completed(place: Place) -> None:
    async def offered(typed: str) -> list[tuple[str, str]]:
        return await completion.titles(typed, ANN, place.services)

    assert (await offered("shrk"))[0] == ("Shrek (2001)", "Shrek (2001)")
    assert (await offered("Alien, shrk"))[0][0] == "Alien, Shrek (2001)"
    assert (await offered("Monsters, Inc.; shrk"))[0][0] == "Monsters, Inc.; Shrek (2001)"
    long = await offered("x" * 80 + ",")
    assert long
    assert all(len(text) <= 100 for text, _ in long)
    assert len(await completion.title("", ANN, place.services)) == 25
