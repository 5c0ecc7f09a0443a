"""`/transform`: what a matrix does to the plane, in words and as an animation."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from simcord.results import ResponseMessage

from bot.drawing.style import Style
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from bot.topics.transform import answer as transform
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.conftest import Classroom
from tests.examples import examples


async def picture(message: ResponseMessage) -> Image.Image:
    (attachment,) = message.attachments
    return Image.open(io.BytesIO(await attachment.read()))


def answer(matrix: str) -> Answer:
    """Answer without drawing."""
    return transform.answer(Question("transform", {"matrix": matrix}), Style())


async def test_a_shear_is_an_animation_with_its_numbers(classroom: Classroom) -> None:
    message = await classroom.ask("transform", matrix="[1 1; 0 1]")
    post = posts.read(message)

    assert post.title == "Shear"
    assert post.facts == [
        "A = [ 1  1 ]",
        "    [ 0  1 ]",
        "î = [1, 0] → [1, 0]",
        "ĵ = [0, 1] → [1, 1]",
        "det A = 1: areas keep their size",
        "λ = 1 (twice), v = [1, 0]",
        "lengths and angles change",
    ]
    assert "slide parallel to the x-axis" in post.meaning
    assert post.buttons == ["Next: its eigenvectors", "Steps", "Copy", "Edit", "Share", "Delete"]
    (alt,) = post.alts
    assert alt.startswith("Animation.")
    assert "ĵ from [0, 1] to [1, 1]" in alt
    image = await picture(message)
    assert (image.format, image.size) == ("GIF", (550, 550))
    assert getattr(image, "n_frames", 1) > 20


async def test_without_motion_it_is_a_still_picture(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "settings mine", motion="off")

    message = await classroom.ask("transform", matrix="0 -1; 1 0")

    image = await picture(message)
    assert (image.format, getattr(image, "n_frames", 1)) == ("PNG", 1)
    assert not posts.alts(message)[0].startswith("Animation")


async def test_the_identity_is_a_still_picture(classroom: Classroom) -> None:
    message = await classroom.ask("transform", matrix="1 0; 0 1")

    assert (await picture(message)).format == "PNG"
    assert posts.read(message).title == "The identity"


async def test_a_plane_in_space_moves_and_turns(classroom: Classroom) -> None:
    message = await classroom.ask("transform", matrix="1 0; 0 1; 1 1")

    post = posts.read(message)
    assert post.title == "The plane, laid into space"
    assert post.buttons == ["Turn", "Steps", "Copy", "Edit", "Share", "Delete"]
    assert (await picture(message)).format == "GIF"
    turned = posts.private(await classroom.other.click(message, label="Turn"))
    (alt,) = posts.alts(turned)
    assert alt.startswith("Animation, turning.")
    image = await picture(turned)
    assert (image.format, getattr(image, "n_frames", 1)) == ("GIF", 60)


async def test_without_motion_a_plane_in_space_is_still(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "settings mine", motion="off")

    message = await classroom.ask("transform", matrix="1 0; 0 1; 1 1")

    assert "Turn" not in posts.read(message).buttons
    assert (await picture(message)).format == "PNG"


async def test_space_is_pressed_onto_the_plane(classroom: Classroom) -> None:
    message = await classroom.ask("transform", matrix="1 0 1; 0 1 1")

    post = posts.read(message)
    assert post.title == "Space, pressed onto the plane"
    assert "[−1, −1, 1] → origin" in post.facts
    assert post.buttons == ["Steps", "Copy", "Edit", "Share", "Delete"]
    assert (await picture(message)).format == "GIF"


async def test_the_steps_are_typeset(classroom: Classroom) -> None:
    message = await classroom.ask("transform", matrix="2 1; 1 2")

    page = posts.private(await classroom.other.click(message, label="Steps"))

    # 2·2 − 1·1 = 3; λ² − 4λ + 3 = 0
    alt = "\n".join(posts.alts(page))
    for words in ("det A = 2 · 2 − 1 · 1 = 3", "λ² − 4λ + 3 = 0", "λ = 3,    v = [1, 1]"):
        assert words in alt


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("[1 2 3 4; 4 5 6 7]", "2×4"),
        ("[1 0 0; 0 1 0; 0 0 1]", "3×3"),
        ("5", "1×1"),
        ("1; 2; 3", "3×1"),
    ],
)
async def test_other_sizes_are_refused(classroom: Classroom, typed: str, size: str) -> None:
    told = await classroom.refusal("transform", matrix=typed)

    assert told.startswith("**matrix**: Only a 2×2, 3×2 or 2×3 matrix can be shown")
    assert size in told
    assert "[1 1; 0 1]" in told


@pytest.mark.parametrize("typed", ["[]", "[1 2; 3]", "hello"])
async def test_what_is_no_matrix_is_refused_in_words(classroom: Classroom, typed: str) -> None:
    assert (await classroom.refusal("transform", matrix=typed)).startswith("**matrix**: ")


@pytest.mark.parametrize(
    ("typed", "title", "sentence"),
    [
        ("1 0; 0 1", "The identity", "Nothing moves."),
        ("0 0; 0 0", "The zero matrix", "Everything lands on the origin."),
        ("3 0; 0 3", "Scaling by 3", "Everything becomes larger: 3 times as far from the origin."),
        ("-1 0; 0 -1", "Rotation by 180°", "Half a turn around the origin."),
        ("0 -1; 1 0", "Rotation by 90°", "by 90° counter-clockwise."),
        ("0 1; -1 0", "Rotation by 90°", "by 90° clockwise."),
        # cos 45° is no fraction, yet it is recognised
        ("sqrt(2)/2 -sqrt(2)/2; sqrt(2)/2 sqrt(2)/2", "Rotation by 45°", "45° counter-clockwise."),
        # (3/5)² + (4/5)² = 1; tan⁻¹(4/3) = 53.130°
        ("3/5 -4/5; 4/5 3/5", "Rotation by about 53.13°", "counter-clockwise."),
        # columns of length √2 at right angles
        ("1 -1; 1 1", "Rotation by 45° and scaling", "everything becomes √2 times as long."),
        ("0 1; 1 0", "Reflection", "mirror image across the line y = x."),
        ("-1 0; 0 1", "Reflection", "mirror image across the y-axis."),
        # [2, 1] goes to [6/5 + 4/5, 8/5 - 3/5] = [2, 1]
        ("3/5 4/5; 4/5 -3/5", "Reflection", "mirror image across the line through [2, 1]."),
        ("0 2; 2 0", "Reflection and scaling", "across the line y = x, and everything becomes 2"),
        # [1, 0] stays, [-1, 2] goes to [-1 + 2, -2]
        ("1 1; 0 -1", "Oblique reflection", "the x-axis, not at right angles but along the line"),
        ("1 0; 3 1", "Shear", "Points slide parallel to the y-axis"),
        ("2 1; 0 2", "Shear and scaling", "Everything is scaled by 2. Points slide parallel"),
        ("1 0; 0 0", "Projection onto a line", "at right angles onto the x-axis"),
        ("1/2 1/2; 1/2 1/2", "Projection onto a line", "at right angles onto the line y = x"),
        ("1 1; 0 0", "Oblique projection", "along the line y = −x onto the x-axis"),
        ("1 2; 2 4", "Onto a line", "squashed onto the line through [1, 2]: there is no way back"),
        ("0 1; 0 0", "Onto a line", "onto the x-axis, and that line onto the origin: A² = 0."),
        ("2 0; 0 1", "Scaling along one line", "Scaled by 2 along the x-axis; the y-axis stays."),
        ("3 0; 0 -2", "Scaling along two lines", "by 3 along the x-axis, by −2 along the y-axis"),
        # 4 for [1, 1], 2 for [1, -1]
        ("3 1; 1 3", "Scaling along two lines", "4 along the line y = x, by 2 along the line y ="),
        # √2 ± 10⁻⁷ are two, though they look like one
        ("sqrt(2) 1; 1e-14 sqrt(2)", "Scaling along two lines", "Scaled by 1.4142 along"),
        # trace 5, det 10: 25 − 40 < 0; atan2(−3 − 2, 1 + 4) = −45°
        ("1 2; -3 4", "Turn and stretch", "then a turn of 45° clockwise"),
    ],
)
def test_a_special_matrix_is_recognised(typed: str, title: str, sentence: str) -> None:
    found = answer(typed)

    assert found.title == title
    assert sentence in found.meaning


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("0 -1; 1 0", "lengths and angles stay as they are"),
        ("0 1; 1 0", "det A = −1: areas keep their size, flipped over"),
        ("2 0; 0 -3", "det A = −6: areas × 6, flipped over"),
        ("1 -1; 1 1", "angles stay, lengths × √2"),
        ("1 -1; 1 1", "λ = 1 ± i: no line stays"),
        ("0 -2; 2 0", "λ = ±2i: no line stays"),
        ("1 2; 2 4", "det A = 0: no area is left"),
        ("2 0; 0 2", "λ = 2 (twice): every line stays"),
        ("0 0; 0 0", "λ = 0 (twice): every line shrinks to a point"),
        # λ² − λ − 1 = 0, the golden ratio
        ("1 1; 1 0", "λ = 1/2 + √5/2 ≈ 1.618, v = [1 + √5, 2]"),
        # 2.5² + 15/4 = 10
        ("1 2; -3 4", "λ = 5/2 ± √15/2 i ≈ 2.5 ± 1.9365i: no line stays"),
        ("0 -2; 1 0", "λ = ±√2 i ≈ ±1.4142i: no line stays"),
        # √2 · √2 − 2 · 1
        ("sqrt(2) 2; 1 sqrt(2)", "det A = 0: no area is left"),
        # rank 1, rounded: the second column is e times the first
        ("1 e; pi pi*e", "det A ≈ 0: no area is left"),
        ("sqrt(2) 0; 0 1+sqrt(2)", "det A = 2 + √2 ≈ 3.4142: areas × (2 + √2)"),
    ],
)
def test_the_facts_are_exact_where_they_can_be(typed: str, fact: str) -> None:
    assert fact in answer(typed).facts


def test_the_copies_can_be_pasted() -> None:
    copies = answer("1/2 0; 0 -2").copies

    assert "det A = -1" in copies.text
    assert "A = np.array([[1/2, 0], [0, -2]])" in copies.numpy
    assert r"\begin{bmatrix} \frac{1}{2} & 0 \\ 0 & -2 \end{bmatrix}" in copies.latex


ENTRIES = st.sampled_from(
    ["0", "1", "-1", "2.5", "-1/3", "pi", "sqrt(2)", "1e-9", "1e9", "1e150", "-1e-150", "1e300"]
)


@st.composite
def matrices(draw: st.DrawFn) -> str:
    rows, columns = draw(st.sampled_from([(2, 2), (2, 2), (3, 2), (2, 3)]))
    entries = draw(st.lists(ENTRIES, min_size=rows * columns, max_size=rows * columns))
    return "; ".join(" ".join(entries[i * columns : (i + 1) * columns]) for i in range(rows))


@examples(0.3)
@given(matrix=matrices())
@example("1e9 1; -1 1e9")
def test_any_sizes_of_numbers_are_answered_in_words(matrix: str) -> None:
    question = Question("transform", {"matrix": matrix})
    try:
        reply = answering.reply(question, Style(motion=False))
        pages = answering.steps(question, Style())
    except InputError:
        return
    assert reply.pictures[0].data.startswith(b"\x89PNG")
    assert 0 < len(reply.pictures[0].alt) <= 1024
    assert pages
    assert all(len(line) < 200 for line in reply.facts)


def test_a_turn_after_a_stretch_is_told_to_a_tenth_of_a_degree() -> None:
    # tan θ = (c − b) / (a + d) = (1 + 1) / (2 + 1), θ = 33.690°
    assert "then a turn of 33.7° counter-clockwise" in answer("2 -1; 1 1").meaning
    assert "then a turn of 33.7° clockwise" in answer("2 1; -1 1").meaning


def test_numbers_are_repeated_as_they_were_typed() -> None:
    reply = answering.reply(Question("transform", {"matrix": "[1.00001 0; 0 1]"}), Style())

    assert reply.facts == (
        "A = [ 1.00001  0 ]",
        "    [       0  1 ]",
        "î = [1, 0] → [1.00001, 0]",
        "ĵ = [0, 1] → [0, 1]",
        "det A = 1.00001: areas × 1.00001",
        "λ = 1.00001, v = [1, 0]",
        "λ = 1, v = [0, 1]",
        "lengths and angles change",
    )
    assert reply.meaning == "Scaled by 1.00001 along the x-axis; the y-axis stays."


def test_an_area_that_changes_a_little_does_not_keep_its_size() -> None:
    reply = answering.reply(Question("transform", {"matrix": "[1.00001 0; 0 1.00001]"}), Style())

    assert "det A ≈ 1.00002: areas × 1.00002" in reply.facts
