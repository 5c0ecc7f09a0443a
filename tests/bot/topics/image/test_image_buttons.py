"""What is below the answers of `/image`: forms, menus, steps, the animation; with a file sent."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from simcord.results import ResponseMessage

from tests.bot import posts
from tests.bot.conftest import Classroom


def stripes() -> bytes:
    """Return a picture of 20 × 30 pixels whose rows are all alike, but for one pixel."""
    pixels = np.zeros((20, 30, 3), np.uint8)
    pixels[:, ::3] = (200, 100, 50)
    pixels[4, 5] = 255
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


FILE = ("stripes.png", stripes())


def menu(message: ResponseMessage, name: str) -> str:
    """Return the id of the menu that changes an input."""
    return next(
        str(part["custom_id"])
        for row in message.components
        for part in row.get("components", ())
        if f":{name}:" in str(part.get("custom_id"))
    )


async def test_another_rank_from_the_menu(classroom: Classroom) -> None:
    message = await classroom.ask("image rank", file=FILE, rank=1)
    assert posts.read(message).title.startswith("Rank 1 of 2: ")

    chosen = await classroom.student.select(message, ["2"], custom_id=menu(message, "rank"))

    post = posts.read(posts.response(chosen))
    assert post.title.startswith("Rank 2 of 2: 100 % kept")
    assert "Animation" not in post.alts[0]
    played = posts.private(await classroom.other.click(message, label="Play"))
    assert posts.alts(played) == ["The picture of rank 1, 2, one after the other."]


async def test_another_kernel_from_the_menu(classroom: Classroom) -> None:
    message = await classroom.ask("image filter", file=FILE)

    chosen = await classroom.student.select(message, ["blur"], custom_id=menu(message, "_kernel"))

    post = posts.read(posts.response(chosen))
    assert post.title == "Blur: the dot product with 600 patches"
    assert post.meaning.startswith("The mean of nine neighbours")


async def test_what_was_typed_last_counts(classroom: Classroom) -> None:
    """A kernel of one's own before one by name, the menu before both, and then the form."""
    own = "[0 1 0; 1 1 1; 0 1 0]"
    message = await classroom.ask("image filter", file=FILE, kernel="edges", own=own)
    assert posts.read(message).title.startswith("Your kernel")

    chosen = posts.response(
        await classroom.student.select(message, ["blur"], custom_id=menu(message, "_kernel"))
    )
    assert posts.read(chosen).title.startswith("Blur")
    back = posts.response(
        await classroom.student.select(chosen, ["own"], custom_id=menu(chosen, "_kernel"))
    )
    assert posts.read(back).title.startswith("Your kernel")
    form = await classroom.student.click(chosen, label="Edit")
    edited = posts.response(await classroom.student.submit_modal(form, {"own": "[1]"}))
    assert "kernel = [ 1 ]" in posts.read(edited).facts


@pytest.mark.parametrize("command", ["image tensor", "image rank", "image filter"])
async def test_steps_of_a_picture_that_was_sent(classroom: Classroom, command: str) -> None:
    message = await classroom.ask(command, file=FILE)

    steps = posts.private(await classroom.other.click(message, label="Steps"))

    assert all("step by step" in alt for alt in posts.alts(steps))
    assert posts.alts(steps)


async def test_an_edit_keeps_the_picture_that_was_sent(classroom: Classroom) -> None:
    message = await classroom.ask("image filter", file=FILE)
    form = await classroom.student.click(message, label="Edit")

    own = "[0 1 0; 1 1 1; 0 1 0]"
    changed = posts.response(await classroom.student.submit_modal(form, {"own": own, "kernel": ""}))

    assert posts.read(changed).title == "Your kernel: the dot product with 600 patches"


async def test_an_edit_can_choose_one_that_stands_ready(classroom: Classroom) -> None:
    message = await classroom.ask("image tensor", file=FILE)
    form = await classroom.student.click(message, label="Edit")

    changed = posts.response(await classroom.student.submit_modal(form, {"picture": "city"}))

    assert posts.read(changed).title == "A tensor of 180 × 240 × 3 = 129,600 numbers"
