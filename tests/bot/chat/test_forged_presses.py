"""Buttons and menus that no message of ours has: refused in one sentence, or harmless."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st
from simcord.results import InteractionResult

from bot.chat.client import StudyBot
from bot.chat.presses import chosen
from bot.errors import UserError
from bot.topics.films.context import LIKED, Context
from bot.topics.kit.outcome import STALE, Ask, Press
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom

pytestmark = pytest.mark.simcord(check_errors=False)

SHREK = "shrek 2001"

SIMILAR = Context(film=SHREK).with_question(
    Question("similar", {"movie": "Shrek", "metric": "cosine"})
)
RECOMMEND = Context({SHREK: LIKED}, is_kept=False).with_question(
    Question("recommend", {"likes": "Shrek", "dislikes": ""})
)
FACTORIZE = Question("factorize", {"ratings": "a,b\n1,2\n2,1", "rank": "", "method": "als"})
PCA = Question("pca", {"data": "a,b\n1,2\n2,1\n3,5", "components": "", "standardize": "auto"})


@dataclass(frozen=True)
class Forger:
    """Posts what the bot never would, and presses it as the student."""

    classroom: Classroom
    bot: StudyBot

    async def press(
        self, custom_id: str, values: tuple[str, ...] = (), question: Question | None = None
    ) -> InteractionResult:
        """Press a button, or choose from a menu; "ASKER:KEY" is of the question."""
        student = self.classroom.student
        key = self.bot.desk.questions.remember(question, student.id) if question else "0" * 12
        found = custom_id.replace("ASKER", str(student.id)).replace("KEY", key)
        message = await self._posted(_item(found, values))
        if values:
            return await student.select(message, values)
        return await student.click(message, custom_id=found)

    async def told(self, *args: Any) -> str:
        """Return what only the student is told."""
        message = posts.private(await self.press(*args))
        return "\n".join([message.content, *posts.texts(message)])

    async def _posted(self, item: ui.Item[Any]) -> discord.Message:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.ActionRow[ui.LayoutView](item))
        view.stop()
        channel = self.bot.get_channel(self.classroom.channel.id)
        assert isinstance(channel, discord.TextChannel)
        return await channel.send(view=view)


def _item(custom_id: str, values: tuple[str, ...]) -> ui.Item[Any]:
    if not values:
        return ui.Button(label="forged", custom_id=custom_id)
    options = [discord.SelectOption(label="forged", value=value) for value in values]
    return ui.Select(custom_id=custom_id, options=options, max_values=len(options))


@pytest.fixture
def forger(classroom: Classroom, simcord_bot: StudyBot) -> Forger:
    return Forger(classroom, simcord_bot)


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
async def test_forged_buttons(forger: Forger, custom_id: str) -> None:
    me = forger.classroom.student.id
    await forger.bot.store.ratings.rate(me, {SHREK: LIKED})

    assert await forger.told(custom_id, (), SIMILAR) == STALE

    assert (await forger.bot.store.ratings.of(me)).stars == {SHREK: LIKED}


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
async def test_forged_menus(forger: Forger, custom_id: str, values: tuple[str, ...]) -> None:
    me = forger.classroom.student.id
    await forger.bot.store.ratings.rate(me, {SHREK: LIKED})

    assert await forger.told(custom_id, values, SIMILAR) == STALE

    assert (await forger.bot.store.ratings.of(me)).stars == {SHREK: LIKED}


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
    forger: Forger, question: Question, name: str, value: str
) -> None:
    result = await forger.press(f"linalg:choose:{name}:ASKER:KEY", (value,), question)

    words = [*result.followups, posts.response(result)]
    said = "\n".join("\n".join([m.content, *posts.texts(m)]) for m in words)
    assert said.strip()
    assert "Something went wrong" not in said


@pytest.mark.parametrize("page", ["-1", "x", "1_0", "٣", "9" * 100])
async def test_a_forged_page_of_suggestions_is_the_first(forger: Forger, page: str) -> None:
    first = posts.read(await forger.classroom.ask("recommend", likes="Shrek"))

    result = await forger.press("linalg:choose:_page:ASKER:KEY", (page,), RECOMMEND)
    more = await forger.press("linalg:more:ASKER:KEY", (), RECOMMEND.changed("_page", page))

    assert posts.read(posts.response(result)).facts == first.facts
    assert posts.read(posts.response(more)).title == "Films 6 to 10 for this taste"


async def test_hiding_changes_no_other_input(forger: Forger) -> None:
    result = await forger.press("linalg:seen:likes:ASKER:KEY", ("toy story 1995",), RECOMMEND)
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
    question = Question("dot", {"a": "1", "b": "2"})
    press = Press(1, None, name, tuple(values), question, 1)
    if len(values) == 1 and name in ("a", "b", "_view"):
        wanted = Ask(Question("dot", {**question.inputs, name: values[0]}))
        assert await chosen(press) == wanted
    else:
        with pytest.raises(UserError, match="I no longer know this button"):
            await chosen(press)
