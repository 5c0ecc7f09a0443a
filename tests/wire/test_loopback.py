"""The loopback Discord itself: it must notice what the real one would refuse."""

import asyncio
import json
import zlib

import aiohttp
import pytest

from tests.wire.bare_bot import (
    PNG,
    QUIET,
    BareBot,
    Conversation,
    button,
    gallery,
    text_display,
    v2,
)
from tests.wire.loopback import LoopbackDiscord
from tests.wire.rules import EPHEMERAL
from tests.wire.world import ANN, GENERAL, MODERATOR, TOKEN


async def test_deferred_answer_with_picture(
    server: LoopbackDiscord, bot: BareBot, talk: Conversation
) -> None:
    status, answer = await talk.respond(5)
    assert (status, answer["interaction"]["response_message_loading"]) == (200, True)
    files = [{"id": 0, "filename": "a.png", "description": "ignored"}]
    body = v2(text_display("32"), gallery("a.png"), attachments=files)
    status, message = await talk.edit(body, {"a.png": PNG})
    assert status == 200
    assert message["attachments"] == []  # as Discord has it for Components V2
    media = message["components"][0]["components"][1]["items"][0]["media"]
    assert (media["width"], media["height"]) == (32, 16)
    assert await bot.get(media["url"]) == PNG
    reply = await talk.reply()
    assert (reply.text, reply.pictures) == ("32", [("a.png", PNG, "see a.png")])
    assert reply.acknowledged_after is not None
    assert reply.finished_after is not None
    assert 0 < reply.acknowledged_after <= reply.finished_after
    assert not reply.ephemeral
    assert server.violations == []


async def test_error_in_place_of_the_deferred_message(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    await talk.respond(5)
    assert (await talk.webhook("DELETE", "/messages/@original"))[0] == 204
    await talk.webhook("POST", "", {"content": "no", "flags": EPHEMERAL, **QUIET})
    reply = await talk.reply()
    assert (reply.deleted, reply.text, reply.ephemeral) == (True, "no", True)
    assert server.violations == []


async def test_first_follow_up_takes_the_place_and_privacy_of_the_deferral(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    await talk.respond(5)
    await talk.webhook("POST", "", {"content": "secret", "flags": EPHEMERAL, **QUIET})
    assert not (await talk.reply()).ephemeral
    assert "privacy" in server.violations[0]


async def test_button_modal_and_its_submission(
    server: LoopbackDiscord, bot: BareBot, talk: Conversation
) -> None:
    await talk.respond(4, v2({"type": 1, "components": [button("Edit", "e:1")]}))
    pressing = asyncio.create_task(server.press(await talk.reply(), "Edit", user=MODERATOR))
    pressed = await bot.event("INTERACTION_CREATE")
    assert pressed["data"]["custom_id"] == "e:1"
    assert int(pressed["member"]["permissions"]) & 1 << 13
    field = {"type": 4, "style": 1, "custom_id": "a", "max_length": 5}
    rows = [{"type": 18, "label": "Vector a", "component": field}]
    path = f"/interactions/{pressed['id']}/{pressed['token']}/callback"
    modal = {"custom_id": "m", "title": "Edit", "components": rows}
    await bot.call("POST", path, {"type": 9, "data": modal}, authorization=None)
    shown = await pressing
    with pytest.raises(ValueError, match="0 to 5 are allowed"):
        await server.submit(shown, {"a": "[1,2,3]"})
    with pytest.raises(LookupError, match="required"):
        await server.submit(shown, {})
    submitting = asyncio.create_task(server.submit(shown, {"Vector a": "[1]"}, within=5))
    submitted = await bot.event("INTERACTION_CREATE")
    assert submitted["data"]["components"][0]["component"]["value"] == "[1]"
    assert submitted["message"]["id"] == pressed["message"]["id"]
    submitting.cancel()
    assert server.violations == []


async def test_a_person_cannot_do_what_the_client_does_not_allow(
    server: LoopbackDiscord, bot: BareBot
) -> None:
    assert bot
    for error, options in [
        (LookupError, {}),
        (LookupError, {"text": "a", "colour": "red"}),
        (TypeError, {"text": 3}),
        (ValueError, {"text": "a", "times": 4}),
    ]:
        with pytest.raises(error):
            await server.slash("echo", options)
    with pytest.raises(LookupError, match="Ann may not"):
        await server.slash("clear", user=ANN)


async def test_silence_is_reported(server: LoopbackDiscord, talk: Conversation) -> None:
    assert talk
    reply = next(iter(server.rest.replies.values()))
    with pytest.raises(AssertionError, match=r"waited 0.01 s in vain.*Reply to /echo"):
        await reply.until(lambda reply: reply.finished, within=0.01)


# --- a conversation out of order -----------------------------------------------------------


async def test_second_response(server: LoopbackDiscord, talk: Conversation) -> None:
    await talk.respond(4, {"content": "one", **QUIET})
    status, error = await talk.respond(4, {"content": "two", **QUIET})
    assert (status, error["code"]) == (400, 40060)
    assert (await talk.reply()).text == "one"
    assert len(server.violations) == 1
    assert "40060" in server.violations[0]


async def test_late_response(server: LoopbackDiscord, talk: Conversation) -> None:
    with server.patience(0):
        status, error = await talk.respond(5)
    assert (status, error["code"]) == (404, 10062)
    assert "first response only after" in server.violations[0]


async def test_webhook_before_a_response(server: LoopbackDiscord, talk: Conversation) -> None:
    status, error = await talk.edit({"content": "early", **QUIET})
    assert (status, error["code"]) == (404, 10015)
    assert "10015" in server.violations[0]


async def test_unknown_interaction(server: LoopbackDiscord, talk: Conversation) -> None:
    talk.token = "another"  # noqa: S105
    status, error = await talk.respond(5)
    assert (status, error["code"]) == (404, 10062)
    assert "10062" in server.violations[0]


async def test_original_that_is_gone(server: LoopbackDiscord, talk: Conversation) -> None:
    await talk.respond(5)
    await talk.webhook("DELETE", "/messages/@original")
    status, error = await talk.edit({"content": "too late", **QUIET})
    assert (status, error["code"]) == (404, 10008)
    assert "10008" in server.violations[0]


async def test_update_of_a_message_that_is_not_there(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    assert (await talk.respond(7, {"content": "x", **QUIET}))[0] == 400
    assert "impossible" in server.violations[-1]


async def test_token_shown_where_it_does_not_belong(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    await talk.respond(5)
    await talk.webhook("POST", "", {"content": "x", **QUIET}, authorization=f"Bot {TOKEN}")
    assert any("carries an Authorization header" in v for v in server.violations)


@pytest.mark.parametrize("authorization", [None, TOKEN, "Bot wrong"])
async def test_token_missing_where_it_belongs(
    server: LoopbackDiscord, bot: BareBot, authorization: str | None
) -> None:
    path = f"/channels/{GENERAL.id}/messages"
    body = {"content": "x", **QUIET}
    status, _ = await bot.call("POST", path, body, authorization=authorization)
    assert status == 401
    assert server.posts == []
    assert "401" in server.violations[0]


async def test_token_that_has_run_out_is_ordinary_life(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    await talk.respond(5)
    reply = next(iter(server.rest.replies.values()))
    reply.expire()
    status, error = await talk.edit({"content": "x", **QUIET})
    assert (status, error["code"]) == (401, 50027)
    await reply.until(lambda reply: reply.refusals == [50027])
    assert server.violations == []


async def test_channel_that_is_closed_to_the_bot(server: LoopbackDiscord, bot: BareBot) -> None:
    server.forbid(GENERAL)
    body = {"content": "x", **QUIET}
    status, error = await bot.call("POST", f"/channels/{GENERAL.id}/messages", body)
    assert (status, error["code"]) == (403, 50001)
    assert server.posts == server.violations == []


async def test_post_in_a_channel(server: LoopbackDiscord, bot: BareBot) -> None:
    path = f"/channels/{GENERAL.id}/messages"
    body = {"content": "x", "attachments": [{"id": 0}], **QUIET}
    _, message = await bot.call("POST", path, body, files={"a.png": PNG})
    assert await bot.get(message["attachments"][0]["url"]) == PNG
    await bot.call("PATCH", f"{path}/{message['id']}", {"content": "y", **QUIET})
    assert (await bot.call("GET", f"{path}/{message['id']}"))[1]["content"] == "y"
    assert server.posts[0].text == "y"
    assert server.posts[0].pictures[0].filename == "a.png"
    assert (await bot.call("DELETE", f"{path}/{message['id']}"))[0] == 204
    assert server.posts[0].deleted
    assert server.violations == []


async def test_empty_message(server: LoopbackDiscord, bot: BareBot) -> None:
    status, error = await bot.call("POST", f"/channels/{GENERAL.id}/messages", {"content": ""})
    assert (status, error["code"]) == (400, 50006)
    assert "50006" in server.violations[0]
    assert server.posts == []


async def test_what_discord_refuses_changes_nothing(
    server: LoopbackDiscord, bot: BareBot, talk: Conversation
) -> None:
    mixed = v2(text_display("a"), content="b")
    status, error = await bot.call("POST", f"/channels/{GENERAL.id}/messages", mixed)
    assert (status, error["code"]) == (400, 50035)
    assert "content together with IS_COMPONENTS_V2" in error["message"]
    assert server.posts == []
    assert (await talk.respond(4, mixed))[0] == 400
    await talk.respond(4, v2(text_display("a")))
    assert (await talk.edit({"content": "b", **QUIET}))[0] == 400
    assert (await talk.reply()).text == "a"
    (reply,) = server.rest.replies.values()
    assert reply.refusals == [50035, 50035]
    assert len(server.take_violations()) == 3


async def test_route_that_is_not_there(server: LoopbackDiscord, bot: BareBot) -> None:
    assert (await bot.call("GET", "/stage-instances/1"))[0] == 404
    assert server.violations == ["GET /api/v10/stage-instances/1: the loopback has no such route"]


async def test_gateway_refuses_a_wrong_token(server: LoopbackDiscord) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(server.gateway.address) as socket,
    ):
        await socket.receive()
        await socket.send_json({"op": 2, "d": {"token": "wrong", "intents": 1}})
        await socket.receive()
        assert socket.close_code == 4004
    assert not server.is_ready()


async def test_gateway_compresses_as_asked(server: LoopbackDiscord) -> None:
    inflate = zlib.decompressobj()
    address = f"{server.gateway.address}?compress=zlib-stream"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        hello = inflate.decompress(await socket.receive_bytes())
        await socket.send_json({"op": 1, "d": None})
        acknowledgement = inflate.decompress(await socket.receive_bytes())
    assert [json.loads(part)["op"] for part in (hello, acknowledgement)] == [10, 11]


async def test_server_holds_bodies_against_the_document(
    server: LoopbackDiscord, talk: Conversation
) -> None:
    await talk.respond(4, {"embeds": [{"title": 5}]})
    assert any("OpenAPI: $.data.embeds[0].title" in v for v in server.violations)
