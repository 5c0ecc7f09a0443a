"""`/similar`, `/movies map` and `/movies list`, in a simulated Discord."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest
from simcord.results import ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.films import film_list
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.topics.films.acting import FAMILY, rate, recommended, told


async def test_similar_by_cosine_and_by_dot(classroom: Classroom) -> None:
    message = await classroom.ask("similar", movie="shrek")
    cosine = posts.read(message)

    assert cosine.title == "Most like Shrek (2001)"
    assert cosine.facts[0] == "cosine with it"
    assert any(title in cosine.facts[1] for title in FAMILY)
    assert "Cosine compares directions alone" in cosine.meaning
    dot = posts.read(posts.response(await classroom.student.select(message, ["dot"])))
    assert dot.facts[0] == "dot product with it"
    values = [float(line.split("  ")[0].replace("−", "-")) for line in dot.facts[1:]]
    assert values == sorted(values, reverse=True)
    steps = posts.private(await classroom.other.click(message, label="Steps"))
    assert "‖a‖ ‖b‖" in posts.alts(steps)[0] or "a · b" in posts.alts(steps)[0]


async def test_the_map_with_and_without_you(classroom: Classroom) -> None:
    empty = posts.private(await classroom.student.slash(classroom.channel, "movies map"))
    assert posts.read(empty).title == "The map of 80 films"
    assert "“you”" not in posts.alts(empty)[0]
    assert posts.read(empty).meaning.endswith("some films, and you stand among them.")

    await rate(classroom, Shrek=5)
    mine = posts.private(await classroom.student.slash(classroom.channel, "movies map"))
    assert "“you” is at (" in posts.alts(mine)[0]
    assert "You lie in the direction of what you like" in posts.read(mine).meaning
    below = posts.private(await classroom.student.click(await recommended(classroom), label="Map"))
    assert posts.alts(below) == posts.alts(mine)


async def test_you_stand_on_the_side_of_what_you_like(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5, Toy_Story=5, Seven=0.5, Memento=0.5)
    drawn = posts.private(await classroom.student.slash(classroom.channel, "movies map"))
    copied = await posts.files(posts.private(await classroom.student.click(drawn, label="Copy")))

    found = re.search(r"“you” is at \((.+), (.+)\)", posts.alts(drawn)[0])
    assert found
    you = np.array([float(x.replace("−", "-")) for x in found.groups()])
    table = csv.reader(copied["films.csv"].splitlines()[1:])
    places = {label[:-7]: np.array([float(x), float(y)]) for label, x, y in table}
    side = places["Shrek"] + places["Toy Story"] - places["Seven"] - places["Memento"]
    assert you @ side > 0.5 * np.linalg.norm(you) * np.linalg.norm(side)
    assert np.linalg.norm(you) > 0.1


def listed(message: ResponseMessage) -> list[str]:
    """Return the films on a page of the list."""
    (text,) = posts.texts(message)
    return text.split("```")[1].strip().split("\n")


async def test_the_list_in_pages(classroom: Classroom) -> None:
    first = posts.private(await classroom.student.slash(classroom.channel, "movies list"))
    assert posts.texts(first)[0].startswith(
        "### 80 films in all\n```\n2001: A Space Odyssey (1968)"
    )
    assert "Page 1 of 4." in posts.texts(first)[0]
    films = listed(first)
    assert len(films) == 20

    message, pages = first, [films]
    for page in (2, 3, 4):
        message = posts.response(await classroom.student.click(message, label="Next"))
        assert f"Page {page} of 4." in posts.texts(message)[0]
        pages.append(listed(message))
    everything = [film for page in pages for film in page]
    assert len({*everything}) == 80
    assert everything == sorted(everything, key=str.casefold)

    back = posts.response(await classroom.student.click(message, label="Back"))
    assert listed(back) == pages[2]
    for _ in range(3):
        back = posts.response(await classroom.student.click(back, label="Back"))
    around = back
    assert listed(around) == pages[3]
    assert listed(posts.response(await classroom.student.click(around, label="Next"))) == films


async def test_pages_of_what_was_looked_for(classroom: Classroom) -> None:
    result = await classroom.student.slash(classroom.channel, "movies list", find="e")
    message = posts.private(result)
    head, first = posts.texts(message)[0].split("\n")[0], listed(message)
    message = posts.response(await classroom.student.click(message, label="Next"))

    assert posts.texts(message)[0].split("\n")[0] == head
    films = [*first, *listed(message)]
    assert len(set(films)) == len(films) > 20
    assert all("e" in film.partition(" (")[0].casefold() for film in films)


@pytest.mark.simcord(check_errors=False)
async def test_a_page_that_cannot_be_made_is_told_to_who_turned_it(
    classroom: Classroom, simcord_bot: StudyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = posts.private(await classroom.student.slash(classroom.channel, "movies list"))
    monkeypatch.setattr(simcord_bot.models.library, "catalogue", None)

    turned = await classroom.student.click(first, label="Next")

    assert "Something went wrong on my side" in posts.private(turned).content
    assert listed(first)[0].startswith("2001: A Space Odyssey (1968)")


async def test_the_list_of_what_is_looked_for(classroom: Classroom) -> None:
    animated = await told(classroom, "movies list", find="animation")
    assert "### 11 films like “animation”" in animated
    assert "Spirited Away (2001) · Animation, Fantasy" in animated
    assert "### 0 films like “zzzz”" in await told(classroom, "movies list", find="zzzz")
    odd = await told(classroom, "movies list", find=":" * film_list.MOST_TYPED * 2)
    assert odd.startswith("### 0 films")
