"""The dot product beside the cosine, where they disagree: in words, in a picture, in the steps."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Arrow, Fill, Line, Written
from bot.formula.node import text
from bot.topics.factorize import comparison
from bot.topics.factorize.comparison import Comparison
from bot.topics.factorize.model import Naming
from bot.topics.factorize.rays_figure import draw_rays
from bot.topics.kit import answering
from bot.topics.kit.answer import Reply
from bot.topics.kit.question import Question
from linalg_engine.factorization import Factorization, factorize
from tests.bot.drawing.painted import of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings

Floats = NDArray[np.float64]

NAN = float("nan")

TASTES = np.array([[5, 4, NAN, 1, 1], [4, 5, 5, 1, NAN], [1, 1, NAN, 5, 4], [NAN, 1, 2, 4, 5]])
TYPED = "name,a,b,c,d,e\nann,5,4,?,1,1\nbob,4,5,5,1,?\ncy,1,1,?,5,4\ndan,?,1,2,4,5"
NAMING = Naming(("ann", "bob", "cy", "dan"), ("a", "b", "c", "d", "e"))


def found(table: Floats = TASTES, rank: int = 2) -> Factorization:
    return factorize(table, rank, "plain", starts=8)


def compared() -> Comparison:
    shown = comparison.clearest(found(), NAMING)
    assert shown is not None
    return shown


def reply(ratings: str, **inputs: str) -> Reply:
    return answering.reply(Question("factorize", {"ratings": ratings, **inputs}), Style())


def painted(theme: Theme) -> tuple[Painted, str]:
    with recorded_paintings() as paintings:
        picture = draw_rays(compared(), Style(theme))
    (only,) = paintings
    assert faults(only) == []
    return only, picture.alt


def written(picture: Painted) -> list[str]:
    return [text(w.lettering.content) for w in of(picture, Written)]


def test_the_person_is_the_one_whose_two_items_differ_most_in_angle() -> None:
    factors = found()
    shown = comparison.clearest(factors, NAMING)
    assert shown is not None

    def angle(i: int, j: int) -> float:
        u, v = factors.users[i], factors.items[:, j]
        return float(np.degrees(np.arccos(u @ v / (np.linalg.norm(u) * np.linalg.norm(v)))))

    turns: list[float] = []
    for i in range(4):
        most = int(np.argmax(factors.users[i] @ factors.items))
        close = min(range(5), key=lambda j, i=i: angle(i, j))
        turns.append(angle(i, most) - angle(i, close))
        if i == shown.person:
            assert (shown.close.item, shown.most.item) == (close, most)
            assert shown.most.dot == pytest.approx(factors.users[i] @ factors.items[:, most])
            assert shown.close.cosine == pytest.approx(np.cos(np.radians(angle(i, close))))
            assert shown.most.length == pytest.approx(np.linalg.norm(factors.items[:, most]))
    assert shown.person == int(np.argmax(turns))


@pytest.mark.parametrize(
    ("table", "rank"),
    [
        (TASTES, 1),
        (TASTES, 3),
        (np.outer([1.0, 2, 3, 1], [1, 2, 4]), 2),  # one axis is empty
        (np.tile(TASTES, 3), 2),  # too many items for rays
        (np.eye(3) + 0.01, 2),  # no disagreement
    ],
)
def test_rays_are_for_a_plane_with_room_and_a_disagreement(table: Floats, rank: int) -> None:
    m, n = table.shape
    naming = Naming(tuple(f"p{i}" for i in range(m)), tuple(f"q{j}" for j in range(n)))
    assert comparison.clearest(found(table, rank), naming) is None


@given(st.integers(0, 10**6))
def test_the_item_of_the_larger_product_is_the_longer_one(seed: int) -> None:
    table = np.random.default_rng(seed).normal(size=(5, 4)).round(1)
    naming = Naming(tuple("vwxyz"), tuple("abcd"))
    shown = comparison.clearest(factorize(table, 2, "svd"), naming)
    if shown is not None:
        assert shown.most.dot > shown.close.dot
        assert shown.most.cosine < shown.close.cosine
        assert shown.most.length > shown.close.length


def test_who_has_rated_nothing_is_not_compared() -> None:
    table = np.vstack([np.full(5, NAN), TASTES])
    naming = Naming(("zoe", *NAMING.people), NAMING.items)
    shown = comparison.clearest(found(table), naming)
    assert shown is not None
    assert naming.people[shown.person] != "zoe"


@pytest.mark.parametrize("theme", Theme)
def test_a_person_and_all_items_are_rays_and_two_have_shadows(theme: Theme) -> None:
    picture, alt = painted(theme)
    shown, colours = compared(), COLOURS[theme]
    user, close, most = shown.users[shown.person], shown.close, shown.most

    rays = of(picture, Arrow)
    vectors = np.vstack([shown.users, shown.items.T])
    tips = np.array([ray.tip - ray.tail for ray in rays])
    scale = np.abs(tips).max() / np.abs(vectors).max()
    assert np.allclose(tips, scale * vectors, atol=0.01)
    assert [ray.colour for ray in rays] == [colours.row] * 4 + [colours.column] * 5
    thick = [k for k, ray in enumerate(rays) if ray.width == max(each.width for each in rays)]
    assert thick == sorted([shown.person, 4 + close.item, 4 + most.item])

    unit = user / np.linalg.norm(user)
    shadows = [fill for fill in of(picture, Fill) if fill.colour == colours.result]
    lengths = [float(np.hypot(*(fill.corners[1] - fill.corners[0]))) / scale for fill in shadows]
    expected = [float(shown.items[:, match.item] @ unit) for match in (most, close)]
    assert lengths == pytest.approx(expected)
    assert lengths[0] > lengths[1]
    # One at each side of the person's ray, beside it and apart from the other.
    across = np.array([-unit[1], unit[0]])
    sides = [sorted((fill.corners - rays[0].tail) @ across) for fill in shadows]
    assert sides[0] == pytest.approx([6, 6, 22, 22])
    assert sides[1] == pytest.approx([-22, -22, -6, -6])

    (arc,) = [line.points[0] for line in of(picture, Line) if line.points.shape[1] == 24]
    radii = np.linalg.norm(arc - rays[0].tail, axis=1)
    assert radii == pytest.approx(np.full(24, scale * np.linalg.norm(user) / 2))

    names = {NAMING.people[shown.person], NAMING.items[close.item], NAMING.items[most.item]}
    two = comparison.two
    said = {
        *names,
        f"dot {two(close.dot)}",
        f"dot {two(most.dot)}",
        "axis 1 →",
        "axis 2 ↑",
        f"Cosine and dot product disagree for {NAMING.people[shown.person]}",
    }
    assert said <= set(written(picture))
    for what, values in (
        ("cosine", (close.cosine, most.cosine)),
        ("dot product", (close.dot, most.dot)),
    ):
        line = ", ".join(
            f"{NAMING.items[match.item]} ({two(value)})"
            for match, value in zip((close, most), values, strict=True)
        )
        assert f"{what}: {line}" in written(picture)
        assert f"{what}: {line}" in alt
    assert {*NAMING.people, *NAMING.items} <= set(written(picture))


@pytest.mark.parametrize("seed", [31, 7])
def test_rays_of_many_items_keep_the_rules(seed: int) -> None:
    """Of the first, one name used to lie on a shadow."""
    generator = np.random.default_rng(seed)
    m, n = int(generator.integers(3, 9)), int(generator.integers(3, 11))
    table = generator.integers(1, 6, (m, n)).astype(float)
    naming = Naming(
        tuple(f"Person {i}" for i in range(m)), tuple(f"Film number {j}" for j in range(n))
    )
    shown = comparison.clearest(factorize(table, 2, "svd"), naming)
    assert shown is not None
    with recorded_paintings() as paintings:
        draw_rays(shown, Style())
    assert faults(paintings[0]) == []


def test_the_arc_takes_the_shorter_way_round() -> None:
    users = np.array([[-1.0, 0.1]])
    items = np.array([[-1.0, -3.0], [-0.1, 2.0]])
    shown = Comparison.of(Naming(("x",), ("a", "b")), users, items, 0, 0, 1)
    with recorded_paintings() as paintings:
        draw_rays(shown, Style())
    (picture,) = paintings
    assert "11°" in written(picture)


def test_of_a_larger_table_one_person_is_drawn_and_the_map_beside() -> None:
    more = [[3, 3, 5, 3, 4], [2, 2, 4, 5, 5]]
    table = f"{TYPED}\neva,3,3,5,3,4\nfay,2,2,4,5,5"
    names = [picture.name for picture in reply(table).pictures]
    assert names == ["factors.png", "rebuilt.png", "map.png", "rays.png"]

    people = (*NAMING.people, "eva", "fay")
    shown = comparison.clearest(found(np.vstack([TASTES, more])), Naming(people, NAMING.items))
    assert shown is not None
    with recorded_paintings() as paintings:
        picture = draw_rays(shown, Style())
    (drawn,) = paintings
    assert faults(drawn) == []
    assert len(of(drawn, Arrow)) == 6
    assert [name for name in people if name in written(drawn)] == [people[shown.person]]
    assert picture.alt.startswith(f"{people[shown.person]} and items as rays.")


def test_the_answer_has_the_rays_in_the_place_of_the_map_and_explains_them() -> None:
    answer = reply(TYPED)

    assert [picture.name for picture in answer.pictures] == [
        "factors.png",
        "rebuilt.png",
        "rays.png",
    ]
    assert answer.pictures[2].alt.startswith("People and items as rays.")
    shown = compared()
    person, close, most = shown.person + 1, shown.close.item + 1, shown.most.item + 1
    assert f"Dot product and cosine disagree for row {person}." in answer.meaning
    assert f"Column {close} lies in the nearest direction" in answer.meaning
    assert f"but column {most} has the larger dot product" in answer.meaning
    lengths = re.search(r"its vector is longer \(([\d.]+) against ([\d.]+)\)", answer.meaning)
    assert lengths is not None
    assert float(lengths[1]) > float(lengths[2])


def test_the_steps_work_out_both_products_and_both_cosines() -> None:
    pages = answering.steps(Question("factorize", {"ratings": TYPED}), Style())
    alt = " ".join(page.alt for page in pages)
    shown = compared()
    user = shown.users[shown.person]

    assert f"Dot product and cosine for row {shown.person + 1} of U" in alt
    dots = [float(x) for x in re.findall(r"dot ≈ .*? ≈ (−?[\d.]+);", alt)]
    cosines = [float(x) for x in re.findall(r"cosine ≈ .*? ≈ (−?[\d.]+)", alt)]
    for match, dot, cosine in zip((shown.close, shown.most), dots, cosines, strict=True):
        item = shown.items[:, match.item]
        assert dot == pytest.approx(user @ item, abs=1e-3)
        lengths = np.linalg.norm(user) * np.linalg.norm(item)
        assert cosine == pytest.approx(user @ item / lengths, abs=1e-3)
