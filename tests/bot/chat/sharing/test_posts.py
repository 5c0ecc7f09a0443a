"""What Share posts: the question, who asked, and the answer with its buttons."""

from __future__ import annotations

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import sharing
from bot.chat.client import StudyBot
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.chat.sharing.conftest import School, share, told, where
from tests.examples import examples


async def test_the_post_has_the_question_the_asker_and_the_answer(open_school: School) -> None:
    message = await open_school.dot()

    words = await share(open_school.student, message)

    post = open_school.posted()
    head, answer = posts.texts(post)
    assert head == f"{open_school.student.mention} asked `/dot a:[1,2,3] b:[4,5,6]`"
    assert [answer] == posts.texts(message)
    assert posts.alts(post) == posts.alts(message)
    (before,), (after,) = message.attachments, post.attachments
    assert after.filename == before.filename
    assert await after.read() == await before.read()
    assert words.startswith(f"Posted in {open_school.study.mention}: https://discord.com/channels/")
    assert words.endswith(where(post, open_school.study))


async def test_an_answer_without_a_picture_is_posted_in_words(open_school: School) -> None:
    message = await open_school.sum()

    await share(open_school.student, message)

    post = open_school.posted()
    assert posts.texts(post)[1:] == posts.texts(message)
    assert post.attachments == message.attachments == []


async def test_a_map_of_films_is_posted_with_its_suggestions(open_school: School) -> None:
    message = await open_school.ask("recommend", likes="Shrek, Toy Story")
    suggested = posts.texts(message)

    await share(open_school.student, message)

    post = open_school.posted()
    head, answer = posts.texts(post)
    assert head.endswith("asked `/recommend likes:Shrek, Toy Story`")
    assert [answer] == suggested
    assert "Suggested: " in posts.alts(post)[0]
    steps = posts.private(await open_school.other.click(post, label="Explain"))
    assert "since you like Shrek" in posts.alts(steps)[0]


async def test_an_answer_without_steps_is_posted_without_them(open_school: School) -> None:
    await share(open_school.student, await open_school.ask("movies map"))

    # Nor is there a link to the answer, which only who asked can open.
    assert posts.labels(open_school.posted()) == ["Copy", "Delete"]


async def test_ones_own_ratings_are_seen_by_others_only_after_share(open_school: School) -> None:
    await open_school.bot.store.ratings.rate(open_school.student.id, {"shrek 2001": 5.0})
    private = await open_school.ask("recommend")
    assert private.ephemeral
    assert open_school.channel.history(viewer=open_school.other) == []

    await share(open_school.student, private)

    (shown,) = open_school.study.history(viewer=open_school.other)
    assert "you gave Shrek 5" in posts.texts(shown)[1]


async def test_readers_get_steps_and_the_way_back_to_the_answer(open_school: School) -> None:
    message = await open_school.dot()
    await share(open_school.student, message)
    post = open_school.posted()

    assert posts.labels(post) == ["Steps", "Turn", "Copy", "Delete", "Original"]
    steps = posts.private(await open_school.other.click(post, label="Steps"))
    assert "4 + 10 + 18 = 32" in posts.alts(steps)[0]
    (link,) = posts.links(post)
    assert link.endswith(where(message, open_school.channel))


async def test_who_asked_can_delete_the_post_and_the_answer_stays(open_school: School) -> None:
    message = await open_school.sum()
    await share(open_school.student, message)

    assert "Only the person who asked" in told(
        await open_school.other.click(open_school.posted(), label="Delete")
    )
    await open_school.student.click(open_school.posted(), label="Delete")

    assert open_school.study.history() == []
    assert [seen.id for seen in open_school.channel.history()] == [message.id]


async def test_the_post_shows_what_an_edit_left(open_school: School) -> None:
    message = await open_school.dot()
    form = await open_school.student.click(message, label="Edit")
    changed = posts.response(
        await open_school.student.submit_modal(form, {"a": "[1,0]", "b": "[0,2]"})
    )

    await share(open_school.student, changed)

    head, answer = posts.texts(open_school.posted())
    assert head.endswith("`/dot a:[1,0] b:[0,2]`")
    assert "a · b = 0" in answer


async def test_a_restarted_bot_posts_what_the_message_shows(
    open_school: School, next_bot: StudyBot
) -> None:
    message = await open_school.dot()
    await open_school.bot.close()
    await open_school.env.restart_bot(next_bot)

    await share(open_school.student, message)

    head, answer = posts.texts(open_school.posted())
    assert head == f"{open_school.student.mention} asked `/dot a:[1,2,3] b:[4,5,6]`"
    assert [answer] == posts.texts(message)
    assert len(open_school.posted().attachments) == 1


async def test_a_thread_can_be_the_study_channel(open_school: School) -> None:
    channel = open_school.bot.get_channel(open_school.study.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(
        name="shared", type=discord.ChannelType.public_thread, auto_archive_duration=60
    )
    await open_school.bot.store.guilds.set_study_channel(open_school.guild.id, thread.id)
    message = await open_school.sum()

    words = await share(open_school.student, message)

    assert f"/{thread.id}/" in words
    (handle,) = open_school.study.threads
    assert len(posts.texts(handle.history()[-1])) == 2


@pytest.mark.parametrize(
    ("inputs", "shown"),
    [
        ({"a": "[1,2]", "b": ""}, "`/dot a:[1,2]`"),
        ({"a": "1 2\n3\t4"}, "`/dot a:1 2 3 4`"),
        ({"a": "``` @everyone"}, "`/dot a:ˋˋˋ @everyone`"),
        ({"a": "a\u202eb\0c"}, "`/dot a:a b c`"),
    ],
)
def test_a_question_is_shown_as_it_was_typed(inputs: dict[str, str], shown: str) -> None:
    assert sharing.typed(Question("dot", inputs)) == shown


LONG = "[1, 2] " * sharing.QUESTION_CHARACTERS


@examples(0.5)
@given(st.dictionaries(st.sampled_from("ab"), st.text(max_size=30) | st.just(LONG)))
def test_nothing_typed_leaves_its_span_of_code(inputs: dict[str, str]) -> None:
    shown = sharing.typed(Question("matrix rref", inputs))

    assert len(shown) <= sharing.QUESTION_CHARACTERS + 2
    assert shown.startswith("`/matrix rref")
    assert shown.endswith("`")
    assert shown[1:-1].isprintable()
    assert "`" not in shown[1:-1]


async def test_a_long_question_is_shortened_and_what_is_sent_mentions_nobody(
    open_school: School,
) -> None:
    message = await open_school.ask("vector norm", v="1 " * 700)

    await share(open_school.student, message)

    head = posts.texts(open_school.posted())[0]
    assert head.endswith("1 1 1…`")
    assert len(head) < sharing.QUESTION_CHARACTERS + 100
    sent = open_school.sent()
    assert sent["allowed_mentions"] == {"parse": []}
    # By which Discord knows a repeated request again.
    assert (sent["nonce"], sent["enforce_nonce"]) == (posts.key(message), True)
