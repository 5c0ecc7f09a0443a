"""`/rate` and `/ratings`, in a simulated Discord."""

from __future__ import annotations

import pytest

from bot.chat.client import StudyBot
from bot.store import MOST_RATINGS
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.topics.films.acting import menus, rate, told


async def test_a_rating_is_told_to_the_asker_alone(classroom: Classroom) -> None:
    text = await told(classroom, "rate", movie="the lord of teh rings", stars=4.5)

    assert text.startswith(
        "You gave **The Lord of the Rings: The Fellowship of the Ring (2001)** 4.5 stars."
    )
    assert "by your 1 rating," in text
    assert classroom.seen_by(classroom.other) == []


async def test_a_new_rating_takes_the_place_of_the_old(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5, Seven=1)
    await rate(classroom, shrek=2.5)

    assert (await told(classroom, "ratings")).split("```\n")[1].split("\n")[:2] == [
        "2.5  Shrek (2001)",
        "  1  Seven (1995)",
    ]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Shrek 17", "no film called"),
        ("qqqq", "/movies list shows all I know"),
        ("   ", "Type the title of a film"),
        ("@everyone **x**", "no film called"),
        ("#999999", "no film called"),
        ("Lord of Pirates", "Did you mean "),
    ],
)
async def test_a_title_that_is_no_film(classroom: Classroom, title: str, words: str) -> None:
    assert words in await classroom.refusal("rate", movie=title, stars=5)  # type: ignore[arg-type]
    assert "rated no films yet" in await told(classroom, "ratings")


async def test_titles_complete_in_spite_of_spelling(classroom: Classroom) -> None:
    async def offered(option: str, typed: str, command: str = "rate") -> list[str]:
        found = await classroom.student.autocomplete(classroom.channel, command, option, typed)
        return [choice["value"] for choice in found]

    assert (await offered("movie", "amelie"))[0] == "Amélie (2001)"
    assert (await offered("movie", "finding nmo"))[0] == "Finding Nemo (2003)"
    assert len(await offered("movie", "")) == 25
    assert (await offered("likes", "Shrek, toy st", "recommend"))[0] == "Shrek, Toy Story (1995)"
    assert all(len(text) <= 100 for text in await offered("likes", "x" * 90 + ", t", "recommend"))


async def test_stars_are_halves(classroom: Classroom) -> None:
    with pytest.raises(Exception, match="only allows"):
        await classroom.student.slash(classroom.channel, "rate", movie="Shrek", stars=4.7)


# One's own ratings


async def test_ratings_are_private_and_can_be_removed(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5, Seven=1, Alien=3)
    shown = posts.private(await classroom.student.slash(classroom.channel, "ratings"))
    (menu,) = menus(shown)

    assert [option["label"] for option in menu["options"]] == [
        "Alien (1979)",
        "Seven (1995)",
        "Shrek (2001)",
    ]
    values = [option["value"] for option in menu["options"][:2]]
    left = posts.response(await classroom.student.select(shown, values))

    assert left.id == shown.id
    assert posts.texts(left)[0].split("```\n")[1] == "  5  Shrek (2001)\n"
    assert (
        "rated no films yet"
        in posts.texts(posts.private(await classroom.other.slash(classroom.channel, "ratings")))[0]
    )


async def test_all_are_removed_after_a_second_press(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5, Seven=1)
    shown = posts.private(await classroom.student.slash(classroom.channel, "ratings"))

    asked = posts.response(await classroom.student.click(shown, label="Remove all"))
    assert "Shrek" in posts.texts(asked)[0]
    gone = posts.response(await classroom.student.click(asked, label="Yes, remove all"))

    assert "rated no films yet" in posts.texts(gone)[0]
    assert posts.labels(gone) == []


async def test_many_ratings_come_in_pages(classroom: Classroom, simcord_bot: StudyBot) -> None:
    library = simcord_bot.models.library
    await simcord_bot.store.ratings.rate(classroom.student.id, dict.fromkeys(library.keys, 3.0))

    first = posts.private(await classroom.student.slash(classroom.channel, "ratings"))
    shown = posts.texts(first)
    for _ in range(4):
        shown += posts.texts(posts.response(await classroom.student.click(first, label="Next")))

    assert [text.split("\n")[-1] for text in shown] == [
        f"Page {page} of 4. Only you see them." for page in (1, 2, 3, 4, 1)
    ]
    assert len({line for text in shown for line in text.split("```\n")[1].splitlines()}) == 80


async def test_there_is_room_for_so_many(classroom: Classroom, simcord_bot: StudyBot) -> None:
    many = {f"film {k}": 3.0 for k in range(MOST_RATINGS)}
    await simcord_bot.store.ratings.rate(classroom.student.id, many)

    refused = await classroom.refusal("rate", movie="Shrek", stars=5)  # type: ignore[arg-type]

    assert refused.startswith("You have rated or seen 2,000 films, which is as many as there")
    assert "not in this set" in await told(classroom, "ratings")
