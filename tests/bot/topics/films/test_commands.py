"""`/rate`, `/ratings`, `/recommend`, `/similar` and `/movies`, in a simulated Discord."""

from __future__ import annotations

import csv
import re
from typing import Any

import numpy as np
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.store import MOST_RATINGS
from bot.topics.films import film_list
from bot.topics.films.balances import BALANCES
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width
from tests.bot.posts import Post

FAMILY = {"Shrek", "Toy Story", "Finding Nemo", "The Lion King", "Monsters, Inc.", "Frozen"}
FAMILY |= {"Paddington", "Spirited Away", "Harry Potter and the Sorcerer's Stone", "WALL-E"}
FAMILY |= {"My Neighbor Totoro", "The Sound of Music", "Singin' in the Rain", "Groundhog Day"}
LIGHT = {"The Big Lebowski", "Notting Hill", "When Harry Met Sally...", "Mamma Mia!", "Grease"}
LIGHT |= {"La La Land", "Dirty Dancing", "The Princess Bride", "Ferris Bueller's Day Off"}
DARK = {"Seven", "Memento", "The Silence of the Lambs", "Fight Club", "Pulp Fiction"}
DARK |= {"No Country for Old Men", "Alien", "The Dark Knight Rises", "Inception", "The Matrix"}
DARK |= {"The Godfather", "Goodfellas", "Get Out", "Oldboy", "Parasite", "Psycho", "The Shining"}
DARK |= {"Heat", "The Exorcist", "The Shawshank Redemption"}

FILM = re.compile(r"(?P<stars>\d\.\d)  (?P<title>.+) \(\d{4}\)")


async def told(classroom: Classroom, command: str, **options: Any) -> str:
    """Send a command as the student; return the framed text that only the student sees."""
    result = await classroom.student.slash(classroom.channel, command, **options)
    return posts.texts(posts.private(result))[0]


async def rate(classroom: Classroom, **stars: float) -> None:
    """Rate films as the student; an underscore stands for a blank."""
    for title, given in stars.items():
        name = title.replace("_", " ")
        assert "You gave **" in await told(classroom, "rate", movie=name, stars=given)


async def recommended(classroom: Classroom) -> ResponseMessage:
    """Ask for films as the student, by what the student has rated."""
    return posts.private(await classroom.student.slash(classroom.channel, "recommend"))


def titles(post: Post) -> list[str]:
    """Return the films that are suggested, in order."""
    return [found["title"] for line in post.facts if (found := FILM.fullmatch(line))]


def menus(message: ResponseMessage) -> list[dict[str, Any]]:
    """Return the menus below a message."""
    parts = [part for row in message.components for part in row.get("components", ())]
    return [part for part in parts if "options" in part]


def hiding(message: ResponseMessage) -> dict[str, Any]:
    """Return the menu that hides films."""
    return next(menu for menu in menus(message) if "linalg:seen:" in menu["custom_id"])


# Rating


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


# Suggestions


async def test_family_films_for_a_family_taste_and_the_reverse(classroom: Classroom) -> None:
    loved = {"Shrek": 5, "Toy Story": 5, "Finding Nemo": 5}
    hated = {"Seven": 1, "Memento": 1}
    await rate(classroom, **{name.replace(" ", "_"): s for name, s in {**loved, **hated}.items()})

    post = posts.read(await recommended(classroom))

    assert post.title == "Five films for you"
    assert len(titles(post)) == 5
    assert titles(post)[0] in FAMILY
    assert {*titles(post)} <= FAMILY | LIGHT - loved.keys()
    given = {f"{name} ({stars})" for name, stars in {**loved, **hated}.items()}
    reasons = [re.findall(r"\+\d\.\d by (.+?\))", line) for line in post.facts[2::3]]
    assert all(named and {*named} <= given for named in reasons)
    assert post.buttons[:3] == ["More", "Map", "Explain"]
    assert "Suggested: " in post.alts[0]
    assert "“you” is at (" in post.alts[0]
    assert classroom.seen_by(classroom.other) == []

    await rate(classroom, Shrek=1, Toy_Story=1, Finding_Nemo=1, Seven=5, Memento=5)
    post = posts.read(await recommended(classroom))

    assert {*titles(post)} <= DARK - hated.keys()


async def test_nobody_is_recommended_what_they_rated(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    library = simcord_bot.models.library
    rated = {key: 1.0 + k % 9 / 2 for k, key in enumerate(library.keys[:77])}
    await simcord_bot.store.ratings.rate(classroom.student.id, rated)

    post = posts.read(await recommended(classroom))

    assert post.title == "Three films for you"
    assert {*titles(post)} == {film.title for film in library.catalogue.films[77:]}
    assert "More" not in post.buttons


async def test_everything_rated(classroom: Classroom, simcord_bot: StudyBot) -> None:
    everything = dict.fromkeys(simcord_bot.models.library.keys, 4.0)
    await simcord_bot.store.ratings.rate(classroom.student.id, everything)

    message = await recommended(classroom)
    post = posts.read(message)

    assert post.title == "Nothing is left to suggest"
    assert post.facts == ["all 80 films are rated or hidden"]
    assert is_of_full_width(await posts.picture(message))
    steps = posts.private(await classroom.student.click(message, label="Explain"))
    assert "generosity" in posts.alts(steps)[0]


@pytest.mark.parametrize("stars", [0.5, 3.0, 5.0])
async def test_one_rating_only_and_all_alike(classroom: Classroom, stars: float) -> None:
    await rate(classroom, Shrek=stars)
    one = posts.read(await recommended(classroom))
    assert len(titles(one)) == 5
    assert "From one film I know little" in one.meaning

    await rate(classroom, Seven=stars, Amélie=stars, Star_Wars=stars)
    alike = posts.read(await recommended(classroom))
    assert len(titles(alike)) == 5
    assert {*titles(alike)}.isdisjoint({"Shrek", "Seven", "Amélie", "Star Wars"})


async def test_explain_typesets_the_normal_equations(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5, Seven=1)
    message = await recommended(classroom)

    steps = posts.private(await classroom.student.click(message, label="Explain"))
    alt = " ".join(posts.alts(steps))

    assert "you gave Seven 1 and you gave Shrek 5." in alt
    assert re.search(r"How many stars I expect for .*from people on average.*≈.*Λ", alt)
    assert "(Λ + Z^⊤WZ)x = Z^⊤Wt" in alt
    assert "since you gave Shrek 5" in alt
    copies = posts.private(await classroom.student.click(message, label="Copy"))
    assert "np.linalg.solve(prior + Z.T @ (w[:, None] * Z)" in posts.texts(copies)[1]
    assert (await posts.files(copies))["predictions.csv"].startswith(
        "film,stars,low,high,good,watch\n"
    )


async def test_more_goes_on_and_begins_again(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5)
    message = await recommended(classroom)
    seen = titles(posts.read(message))

    for _ in range(15):
        message = posts.response(await classroom.student.click(message, label="More"))
        seen += titles(posts.read(message))
    assert len(seen) == len({*seen}) == 79
    assert posts.read(message).title == "Films 76 to 79 for you"

    message = posts.response(await classroom.student.click(message, label="More"))
    assert titles(posts.read(message)) == seen[:5]


async def test_what_was_seen_is_hidden_for_good(classroom: Classroom) -> None:
    await rate(classroom, Shrek=5)
    message = await recommended(classroom)
    before = titles(posts.read(message))
    menu = hiding(message)

    chosen = [option["value"] for option in menu["options"][:2]]
    after = posts.response(
        await classroom.student.select(message, chosen, custom_id=menu["custom_id"])
    )

    assert after.id == message.id
    assert titles(posts.read(after))[:3] == before[2:]
    assert {*titles(posts.read(await recommended(classroom)))}.isdisjoint(before[:2])
    assert (await told(classroom, "ratings")).count("seen  ") == 2


async def test_another_order_is_chosen_below(classroom: Classroom) -> None:
    def order_menu(message: ResponseMessage) -> dict[str, Any]:
        return next(m for m in menus(message) if "linalg:balance:" in m["custom_id"])

    message = await classroom.ask("recommend", likes="Shrek, Titanic, Alien")
    message = posts.response(await classroom.student.click(message, label="More"))
    values = [option["value"] for option in order_menu(message)["options"]]

    for value in values:
        name = order_menu(message)["custom_id"]
        chosen = await classroom.student.select(message, [value], custom_id=name)
        message = posts.response(chosen)
        post = posts.read(message)
        assert post.title == "Five films for this taste"
        assert next(b.effect for b in BALANCES if b.name == value) in post.meaning
    name = order_menu(message)["custom_id"]
    refused = await classroom.other.select(message, values[:1], custom_id=name)
    assert posts.private(refused).content.startswith("Only the person who asked can change this.")


async def test_likes_without_saving(classroom: Classroom) -> None:
    message = await classroom.ask("recommend", likes="shreck, Monsters, Inc.; toy story")
    post = posts.read(message)

    assert post.title == "Five films for this taste"
    assert titles(post)[0] in FAMILY
    assert {*titles(post)}.isdisjoint({*DARK, "Shrek", "Monsters, Inc.", "Toy Story"})
    assert all(re.match(r"  \+\d\.\d by [STM]", line) for line in post.facts[2::3])
    assert "A like counts as" in post.meaning
    assert "rated no films yet" in await told(classroom, "ratings")
    steps = posts.private(await classroom.other.click(message, label="Explain"))
    assert "since you like Shrek" in posts.alts(steps)[0]


async def test_commas_inside_titles(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("recommend", likes="Monsters, Inc., Frozen"))

    assert titles(post)[0] in FAMILY
    assert {*titles(post)}.isdisjoint({*DARK, "Monsters, Inc.", "Frozen"})


async def test_dislikes_alone(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("recommend", dislikes="Shrek, Frozen, The Lion King"))

    assert {*titles(post)}.isdisjoint(FAMILY)


async def test_the_last_page_may_have_one_film(classroom: Classroom, simcord_bot: StudyBot) -> None:
    rated = dict.fromkeys(simcord_bot.models.library.keys[6:], 3.0)
    await simcord_bot.store.ratings.rate(classroom.student.id, rated)

    message = await recommended(classroom)
    last = posts.response(await classroom.student.click(message, label="More"))

    assert posts.read(last).title == "Film 6 for you"


async def test_hiding_below_a_typed_taste_keeps_nothing(classroom: Classroom) -> None:
    message = await classroom.ask("recommend", likes="Shrek")
    before = titles(posts.read(message))
    menu = hiding(message)
    after = await classroom.student.select(
        message, [menu["options"][0]["value"]], custom_id=menu["custom_id"]
    )

    assert titles(posts.read(posts.response(after)))[:4] == before[1:]
    assert "rated no films yet" in await told(classroom, "ratings")


@pytest.mark.parametrize(
    ("likes", "words"),
    [
        ("Shrek, Nothing Like That", "I know no film called “Nothing Like That”"),
        ("x" * 1001, "read up to 1000"),
        (";".join(["Shrek"] * 31), "read up to 30"),
    ],
)
async def test_likes_that_cannot_be_read(classroom: Classroom, likes: str, words: str) -> None:
    assert words in await classroom.refusal("recommend", likes=likes)


async def test_others_cannot_change_or_look_into_what_is_kept(classroom: Classroom) -> None:
    message = await classroom.ask("recommend", likes="Shrek")
    menu = hiding(message)

    more = posts.private(await classroom.other.click(message, label="More"))
    hidden = await classroom.other.select(
        message, [menu["options"][0]["value"]], custom_id=menu["custom_id"]
    )

    assert more.content.startswith("Only the person who asked can change this.")
    assert posts.private(hidden).content.startswith("Only the person who asked can change this.")


async def test_the_form_for_whoever_has_rated_nothing(classroom: Classroom) -> None:
    form = await classroom.student.slash(classroom.channel, "recommend")
    loved, hated = _form_menus(form)

    assert len(loved["options"]) == len(hated["options"]) == 25
    keys = {option["label"][:-7]: option["value"] for option in loved["options"]}
    likes, (dislike, *_) = sorted(FAMILY & keys.keys())[:2], sorted(DARK & keys.keys())
    picks = {
        loved["custom_id"]: [keys[title] for title in likes],
        hated["custom_id"]: [keys[dislike]],
    }
    post = posts.read(posts.private(await classroom.student.submit_modal(form, picks)))

    assert {*titles(post)}.isdisjoint(DARK.union(likes))
    lines = (await told(classroom, "ratings")).split("```\n")[1].splitlines()
    assert sorted(line[:-7] for line in lines) == [
        f"dislike  {dislike}",
        *(f"like  {title}" for title in likes),
    ]


@pytest.mark.simcord(check_errors=False)
async def test_a_form_that_says_nothing_or_both(classroom: Classroom) -> None:
    form = await classroom.student.slash(classroom.channel, "recommend")
    loved, hated = _form_menus(form)
    shrek = [o["value"] for o in loved["options"] if o["label"] == "Shrek (2001)"]

    nothing = await classroom.student.submit_modal(
        form, {loved["custom_id"]: [], hated["custom_id"]: []}
    )
    form = await classroom.student.slash(classroom.channel, "recommend")
    loved, hated = _form_menus(form)
    both = await classroom.student.submit_modal(
        form, {loved["custom_id"]: shrek, hated["custom_id"]: shrek}
    )

    assert posts.private(nothing).content.startswith("Choose at least one film")
    assert "is in both lists" in posts.private(both).content
    assert "rated no films yet" in await told(classroom, "ratings")


def _form_menus(form: InteractionResult) -> tuple[dict[str, Any], dict[str, Any]]:
    assert form.modal is not None
    loved, hated = (part["component"] for part in form.modal["components"])
    return loved, hated


# Neighbours, the map, the list


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
