"""`/data plane`: points in space onto the plane that is nearest to them, in simulated Discord."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.spatial.distance import pdist, squareform

from bot.drawing.picture import Picture
from bot.drawing.style import COLOURS, Style, Theme
from bot.drawing.things import Line, Marks
from bot.topics.kit import answering
from bot.topics.kit.question import Question
from bot.topics.plane import asking, examples, flattened
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.bot.drawing.painted import of, words_of
from tests.bot.drawing.rules import Painted, faults, recorded_paintings
from tests.bot.intake.workbook_files import xlsx

COLOUR = COLOURS[Theme.DARK]
STILL = Style(motion=False)
FLOORS = np.array([line.split(",")[1:] for line in examples.FLOORS.splitlines()[1:]], dtype=float)


def asked(text: str) -> Question:
    return Question("data plane", {"data": text})


def typed(points: np.ndarray) -> str:
    return "\n".join(" ".join(map(str, row)) for row in points)


def cloud(n: int) -> np.ndarray:
    return np.random.default_rng(n).normal(size=(n, 3)).round(3) * (5, 3, 1)


def drawn(text: str, style: Style = STILL) -> tuple[list[Picture], list[Painted]]:
    with recorded_paintings() as paintings:
        pictures = answering.reply(asked(text), style).pictures
    assert [fault for painted in paintings for fault in faults(painted)] == []
    return [*pictures], paintings


async def test_two_floors_come_too_close(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("data plane", data="two floors"))

    centred = FLOORS - FLOORS.mean(axis=0)
    _, values, axes = np.linalg.svd(centred)
    kept = 100 * float((values[:2] ** 2).sum() / (values**2).sum())
    assert post.title == f"The best plane keeps {kept:.1f} % of the variance"
    assert post.facts[0] == "10 points: x, y, z"
    after = np.linalg.norm((FLOORS[1] - FLOORS[6]) @ axes[:2].T)
    assert post.fact("too close:") == f"B and G, 3 apart in space, {after:.3f} in the plane"
    assert f"the mean square is {values[2] ** 2 / 10:.3f}" in post.facts[1]
    assert "B and G shrink from 3 to 0.18" in post.meaning
    assert len(post.alts) == 2
    assert "B and G: 3 apart in space, 0.18 here" in post.alts[1]


@pytest.mark.parametrize(
    ("points", "says"),
    [
        (
            "0.4,3.1,3.1; -0.2,2.9,2.9; 0.2,3.3,2.8; 0,2.7,3.2; 0.3,3.1,2.7; -0.1,2.9,3.3",
            "row 4 and row 6: 0.24 apart in space, 0 here",
        ),
        ("4,7,2; -4,-1,0; 3,-1,0; -3,7,2; -2,7,-1; 2,-1,3", "through the mean (0, 3, 1)"),
        ("2,-1,4; -2,1,-2; 3,2,-1; -3,-2,3", "through the mean (0, 0, 1)"),
        ("0.2,-0.8,0.4; 1.8,0.8,1.6; 1.8,0.6,1.8; 0.2,-0.6,0.2", "through the mean (1, 0, 1)"),
    ],
)
def test_what_is_zero_within_rounding_is_said_to_be_zero(points: str, says: str) -> None:
    reply = answering.reply(asked(points), STILL)

    said = " ".join([*reply.facts, str(reply.meaning), *(each.alt for each in reply.pictures)])
    assert says in said
    assert "×10⁻" not in said


def test_two_distances_that_hardly_differ_are_told_apart() -> None:
    reply = answering.reply(asked("1,2,3; 2,3,5; 3,5,8; 4,4,7; 0,1,1"), STILL)

    assert "row 2 and row 4 shrink from 3 to 2.997," in str(reply.meaning)
    assert "row 2 and row 4: 3 apart in space, 2.997 here" in reply.pictures[0].alt + (
        reply.pictures[-1].alt
    )


async def test_without_data_a_form_opens(classroom: Classroom) -> None:
    result = await classroom.student.slash(classroom.channel, "data plane")

    assert result.modal is not None


async def test_a_file_is_read(classroom: Classroom) -> None:
    file = ("leaf.csv", examples.LEAF.encode())
    post = posts.read(await classroom.ask("data plane", file=file))

    assert post.facts[0] == "9 points: x, y, z"


async def test_another_sheet_of_a_workbook(classroom: Classroom) -> None:
    rows = [["name", "x", "y", "z"], ["a", 1, 2, 3], ["b", 3, 5.5, 0], ["c", 9, 1, 1]]
    book = xlsx({"First": rows, "Second": [*rows, ["d", 4, 4, 7]]})
    message = await classroom.ask("data plane", file=("b.xlsx", book))
    assert posts.read(message).facts[0] == "3 points: x, y, z"
    menu = next(
        part
        for row in message.components
        for part in row.get("components", ())
        if "sheet" in str(part.get("custom_id"))
    )

    other = await classroom.student.select(message, ["Second"], custom_id=menu["custom_id"])

    assert posts.read(posts.response(other)).facts[0] == "4 points: x, y, z"


def test_the_examples_offered_are_there() -> None:
    assert {*asking.READY} == {*examples.EXAMPLES}


@pytest.mark.parametrize("n", [4, 25])
def test_no_other_plane_is_nearer(n: int) -> None:
    """The plane against one found by minimizing over directions of a normal."""
    points = cloud(n)
    centred = points - points.mean(axis=0)

    def squares(angles: np.ndarray) -> float:
        a, b = angles
        normal = np.array([np.cos(a) * np.cos(b), np.sin(a) * np.cos(b), np.sin(b)])
        return float(((centred @ normal) ** 2).sum())

    starts = [(0.0, 0.0), (1.5, 0.1), (0.5, 1.4)]
    least = min(minimize(squares, start, tol=1e-12).fun for start in starts)
    found = flattened.read(asked(typed(points)))
    assert float((found.residuals**2).sum()) == pytest.approx(least, rel=1e-6)
    assert found.kept == pytest.approx(1 - least / float((centred**2).sum()))


@pytest.mark.parametrize("n", [3, 4, 25])
def test_the_pair_is_the_one_whose_distance_shrinks_most(n: int) -> None:
    points = cloud(n)
    found = flattened.read(asked(typed(points)))

    assert squareform(pdist(found.placed)) == pytest.approx(squareform(pdist(points)))
    before, after = pdist(points), pdist(found.flat)
    assert found.distances[0] - found.distances[1] == pytest.approx(float((before - after).max()))
    i, j = found.closer
    assert found.distances[0] == pytest.approx(float(np.linalg.norm(points[i] - points[j])))


def test_the_program_to_copy_gives_the_residuals() -> None:
    copies = answering.copies(asked(examples.FLOORS), STILL)

    scope: dict[str, Any] = {}
    *lines, last = copies.numpy.splitlines()
    exec("\n".join(lines), scope)  # noqa: S102
    found = flattened.read(asked(examples.FLOORS))
    assert eval(last, scope) == pytest.approx(found.residuals)  # noqa: S307
    # The signs of directions are free.
    assert np.abs(scope["plane"]) == pytest.approx(np.abs(found.flat))
    assert copies.files[0][1].splitlines()[0] == "name,first,second,residual"


def test_the_matrix_of_the_way_back_lays_the_plane_into_space() -> None:
    facts = answering.answer(asked(examples.FLOORS), STILL).facts

    at = facts.index("W lays the plane back into space, from the mean:")
    lines = " ".join(facts[at + 1 : at + 4])
    numbers = [float(x) for x in re.findall(r"-?\d\.\d+", lines.replace("−", "-"))]
    found = flattened.read(asked(examples.FLOORS))
    assert numbers == pytest.approx(found.axes[:2].T.ravel(), abs=6e-5)
    back = FLOORS.mean(axis=0) + found.flat @ found.axes[:2]
    assert np.linalg.norm(FLOORS - back, axis=1) == pytest.approx(found.residuals)


def test_points_in_one_plane_lose_nothing() -> None:
    found = answering.answer(asked("1 2 3; 4 5 7; 2 2 2"), STILL)

    assert found.title == "The best plane keeps 100 % of the variance"
    assert "every point lies in the plane" in found.facts
    assert "two numbers for each say everything" in found.meaning


def test_rows_with_blanks_are_left_out_and_that_is_said() -> None:
    found = answering.answer(asked("x,y,z\n1,2,3\n4,?,6\n0,1,5\n2,2,2\n7,1,0"), STILL)

    assert found.facts[0].startswith("4 points")
    assert "1 row with blanks left out" in found.facts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no data yet"),
        ("1 2; 3 4; 5 7", "has 3 numbers, and these rows have 2"),
        ("1 2 3; 4 5 6", "3 to 1000 complete rows, and there are 2"),
        ("1 2 3; 1 2 3; 1 2 3", "do not spread"),
    ],
)
def test_what_is_no_cloud_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        answering.answer(asked(text), STILL)


def test_the_pair_is_marked_in_both_pictures() -> None:
    _, (space, plane) = drawn(examples.FLOORS)

    for painted in (space, plane):
        pair = [m for m in of(painted, Marks) if m.colour == COLOUR.rest]
        assert sum(len(m.centres) for m in pair) == 2
        assert {"B", "G", "A", "J"} <= {*words_of(painted)}
    # From every point to its foot in the plane.
    lines = [thing for thing in of(space, Line) if thing.colour == COLOUR.rest]
    assert sum(len(line.points) for line in lines) == 10
    found = flattened.read(asked(examples.FLOORS))
    (others,) = [m for m in of(plane, Marks) if m.colour == COLOUR.first]
    (pair,) = [m for m in of(plane, Marks) if m.colour == COLOUR.rest]
    pixels = np.vstack([others.centres, pair.centres])
    far = [i for i in range(10) if i not in found.closer]
    points = np.vstack([found.flat[far], found.flat[[*found.closer]]])
    assert pdist(pixels) / pdist(pixels).max() == pytest.approx(pdist(points) / pdist(points).max())


@pytest.mark.parametrize("text", [typed(cloud(60)), "1 2 3; 4 5 7; 2 2 2"], ids=["many", "exact"])
def test_pictures_can_be_read(text: str) -> None:
    drawn(text, Style(Theme.LIGHT, motion=False))


def test_the_camera_rises() -> None:
    pictures, _ = drawn(examples.LEAF, Style())

    assert [picture.name for picture in pictures] == ["space.gif", "plane.png"]
    assert "The camera rises" in pictures[0].alt


def test_a_long_cloud_leaves_no_room_unused() -> None:
    drawn("-9.02 .76 .02; .6 -.07 0; -10.53 .42 .01", Style())


def test_the_steps_are_of_the_farthest_point() -> None:
    working = answering.answer(asked(examples.FLOORS), STILL).working

    assert working is not None
    found = flattened.read(asked(examples.FLOORS))
    name = found.names[int(found.residuals.argmax())]
    assert f"The point {name} from the mean" in working.plain()
    assert f"{found.residuals.max():.4f}" in working.plain()


async def test_steps_copy_and_edit(classroom: Classroom) -> None:
    message = await classroom.ask("data plane", data="1 2 3; 4 5 7; 2 2 2; 0 1 5")

    steps = posts.private(await classroom.other.click(message, label="Steps"))
    assert "Onto the best plane, and back" in posts.alts(steps)[0]
    copied = posts.private(await classroom.other.click(message, label="Copy"))
    assert {*await posts.files(copied)} == {"plane.csv"}
    form = await classroom.student.click(message, label="Edit")
    changed = posts.response(
        await classroom.student.submit_modal(form, {"data": "1 2 3; 4 5 7; 2 2 2"})
    )
    assert posts.read(changed).title == "The best plane keeps 100 % of the variance"
