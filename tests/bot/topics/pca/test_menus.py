"""The menus below `/pca` through simulated Discord."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot import posts
from tests.bot.conftest import Classroom

MARKS = (
    "name,math,art,sport\nann,3,1,2\nbob,1,5,4\ncy,2,2,5\ndee,5,1,1\neli,4,2,1\nfay,?,4,4\n"
    "gus,2,3,3"
)


def menus(message: Any) -> dict[str, dict[str, Any]]:
    """Return the menus below an answer by the input that they change."""
    rows = [part for part in message.components if part["type"] == 1]
    found = [item for row in rows for item in row["components"] if item["type"] == 3]
    return {menu["custom_id"].split(":")[2]: menu for menu in found}


async def choose(classroom: Classroom, message: Any, name: str, *values: str) -> Any:
    found = await classroom.student.select(
        message, list(values), custom_id=menus(message)[name]["custom_id"]
    )
    return posts.response(found)


async def test_columns_are_left_out_and_taken_back(classroom: Classroom) -> None:
    message = await classroom.ask("pca", data=MARKS)
    assert menus(message)["columns"]["min_values"] == 0

    fewer = await choose(classroom, message, "columns", "-math", "-art")
    options = {each["value"]: each.get("default") for each in menus(fewer)["columns"]["options"]}
    assert posts.read(fewer).facts[0] == "7 rows × 1 column"
    assert options["-math"]
    assert options["-art"]
    assert not options.get("-sport")

    form = await classroom.student.click(fewer, label="Edit")
    assert form.modal is not None
    fields = {part["label"]: part["component"] for part in form.modal["components"]}
    assert fields["columns"]["value"] == "-math\n-art"

    again = await choose(classroom, fewer, "columns")
    assert posts.read(again).facts[0] == "7 rows × 3 columns"


async def test_the_menu_of_columns_keeps_the_colour(classroom: Classroom) -> None:
    rows = [f"{x},{x * x % 17},{7 * x % 11},{x % 2}" for x in range(9)]
    message = await classroom.ask("pca", data="a,b,c,d\n" + "\n".join(rows), columns="colour: d")

    fewer = await choose(classroom, message, "columns", "-a")

    facts = posts.read(fewer).facts
    assert facts[0].startswith("9 rows × 3 columns")
    assert facts[1] == "colours: d"


async def test_more_menus_are_shown_and_hidden(classroom: Classroom) -> None:
    message = await classroom.ask("pca", data=MARKS)
    usual = {*menus(message)}
    assert usual == {"_picture", "columns", "_blanks", "standardize", "components"}

    more = posts.response(await classroom.student.click(message, label="More choices"))
    assert {*menus(more)} - usual == {"_explain", "_rows"}

    explained = await choose(classroom, more, "_explain", "dee")
    assert any(fact.startswith("dee is ") for fact in posts.read(explained).facts)
    aside = await choose(classroom, explained, "_rows", "ann", "cy")
    assert "shown, not counted: ann, cy" in posts.read(aside).facts
    filled = await choose(classroom, aside, "_blanks", "pca")
    assert "iterative PCA" in posts.read(filled).meaning

    less = posts.response(await classroom.student.click(filled, label="More choices"))
    assert "_explain" not in menus(less)
    assert "shown, not counted: ann, cy" in posts.read(less).facts


async def test_a_new_row_is_typed_with_the_command(classroom: Classroom) -> None:
    post = posts.read(await classroom.ask("pca", data=MARKS, new="zoe, 3, 3, 3", columns="all"))

    assert any(fact.startswith("zoe is ") for fact in post.facts)
    assert "Shown, not counted: zoe" in post.alts[0]


async def test_a_column_that_is_not_there_is_refused(classroom: Classroom) -> None:
    refusal = await classroom.refusal("pca", data=MARKS, columns="music")

    assert "no column “music” of numbers; there are math, art, sport" in refusal


async def test_the_form_has_a_field_for_columns(classroom: Classroom) -> None:
    form = await classroom.student.slash(classroom.channel, "pca", new="zoe 3 3 3")
    assert form.modal is not None
    labels = [part["label"] for part in form.modal["components"]]
    assert labels[-1] == "Columns that count"

    result = await classroom.student.submit_modal(form, {"data": MARKS, "columns": "math, art"})

    assert posts.read(posts.response(result)).facts[0] == "7 rows × 2 columns"


@pytest.mark.parametrize("label", ["More choices", None])
async def test_only_the_asker_chooses(classroom: Classroom, label: str | None) -> None:
    message = await classroom.ask("pca", data=MARKS)

    if label:
        result = await classroom.other.click(message, label=label)
    else:
        menu = menus(message)["columns"]
        result = await classroom.other.select(message, ["-art"], custom_id=menu["custom_id"])

    assert "Only the person who asked" in posts.private(result).content
