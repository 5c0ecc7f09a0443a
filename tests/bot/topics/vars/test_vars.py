"""`/vars`: values of one's own, kept under names that work in every option."""

from __future__ import annotations

import pytest

from bot.chat.client import StudyBot
from bot.store import MOST_VARIABLES
from bot.topics.kit import names as kept_names
from bot.topics.kit.question import Question
from linalg_engine import notation
from linalg_engine.errors import InputError
from tests.bot import posts
from tests.bot.asking import asked_with
from tests.bot.conftest import Classroom
from tests.bot.drawing.words import is_of_full_width


async def told(classroom: Classroom, command: str, **options: str) -> str:
    """Send a command as the student; return the framed text that only the student sees."""
    result = await classroom.student.slash(classroom.channel, command, **options)
    (text,) = posts.texts(posts.private(result))
    return text


async def keep(classroom: Classroom, **values: str) -> None:
    """Keep values under names as the student."""
    for name, value in values.items():
        assert "### Kept for you" in await told(classroom, "vars set", name=name, value=value)


def block(text: str) -> list[str]:
    """Return the lines of the block of code in a text."""
    return text.split("```\n")[1].removesuffix("\n").split("\n")


# Set, list, clear


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3", "= 3"),
        ("1/3", "= 1/3"),
        ("0.5", "= 0.5"),
        ("[0.5, 1/3]", "= [1/2, 1/3]"),
        ("1 2 3", "= [1, 2, 3]"),
        ("[1 2; 3 4]", "= [[1, 2], [3, 4]]"),
        ("1 2\n3 4", "= [[1, 2], [3, 4]]"),
        ("np.array([[1, 2], [3, 4]])", "= [[1, 2], [3, 4]]"),
        (r"\begin{bmatrix}1 & 2\\3 & 4\end{bmatrix}", "= [[1, 2], [3, 4]]"),
        ("```\n[1, 2]\n```", "= [1, 2]"),
        ("sqrt(2)", "= √2"),
        ("1+sqrt(2)/2", "= 1 + √2/2"),
        ("pi", "≈ 3.141592653589793"),
        ("[1, pi]", "≈ [1.0, 3.141592653589793]"),
        ("2*[1,2] - [0,1]", "= [2, 3]"),
    ],
)
async def test_a_value_is_kept_as_it_is_understood(
    classroom: Classroom, typed: str, kept: str
) -> None:
    text = await told(classroom, "vars set", name="A", value=typed)

    assert block(text) == [f"A {kept}"]
    assert "`/calc expression:2*A`" in text
    assert block(await told(classroom, "vars list")) == [f"A {kept}"]


async def test_a_value_may_be_made_of_others_and_does_not_follow_them(
    classroom: Classroom,
) -> None:
    await keep(classroom, A="[1 2; 3 4]", v="[1, 1]")
    await keep(classroom, w="A v")
    await keep(classroom, A="[0 0; 0 0]")

    assert block(await told(classroom, "vars list")) == [
        "A = [[0, 0], [0, 0]]",
        "v = [1, 1]",
        "w = [3, 7]",
    ]


async def test_a_new_value_takes_the_place_of_the_old(classroom: Classroom) -> None:
    await keep(classroom, A="1", a="2")
    await keep(classroom, A="A + a")

    assert block(await told(classroom, "vars list")) == ["A = 3", "a = 2"]


async def test_clear_one_then_all(classroom: Classroom) -> None:
    await keep(classroom, A="1", b="2", c="3")

    assert await told(classroom, "vars clear", name=" b ") == "`b` is forgotten."
    assert block(await told(classroom, "vars list")) == ["A = 1", "c = 3"]
    assert await told(classroom, "vars clear") == "All of your values are forgotten (2)."
    assert "no values yet" in await told(classroom, "vars list")
    assert "nothing to forget" in await told(classroom, "vars clear")


async def test_clearing_a_name_that_is_not_there(classroom: Classroom) -> None:
    await keep(classroom, A="1")

    assert "no value of that name" in await classroom.refusal("vars clear", name="a")
    assert block(await told(classroom, "vars list")) == ["A = 1"]


async def test_nobody_else_sees_or_uses_them(classroom: Classroom) -> None:
    await keep(classroom, A="[1, 2]")

    mine = posts.private(await classroom.other.slash(classroom.channel, "vars list"))
    used = await classroom.other.slash(classroom.channel, "dot", a="A", b="[3,4]")
    offered = await classroom.other.autocomplete(classroom.channel, "dot", "a", "")

    assert "no values yet" in posts.texts(mine)[0]
    assert "'A' is not a number" in posts.private(used).content
    assert offered == []
    assert {message.id for message in classroom.seen_by(classroom.other)} == {
        mine.id,
        posts.private(used).id,
    }


# Limits, and what is refused


async def test_there_is_room_for_so_many(classroom: Classroom, simcord_bot: StudyBot) -> None:
    for k in range(MOST_VARIABLES):
        await simcord_bot.store.people.set_variable(classroom.student.id, f"v{k}", "1")

    refused = await classroom.refusal("vars set", name="more", value="1")

    assert refused.startswith("You keep 50 values already")
    assert "/vars clear" in refused
    await keep(classroom, v7="2")


async def test_the_list_fits_into_a_message_however_long_the_values(
    classroom: Classroom, simcord_bot: StudyBot
) -> None:
    for k in range(MOST_VARIABLES):
        name = f"{'n' * 30}{k:02}"
        text = f"[{', '.join(['123456789'] * 300)}]"
        await simcord_bot.store.people.set_variable(classroom.student.id, name, text)

    text = await told(classroom, "vars list")

    assert len(block(text)) == MOST_VARIABLES
    assert len(text) <= 4000


async def test_a_value_that_is_too_long_is_not_kept(classroom: Classroom) -> None:
    typed = "[" + ",".join(["1/123456789"] * 400) + "]"

    refused = await classroom.refusal("vars set", name="A", value=typed)

    assert refused.startswith("**value**: This value is 5200 characters long")
    assert "no values yet" in await told(classroom, "vars list")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pi", "already means something else"),
        ("det", "already means something else"),
        ("e", "already means something else"),
        ("T", "already means something else"),
        ("inf", "already means something else"),
        ("1a", "begins with a letter"),
        ("_a", "begins with a letter"),
        ("a b", "begins with a letter"),
        ("a-b", "begins with a letter"),
        ("x²", "begins with a letter"),
        ("ａ", "begins with a letter"),
        ("'; DROP TABLE variables; --", "begins with a letter"),
        ("```", "begins with a letter"),
        ("@everyone", "begins with a letter"),
        ("a\u202e", "begins with a letter"),
        ("a" * 33, "at most 32 characters"),
    ],
)
async def test_names_that_cannot_be_used(classroom: Classroom, name: str, words: str) -> None:
    refused = await classroom.refusal("vars set", name=name, value="1")

    assert refused.startswith("**name**: ")
    assert words in refused


@pytest.mark.parametrize("name", ["A", "v1", "my_data", "λ", "größe", "a" * 32])
async def test_names_that_can_be_used(classroom: Classroom, name: str) -> None:
    await keep(classroom, **{name: "[1, 2]"})

    post = posts.read(await classroom.ask("dot", a=name, b="[3,4]"))

    assert post.title == "a · b = 11"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[1, 2",
        "hello",
        "__import__('os').system('true')",
        "9^9^9^9",
        "[[1,2],[3]]",
        "()" * 3000,
    ],
)
async def test_values_that_cannot_be_read(classroom: Classroom, value: str) -> None:
    refused = await classroom.refusal("vars set", name="A", value=value or " ")

    assert refused.startswith("**value**: ")
    assert "no values yet" in await told(classroom, "vars list")


# In the options of other commands


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({"a": "u", "b": "v"}, "a · b = 32"),
        ({"a": " u ", "b": "[4,5,6]"}, "a · b = 32"),
        ({"a": "u v"}, "a · b = 32"),
        ({"a": "u, v"}, "a · b = 32"),
        ({"a": "u and v"}, "a · b = 32"),
        ({"a": "u [1, k, 0]"}, "a · b = 5"),
        ({"a": "M"}, "a · b = 11"),
        ({"a": "2*u", "b": "v - u"}, "a · b = 36"),
        ({"a": "[k, 0, 1]", "b": "u"}, "a · b = 5"),
    ],
)
async def test_names_in_a_dot_product(
    classroom: Classroom, options: dict[str, str], title: str
) -> None:
    await keep(classroom, u="[1,2,3]", v="[4,5,6]", k="2", M="[1 2; 3 4]")

    message = await classroom.ask("dot", **options)

    assert posts.read(message).title == title
    assert is_of_full_width(await posts.picture(message))


async def test_rounded_values_stay_rounded(classroom: Classroom) -> None:
    await keep(classroom, r="[pi, 1]")

    post = posts.read(await classroom.ask("dot", a="r", b="[1,0]"))

    assert post.title == "a · b ≈ 3.1416"


async def test_roots_stay_exact(classroom: Classroom) -> None:
    await keep(classroom, r="[sqrt(2), 1]")

    post = posts.read(await classroom.ask("dot", a="r", b="[sqrt(2),0]"))

    assert post.title == "a · b = 2"


@pytest.mark.parametrize(
    ("command", "options", "title"),
    [
        ("vector norm", {"v": "w", "p": "one"}, "‖v‖₁ = 7"),
        ("vector unit", {"v": "w"}, "v / ‖v‖ = [3/5, 4/5]"),
        ("vector angle", {"a": "w", "b": "w"}, "θ = 0°"),
        ("vector distance", {"a": "w [0,0]"}, "‖a − b‖ = 5"),
        ("vector project", {"a": "w", "b": "[1,0]"}, "Projection of a on b = [3, 0]"),
        ("vector cross", {"a": "z [1,0,0]"}, "a × b = [0, 0, −4]"),
        ("matrix det", {"a": "A"}, None),
        ("matrix power", {"a": "A", "n": "one"}, None),
        ("matrix solve", {"a": "A", "b": "w"}, None),
    ],
)
async def test_names_in_every_option(
    classroom: Classroom, command: str, options: dict[str, str], title: str | None
) -> None:
    await keep(classroom, w="[3,4]", z="[3,4,0]", A="[1 2; 3 4]", one="1")
    spelled = {"w": "[3,4]", "A": "[1 2; 3 4]", "one": "1"}
    spelled |= {"w [0,0]": "[3,4] [0,0]", "z [1,0,0]": "[3,4,0] [1,0,0]"}

    named = posts.read(await classroom.ask(command, **options))
    typed = posts.read(
        await classroom.ask(command, **{name: spelled.get(x, x) for name, x in options.items()})
    )

    assert (named.title, named.facts) == (typed.title, typed.facts)
    assert title is None or named.title == title


async def test_a_name_of_the_wrong_shape_is_refused_as_if_typed(classroom: Classroom) -> None:
    await keep(classroom, A="[1 2; 3 4]")

    refused = await classroom.refusal("vector norm", v="A")

    assert refused.startswith("**v**: This is a 2×2 matrix, and one vector is needed here")


async def test_text_that_is_no_name_keeps_its_meaning(classroom: Classroom) -> None:
    # Labels, and words of other languages in which arrays are written.
    await keep(classroom, a="[9,9]", v="[9,9]", vec="[9,9]")

    post = posts.read(await classroom.ask("dot", a="a = [1,2]", b=r"\vec{v} = [3,4]"))

    assert post.title == "a · b = 11"


async def test_the_buttons_answer_with_the_values_of_then(classroom: Classroom) -> None:
    await keep(classroom, u="[1,2]", v="[3,4]")
    message = await classroom.ask("dot", a="u", b="v")
    await told(classroom, "vars clear")

    steps = posts.private(await classroom.other.click(message, label="Steps"))
    copied = posts.private(await classroom.other.click(message, label="Copy"))

    assert "1 · 3 + 2 · 4" in posts.alts(steps)[0]
    assert any("np.array([3, 4])" in text for text in posts.texts(copied))


async def test_an_edited_answer_takes_the_values_of_now(classroom: Classroom) -> None:
    await keep(classroom, u="[1,2]")
    message = await classroom.ask("dot", a="u", b="[1,1]")
    await keep(classroom, u="[10,20]")
    form = await classroom.student.click(message, label="Edit")

    changed = await classroom.student.submit_modal(form, {"a": "u", "b": "[1,1]"})

    assert posts.read(posts.response(changed)).title == "a · b = 30"


def test_only_the_values_that_occur_travel_to_the_worker() -> None:
    variables = {"A": "1", "b": "2", "unused": "3"}

    question = asked_with(Question("dot", {"a": "2A' + A", "b": "[b, bb]"}), variables)

    assert question.variables == {"A": "1", "b": "2"}


@pytest.mark.parametrize(
    "typed", ["1/2", "-7", "sqrt(2)", "1e-300", "1e300", "[1, 2]", "[pi, 1/3]", "[1]", "[1 2; 3 4]"]
)
@pytest.mark.parametrize("decimals", [False, True])
def test_kept_text_is_the_value_bit_for_bit(typed: str, decimals: bool) -> None:
    for parse in (notation.parse_scalar, notation.parse_vector, notation.parse_matrix):
        try:
            value = parse(typed)
        except InputError:
            continue
        text = kept_names.kept_text(value, decimals=decimals)
        back = kept_names.read(text, parse)
        assert str(back) == str(value)
        assert type(back) is type(value)
        assert getattr(back, "dtype", None) == getattr(value, "dtype", None)
