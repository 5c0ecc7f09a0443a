"""What is worth trying after an answer: declared once, asked with the same numbers."""

from __future__ import annotations

import pytest

from bot.faces.outcomes import chosen
from bot.topics.kit.declaration import Command
from bot.topics.kit.outcome import Press
from bot.topics.kit.question import Question
from bot.topics.kit.registry import discover
from tests.bot import posts
from tests.bot.conftest import Classroom

REGISTRY = discover()
FOLLOWED = [command for command in REGISTRY.commands if command.next]


@pytest.mark.parametrize("command", FOLLOWED, ids=lambda c: c.name)
def test_it_takes_options_that_there_are_and_all_that_are_needed(command: Command) -> None:
    following = command.next
    assert following is not None
    other = REGISTRY.command(following.command)

    assert following.inputs.keys() <= {option.name for option in other.options}
    assert {*following.inputs.values()} <= {option.name for option in command.options}
    assert {o.name for o in other.options if o.required} <= following.inputs.keys()
    assert other.name != command.name
    assert len(following.label) <= 30
    assert not command.private
    assert not other.private


@pytest.mark.parametrize(
    ("command", "options", "label", "title"),
    [
        (
            "dot",
            {"a": "[2,3]", "b": "[4,0]"},
            "Next: the projection",
            "Projection of a on b = [2, 0]",
        ),
        ("dot", {"a": "[2,3] [4,0]"}, "Next: the projection", "Projection of a on b = [2, 0]"),
        ("vector norm", {"v": "[3,4]", "p": "1"}, "Next: the unit vector", "v / ‖v‖ = [3/5, 4/5]"),
        ("matrix eigen", {"a": "[2 1; 1 2]"}, "Next: diagonalize", "A = Q Λ Qᵀ"),
        (
            "data rows",
            {"data": "1,2\n3,5\n4,4\n6,7"},
            "Next: principal axes",
            "2 components explain 100 %",
        ),
        ("similar", {"movie": "Shrek"}, "Next: films for that taste", "Five films for this taste"),
    ],
)
async def test_a_press_answers_it_below_and_leaves_the_answer_above(
    classroom: Classroom, command: str, options: dict[str, str], label: str, title: str
) -> None:
    message = await classroom.ask(command, **options)
    before = posts.read(message)

    pressed = posts.response(await classroom.other.click(message, label=label))

    assert pressed.id != message.id
    assert title in posts.read(pressed).title
    assert posts.read(message) == before
    assert pressed.id in [seen.id for seen in classroom.seen_by(classroom.student)]


async def test_who_wants_private_replies_gets_a_private_one(classroom: Classroom) -> None:
    message = await classroom.ask("dot", a="[2,3]", b="[4,0]")
    await classroom.other.slash(classroom.channel, "settings mine", replies="private")

    result = await classroom.other.click(message, label="Next: the projection")

    assert "on b = [2, 0]" in posts.read(posts.private(result)).title


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("transform", {"matrix": "[1 0; 0 1; 1 1]"}),
        ("matrix inverse", {"a": "[k 1; 1 k]"}),
        ("matrix rank", {"a": "[k 1; 1 k]"}),
        ("vector cross", {"a": "[1,0,0]", "b": "[0,1,0]"}),
    ],
)
async def test_none_is_offered_where_it_would_not_answer(
    classroom: Classroom, command: str, options: dict[str, str]
) -> None:
    message = await classroom.ask(command, **options)

    assert not [label for label in posts.labels(message) if label.startswith("Next")]


async def test_what_cannot_go_on_says_why_and_leaves_the_answer(classroom: Classroom) -> None:
    message = await classroom.ask("vector norm", v="[0,0]")

    refused = await classroom.student.click(message, label="Next: the unit vector")

    assert "no direction" in posts.private(refused).content
    assert posts.read(message).title == "‖v‖ = 0"


async def test_names_mean_to_whoever_presses_what_they_meant_to_who_asked(
    classroom: Classroom,
) -> None:
    keep = classroom.channel, "vars set"
    await classroom.student.slash(*keep, name="m", value="[2 1; 1 2]")
    message = await classroom.ask("matrix det", a="m")
    of_asked = posts.read(
        posts.response(await classroom.other.click(message, label="Next: the inverse"))
    )
    assert "2/3" in "".join(of_asked.facts)

    await classroom.other.slash(*keep, name="m", value="[1 0; 0 1]")
    await classroom.student.slash(*keep, name="m", value="[1 1; 0 1]")
    for who in (classroom.other, classroom.student):
        pressed = posts.response(await who.click(message, label="Next: the inverse"))
        assert posts.read(pressed).facts == of_asked.facts


async def test_a_letter_stays_a_letter_though_whoever_presses_keeps_a_value(
    classroom: Classroom,
) -> None:
    message = await classroom.ask("matrix det", a="[k 1; 1 2]")
    await classroom.other.slash(classroom.channel, "vars set", name="k", value="3")

    pressed = posts.response(await classroom.other.click(message, label="Next: the inverse"))

    assert "k" in posts.read(pressed).facts[0]


async def test_a_menu_leaves_names_what_they_are_in_the_answer() -> None:
    question = Question("matrix svd", {"a": "m", "_view": "1"}, variables={"m": "[2 1; 1 2]"})

    wanted = await chosen(Press(1, None, "_view", ("2",), question=question, asker=1))

    assert wanted.question.inputs == {"a": "m", "_view": "2"}
    assert wanted.variables == {"m": "[2 1; 1 2]"}
