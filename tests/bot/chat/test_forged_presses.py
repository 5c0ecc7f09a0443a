"""Buttons and menus that no message of ours has: refused in one sentence, or harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.client import StudyBot
from bot.errors import UserError
from bot.faces.outcomes import chosen
from bot.topics.films.context import Context
from bot.topics.kit.outcome import STALE, Ask, Press
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.chat.presser import Presser
from tests.bot.conftest import Classroom

pytestmark = pytest.mark.simcord(check_errors=False)

SHREK = "shrek 2001"

SIMILAR = Context(film=SHREK).with_question(
    Question("similar", {"movie": "Shrek", "metric": "cosine"})
)
RECOMMEND = Context(likes=(SHREK,), is_kept=False).with_question(
    Question("recommend", {"likes": "Shrek", "dislikes": ""})
)
FACTORIZE = Question("factorize", {"ratings": "a,b\n1,2\n2,1", "rank": "", "method": "als"})
PCA = Question("pca", {"data": "a,b\n1,2\n2,1\n3,5", "components": "", "standardize": "auto"})


@pytest.fixture
def forger(classroom: Classroom, simcord_bot: StudyBot) -> Presser:
    return Presser(classroom, simcord_bot)


@pytest.mark.parametrize(
    "custom_id",
    [
        "linalg:films:",
        "linalg:films:Next",
        "linalg:films:Next:",
        "linalg:films:Next:1",
        "linalg:films:Next:-1:",
        "linalg:films:Next:one:",
        "linalg:films:Next:1_0:comedy",
        "linalg:films:Next:٣:",
        "linalg:films:Next: 1:",
        f"linalg:films:Next:{'9' * 60}:",
        "linalg:films:Up:1:",
        "linalg:ratings:",
        "linalg:ratings:next",
        "linalg:ratings:next:",
        "linalg:ratings:next:-1",
        "linalg:ratings:next:1.5",
        "linalg:ratings:clear:x",
        "linalg:ratings:clear",
        f"linalg:ratings:back:{'9' * 60}",
        "linalg:ratings:burn:0",
        "linalg:unheard:of",
        "linalg:unheard:ASKER:KEY",
        "linalg:steps:ASKER",
        "linalg:steps:-1:KEY",
        "linalg:steps:ASKER:notakeyatall",
        f"linalg:steps:{'9' * 21}:KEY",
        "linalg:choose:Metric:ASKER:KEY",
        "linalg:choose:ASKER:KEY",
        "linalg:choose:colour:ASKER:KEY",
        "linalg:choose:metric:ASKER:KEY",
    ],
)
async def test_forged_buttons(forger: Presser, custom_id: str) -> None:
    me = forger.classroom.student.id
    await forger.bot.store.ratings.rate(me, {SHREK: 5.0})

    result = await forger.press(custom_id, SIMILAR)

    assert posts.private(result).content == STALE

    assert (await forger.bot.store.ratings.of(me)).stars == {SHREK: 5.0}


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [
        ("linalg:choose:ASKER:KEY", ("dot",)),
        ("linalg:choose:colour:ASKER:KEY", ("dot",)),
        ("linalg:choose:metric:ASKER:KEY", ("dot", "cosine")),
        ("linalg:films:Next:x:", ("1",)),
        ("linalg:ratings:remove:x", (SHREK,)),
    ],
)
async def test_forged_menus(forger: Presser, custom_id: str, values: tuple[str, ...]) -> None:
    me = forger.classroom.student.id
    await forger.bot.store.ratings.rate(me, {SHREK: 5.0})

    result = await forger.press(custom_id, SIMILAR, *values)

    assert posts.private(result).content == STALE

    assert (await forger.bot.store.ratings.of(me)).stars == {SHREK: 5.0}


@pytest.mark.parametrize(
    ("question", "name", "value"),
    [
        (SIMILAR, "metric", "hammer"),
        (SIMILAR, "movie", "?" * 100),
        (FACTORIZE, "rank", "-1"),
        (FACTORIZE, "rank", "9" * 100),
        (FACTORIZE, "rank", "two"),
        (FACTORIZE, "rank", "1/2"),
        (FACTORIZE, "method", "hammer"),
        (FACTORIZE, "ratings", "["),
        (PCA, "components", "0"),
        (PCA, "components", "1e400"),
        (PCA, "standardize", "perhaps"),
    ],
)
async def test_values_that_no_menu_offers(
    forger: Presser, question: Question, name: str, value: str
) -> None:
    result = await forger.press(f"linalg:choose:{name}:ASKER:KEY", question, value)

    words = [*result.followups, posts.response(result)]
    said = "\n".join("\n".join([m.content, *posts.texts(m)]) for m in words)
    assert said.strip()
    assert "Something went wrong" not in said


@pytest.mark.parametrize("page", ["-1", "x", "1_0", "٣", "9" * 100])
async def test_a_forged_page_of_suggestions_is_the_first(forger: Presser, page: str) -> None:
    first = posts.read(await forger.classroom.ask("recommend", likes="Shrek"))

    result = await forger.press("linalg:choose:_page:ASKER:KEY", RECOMMEND, page)
    more = await forger.press("linalg:more:ASKER:KEY", RECOMMEND.changed("_page", page))

    assert posts.read(posts.response(result)).facts == first.facts
    assert posts.read(posts.response(more)).title == "Films 6 to 10 for this taste"


async def test_hiding_changes_no_other_input(forger: Presser) -> None:
    result = await forger.press("linalg:seen:likes:ASKER:KEY", RECOMMEND, "toy story 1995")
    assert posts.read(posts.response(result)).title == "Five films for this taste"

    form = await forger.classroom.student.click(posts.response(result), label="Edit")
    assert form.modal is not None
    fields = {part["label"]: part["component"] for part in form.modal["components"]}
    assert fields["likes"]["value"] == "Shrek"


@given(
    name=st.sampled_from(["a", "b", "", "c", "_view", "metric"]),
    values=st.lists(st.text(), max_size=3),
)
async def test_what_is_chosen_changes_one_input_or_is_refused(name: str, values: list[str]) -> None:
    question = Question("dot", {"a": "1", "b": "2"}, variables={"m": "[1, 2]"})
    press = Press(1, None, name, tuple(values), question, 1)
    if len(values) == 1 and name in ("a", "b", "_view"):
        wanted = Ask(question.changed(name, values[0]), variables={"m": "[1, 2]"})
        assert await chosen(press) == wanted
    else:
        with pytest.raises(UserError, match="I no longer know this button"):
            await chosen(press)
