"""`/ratings` and `/movies list`, page by page."""

from __future__ import annotations

import re

import discord
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.catalogue import Catalogue, Film, demo
from bot.errors import UserError
from bot.topics.films import film_list, ratings_pages
from bot.topics.kit.markdown import escaped
from bot.topics.kit.outcome import Note, Press
from tests.bot.topics.films.conftest import ANN, BEN, HERE, SEVEN, SHREK, Place

FILMS, _ = demo()
TITLES = sorted(FILMS.films, key=lambda film: film.title.casefold())


def many(count: int) -> Catalogue:
    """Return films that are called by their numbers."""
    films = tuple(Film(k, f"Film {k:02}", 1990, ("Drama",)) for k in range(1, count + 1))
    return Catalogue("a set", films, (1,) * count)


def lines(note: Note) -> list[str]:
    """Return the lines in the block of code."""
    return note.texts[0].split("```\n")[1].splitlines()


def labels(films: list[Film]) -> list[str]:
    """Return the lines that films have uncut."""
    return [f"{film.label} · {', '.join(film.genres)}" for film in films]


def below(note: Note) -> list[tuple[str, str]]:
    """Return what stands on buttons, and what they carry."""
    return [(button.label, button.argument) for button in note.buttons]


# The list


@pytest.mark.parametrize(
    ("number", "first", "last", "where", "turns"),
    [
        (0, 1, 20, "Page 1 of 3. From a set.", ["Back:2:", "Next:1:"]),
        (1, 21, 40, "Page 2 of 3. From a set.", ["Back:0:", "Next:2:"]),
        (2, 41, 41, "Page 3 of 3. From a set.", ["Back:1:", "Next:0:"]),
        (3, 41, 41, "Page 3 of 3. From a set.", ["Back:1:", "Next:0:"]),
        (999_999, 41, 41, "Page 3 of 3. From a set.", ["Back:1:", "Next:0:"]),
    ],
)
def test_pages_of_the_list(
    number: int, first: int, last: int, where: str, turns: list[str]
) -> None:
    note = film_list.listed(many(41), "", number)

    assert note.texts[0].startswith("### 41 films in all\n")
    assert lines(note) == [f"Film {k:02} (1990) · Drama" for k in range(first, last + 1)]
    assert note.texts[0].split("\n")[-1] == where
    assert below(note) == [("Back", turns[0]), ("Next", turns[1])]


@pytest.mark.parametrize("count", [1, 20])
def test_one_page_has_no_buttons_and_no_number(count: int) -> None:
    note = film_list.listed(many(count), "", 0)

    assert note.texts[0].startswith(f"### {count} film{'s' * (count > 1)} in all\n")
    assert note.texts[0].endswith("\n```\nFrom a set.")
    assert note.buttons == ()


def test_a_part_of_a_title_or_a_genre_is_looked_for() -> None:
    by_genre = film_list.listed(FILMS, " ANIMATION ", 0)
    by_title = film_list.listed(FILMS, "the lord  of the", 0)

    animated = [film.label for film in FILMS.films if "Animation" in film.genres]
    assert by_genre.texts[0].startswith(f"### {len(animated)} films like “ANIMATION”\n")
    assert [line.split(" · ")[0] for line in lines(by_genre)] == animated
    assert len(lines(by_title)) == 1
    assert by_title.texts[0].startswith("### 1 film like “the lord of the”\n")


def test_what_is_nowhere_is_answered_by_what_is_like_it() -> None:
    note = film_list.listed(FILMS, "shreck", 0)

    assert lines(note)[0].startswith("Shrek (2001)")
    assert len(lines(note)) < len(FILMS.films)


@pytest.mark.parametrize("find", ["zzzz", "!?", "😀", ":" * 500])
def test_nothing_found_is_said(find: str) -> None:
    note = film_list.listed(FILMS, find, 0)

    assert note.texts == (f"### 0 films like “{find[:60]}”\nFrom the demo set.",)
    assert note.buttons == ()


async def test_a_button_carries_what_is_looked_for(place: Place) -> None:
    find = ":" * 200
    first = film_list.listed(many(41), "film", 0)
    carried = film_list.listed(many(41), "drama", 0).buttons[1].argument

    assert carried == "Next:1:drama"
    assert all(len(button.argument) <= 80 for button in first.buttons)
    press = Press(ANN, HERE, f"Next:999999:{find[:60]}")
    note = await film_list.turn(press, place.services)
    assert note.texts[0].startswith(f"### 0 films like “{find[:60]}”")
    second = await film_list.turn(Press(BEN, HERE, "Next:1:"), place.services)
    assert [line[:30] for line in lines(second)] == [line[:30] for line in labels(TITLES[20:40])]
    listed = await film_list.movies_list(place.request("movies list", find=""), place.services)
    assert below(listed) == [("Back", "Back:3:"), ("Next", "Next:1:")]


def test_signs_in_titles_end_no_block_and_long_lines_are_cut() -> None:
    films = (Film(1, "a```b", 1990), Film(2, "c" * 100), Film(3, "d" * 53, 1990))
    note = film_list.listed(Catalogue("x*y", films, (1, 1, 1)), "", 0)

    assert lines(note) == ["aˋˋˋb (1990)", "c" * 59 + "…", "d" * 53 + " (1990)"]
    assert note.texts[0].endswith(r"From x\*y.")


# Ratings


async def shown(place: Place, argument: str, *values: str, user: int = ANN) -> Note:
    """Press below the ratings."""
    return await ratings_pages.turn(Press(user, HERE, argument, values), place.services)


async def test_ratings_are_listed_latest_first_and_what_was_seen_last(place: Place) -> None:
    await place.store.ratings.remove(ANN)
    await place.store.ratings.rate(ANN, {SHREK: 2.5, "of another set 1900": 1.0})
    await place.store.ratings.mark_seen(ANN, [SEVEN])

    note = await ratings_pages.ratings(place.request("ratings"), place.services)

    assert note.texts[0].startswith("### Your ratings\n```\n")
    assert lines(note) == [
        "  1  of another set 1900 (not in this set)",
        "2.5  Shrek (2001)",
        "seen  Seven (1995)",
    ]
    assert note.texts[0].endswith("\n```\nOnly you see them.")
    assert note.menu is not None
    assert (note.menu.argument, note.menu.values[1]) == ("remove:0", (SHREK, "Shrek (2001)"))
    assert [(b.label, b.argument, b.danger) for b in note.buttons] == [
        ("Remove all", "ask:0", True)
    ]


async def test_pages_of_ratings(place: Place) -> None:
    await place.store.ratings.rate(ANN, dict.fromkeys(place.desk.keys, 3.0))

    last = await shown(place, "next:4")
    beyond = await shown(place, "back:9999")
    first = await shown(place, "next:0")

    assert await ratings_pages.ratings(place.request("ratings"), place.services) == first
    assert last == beyond
    assert lines(last) == ["  1  of another set 1900 (not in this set)"]
    assert last.texts[0].endswith("Page 5 of 5. Only you see them.")
    assert below(last)[:2] == [("Back", "back:3"), ("Next", "next:0")]
    assert below(first)[:2] == [("Back", "back:4"), ("Next", "next:1")]
    assert [button.danger for button in first.buttons] == [False, False, True]


async def test_the_last_rating_of_a_page_is_removed(place: Place) -> None:
    await place.store.ratings.rate(ANN, dict.fromkeys(place.desk.keys, 3.0))

    note = await shown(place, "remove:4", "of another set 1900")

    assert note.texts[0].endswith("Page 4 of 4. Only you see them.")
    assert note.menu is not None
    assert note.menu.argument == "remove:3"
    assert len(note.menu.values) == 20


async def test_all_ratings_go_after_a_second_press(place: Place) -> None:
    asked = await shown(place, "ask:0")
    assert below(asked) == [("Yes, remove all", "clear:0")]
    assert len((await place.store.ratings.of(ANN)).stars) == 2

    gone = await shown(place, "clear:0")

    assert gone.texts[0].startswith("You have rated no films yet.")
    assert (gone.menu, gone.buttons) == (None, ())
    assert (await place.store.ratings.of(ANN)).stars == {}


async def test_presses_are_about_the_presser(place: Place) -> None:
    note = await shown(place, "clear:0", user=BEN)

    assert note.texts[0].startswith("You have rated no films yet.")
    assert SHREK in (await place.store.ratings.of(ANN)).stars


# Forged presses

ARGUMENTS = st.text(max_size=80) | st.from_regex(
    r"(Back|Next|back|next|ask|clear|remove)?:?[-+ ]?[0-9_.]{0,12}:?[a-z:]{0,9}", fullmatch=True
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARGUMENTS, st.lists(st.text(), max_size=2))
@example("Back:-1:", [])
@example("next:-1", [])
@example("remove:", [SHREK])
async def test_a_forged_press_turns_to_a_page_or_is_refused(
    place: Place, argument: str, values: list[str]
) -> None:
    press = Press(BEN, HERE, argument, tuple(values))
    for turn, shown in (
        (film_list.turn, r"(Back|Next):[0-9]{1,9}:.*"),
        (ratings_pages.turn, r"(back|next|ask|clear|remove):[0-9]{1,9}"),
    ):
        if re.fullmatch(shown, argument):
            assert "Page -" not in (await turn(press, place.services)).texts[0]
        else:
            with pytest.raises(UserError, match="I no longer know this button"):
                await turn(press, place.services)


# Words of others in messages


@pytest.mark.parametrize("film", FILMS.films, ids=lambda film: film.title)
def test_titles_are_escaped_as_discord_needs_it(film: Film) -> None:
    assert escaped(film.label) == discord.utils.escape_markdown(film.label)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("**a** _b_ ~c~ |d| `e` \\f", r"\*\*a\*\* \_b\_ \~c\~ \|d\| \`e\` \\f"),
        ("# a\n> b\n  - c - d", "\\# a\n\\> b\n  \\- c - d"),
        ("[a](b) [c]", r"\[a](b) [c]"),
        ("<@1> @everyone", r"\<\@1> \@everyone"),
    ],
)
def test_signs_are_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


@given(st.text())
def test_escaping_only_adds_backslashes(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text), flags=re.DOTALL) == text
