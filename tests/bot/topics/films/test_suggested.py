"""`/recommend`, in a simulated Discord."""

from __future__ import annotations

import re
from typing import Any

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.chat.client import StudyBot
from bot.topics.films.balances import BALANCES
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width
from tests.bot.topics.films.acting import FAMILY, hiding, menus, rate, recommended, titles, told

LIGHT = {"The Big Lebowski", "Notting Hill", "When Harry Met Sally...", "Mamma Mia!", "Grease"}
LIGHT |= {"La La Land", "Dirty Dancing", "The Princess Bride", "Ferris Bueller's Day Off"}
DARK = {"Seven", "Memento", "The Silence of the Lambs", "Fight Club", "Pulp Fiction"}
DARK |= {"No Country for Old Men", "Alien", "The Dark Knight Rises", "Inception", "The Matrix"}
DARK |= {"The Godfather", "Goodfellas", "Get Out", "Oldboy", "Parasite", "Psycho", "The Shining"}
DARK |= {"Heat", "The Exorcist", "The Shawshank Redemption"}


async def test_family_films_for_a_family_taste_and_the_reverse(classroom: Classroom) -> None:
    loved = {"Shrek": 5, "Toy Story": 5, "Finding Nemo": 5}
    hated = {"Seven": 1, "Memento": 1}
    await rate(classroom, **{name.replace(" ", "_"): s for name, s in {**loved, **hated}.items()})

    post = posts.read(await recommended(classroom))

    assert post.title == "Five films for you"
    assert len(titles(post)) == 5
    assert titles(post)[0] in FAMILY
    assert {*titles(post)} <= FAMILY | LIGHT - loved.keys()
    given = {f"{name} {stars}" for name, stars in {**loved, **hated}.items()}
    reasons = [re.findall(r"\+\d\.\d: you gave (.+)", line) for line in post.facts[2::3]]
    assert all(named and {*named[0].split(" and ")} <= given for named in reasons)
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
        "film,stars,low,high,good,great,watch\n"
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
    assert all(re.match(r"  \+\d\.\d: you like [STM]", line) for line in post.facts[2::3])
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
