"""Answers to interactions: the callback, and the webhook that an acknowledged token opens."""

from typing import NoReturn

from aiohttp import web

from tests.wire.calls import Call, DiscordError
from tests.wire.component_rules import modal_problems
from tests.wire.faults import CALLBACK, WEBHOOK
from tests.wire.messages import Message, complete
from tests.wire.reply import (
    CHOICES,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    UPDATE,
    Reply,
)
from tests.wire.rest import Rest
from tests.wire.rules import EPHEMERAL, LOADING, choice_problems
from tests.wire.world import APPLICATION_ID, BOT, Json

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
FIRST_RESPONSE_SECONDS = 3.0
CHAT_INPUT_RESPONSE = 20  # the type of a message that answers a slash command
INVALID_WEBHOOK_TOKEN = 50027


class Interactions:
    def __init__(self, rest: Rest) -> None:
        self.patience = FIRST_RESPONSE_SECONDS
        self._rest = rest
        self._store = rest.store
        self._responders = {
            MESSAGE: self._respond_with_message,
            DEFERRED_MESSAGE: self._respond_with_thinking,
            DEFERRED_UPDATE: self._respond_with_nothing_yet,
            UPDATE: self._respond_with_update,
            CHOICES: self._respond_with_choices,
            MODAL: self._respond_with_modal,
        }

    def add_routes(self, app: web.Application) -> None:
        self._rest.add(app, *CALLBACK, self._callback)
        self._rest.add(app, "POST", WEBHOOK, self._follow_up)
        for name in ("@original", "{message_id}"):
            path = f"{WEBHOOK}/messages/{name}"
            self._rest.add(app, "GET", path, self._get)
            self._rest.add(app, "PATCH", path, self._edit)
            self._rest.add(app, "DELETE", path, self._delete)

    async def _callback(self, call: Call) -> Json:
        reply = self._rest.replies.get(call["interaction_token"])
        if reply is None or reply.interaction["id"] != call["interaction_id"]:
            self._refuse(call, 404, 10062, "Unknown interaction")
        if reply.acknowledged:
            already = "Interaction has already been acknowledged."
            self._refuse(call, 400, 40060, already, reply)
        if reply.elapsed > self.patience:
            late = f"Unknown interaction (first response only after {reply.elapsed:.1f} s)"
            self._refuse(call, 404, 10062, late, reply)
        kind = call.body.get("type")
        if kind not in _possible_responses(reply.interaction):
            self._refuse(call, 400, 50035, f"a response of type {kind!r} is impossible", reply)
        self._responders[kind](call, reply, call.body.get("data") or {})
        reply.acknowledge(kind)
        return _callback_json(reply)

    def _respond_with_message(self, call: Call, reply: Reply, data: Json) -> None:
        self._rest.check_message(call, data, about=reply.label)
        reply.original = self._create(call, reply, data, _ephemeral(data))

    def _respond_with_thinking(self, _call: Call, reply: Reply, data: Json) -> None:
        flags = LOADING | _ephemeral(data)
        message = self._store.create(
            {},
            {},
            channel_id=reply.interaction["channel_id"],
            author=BOT,
            more=_message_json(reply, flags),
        )
        reply.original = Message(self._store, message["id"])

    def _respond_with_nothing_yet(self, _call: Call, reply: Reply, _data: Json) -> None:
        reply.original = Message(self._store, reply.interaction["message"]["id"])

    def _respond_with_update(self, call: Call, reply: Reply, data: Json) -> None:
        message_id = reply.interaction["message"]["id"]
        self._rest.refuse_if_taken_away(message_id)
        if message_id not in self._store.messages:
            self._refuse(call, 404, 10008, "Unknown Message", reply)
        self._change(call, reply, message_id, data)
        reply.original = Message(self._store, message_id)

    def _respond_with_choices(self, call: Call, reply: Reply, data: Json) -> None:
        reply.choices = data.get("choices") or []
        self._rest.check(call, choice_problems(reply.choices), reply.label)

    def _respond_with_modal(self, call: Call, reply: Reply, data: Json) -> None:
        self._rest.check(call, modal_problems(data), reply.label)
        reply.modal = data | {"components": complete(data.get("components") or [], [])}

    async def _follow_up(self, call: Call) -> Json:
        reply = self._opened(call)
        if reply.original and not reply.deleted and reply.original.thinking:
            message = self._fill_thinking(call, reply)
        else:
            self._rest.check_message(call, call.body, about=reply.label)
            message = self._create(call, reply, call.body, _ephemeral(call.body))
        reply.followups.append(message)
        reply.advance()
        return message.data

    def _fill_thinking(self, call: Call, reply: Reply) -> Message:
        """Put a follow-up in the place of "thinking…", where Discord puts the first one.

        It is then as private as the deferral was, whatever it says of itself.
        """
        assert reply.original is not None
        if bool(_ephemeral(call.body)) != reply.original.ephemeral:
            self._violate(call, "takes the deferred message's place, and its privacy", reply)
        self._change(call, reply, reply.original.id, call.body)
        return reply.original

    async def _get(self, call: Call) -> Json:
        return self._store.messages[self._existing(call, self._opened(call))]

    async def _edit(self, call: Call) -> Json:
        reply = self._opened(call)
        message = self._change(call, reply, self._existing(call, reply), call.body)
        reply.advance()
        return message

    async def _delete(self, call: Call) -> None:
        reply = self._opened(call)
        self._store.delete(self._existing(call, reply))
        reply.advance()

    def _opened(self, call: Call) -> Reply:
        reply = self._rest.replies.get(call["webhook_token"])
        if reply is not None and reply.expired:
            raise DiscordError(401, INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token")
        if reply is None or not reply.acknowledged or call["webhook_id"] != APPLICATION_ID:
            self._refuse(call, 404, 10015, "Unknown Webhook", reply)
        return reply

    def _existing(self, call: Call, reply: Reply) -> str:
        original = reply.original.id if reply.original else ""
        message_id = call.parameters.get("message_id", original)
        self._rest.refuse_if_taken_away(message_id)
        known = {original, *(message.id for message in reply.followups)}
        if message_id not in known or message_id not in self._store.messages:
            self._refuse(call, 404, 10008, "Unknown Message", reply)
        return message_id

    def _create(self, call: Call, reply: Reply, payload: Json, flags: int) -> Message:
        message = self._store.create(
            payload,
            call.uploads,
            channel_id=reply.interaction["channel_id"],
            author=BOT,
            more=_message_json(reply, flags),
        )
        self._rest.check_result(call, message, reply.label)
        return Message(self._store, message["id"])

    def _change(self, call: Call, reply: Reply, message_id: str, payload: Json) -> Json:
        self._rest.check_message(call, payload, message_id, reply.label)
        message = self._store.edit(message_id, payload, call.uploads)
        return self._rest.check_result(call, message, reply.label)

    def _violate(self, call: Call, problem: str, reply: Reply) -> None:
        self._rest.violate(call, problem, reply.label)

    def _refuse(
        self, call: Call, status: int, code: int, message: str, reply: Reply | None = None
    ) -> NoReturn:
        self._rest.refuse(call, status, code, message, reply.label if reply else "")


def _ephemeral(payload: Json) -> int:
    return (payload.get("flags") or 0) & EPHEMERAL


def _possible_responses(interaction: Json) -> set[int]:
    kind = interaction["type"]
    if kind == AUTOCOMPLETE:
        return {CHOICES}
    possible = {MESSAGE, DEFERRED_MESSAGE}
    if "message" in interaction:
        possible |= {DEFERRED_UPDATE, UPDATE}
    return possible if kind == MODAL_SUBMIT else possible | {MODAL}


def _message_json(reply: Reply, flags: int) -> Json:
    """Return what a message has because it answers an interaction."""
    interaction = reply.interaction
    person = interaction.get("user") or interaction["member"]["user"]
    return {
        "type": CHAT_INPUT_RESPONSE if interaction["type"] == COMMAND else 0,
        "flags": flags,
        "webhook_id": APPLICATION_ID,
        "application_id": APPLICATION_ID,
        "interaction_metadata": {
            "id": interaction["id"],
            "type": interaction["type"],
            "user": person,
            "authorizing_integration_owners": interaction["authorizing_integration_owners"],
        },
    }


def _callback_json(reply: Reply) -> Json:
    about: Json = {"id": reply.interaction["id"], "type": reply.interaction["type"]}
    resource: Json = {"type": reply.callback_type}
    if reply.original is not None and not reply.original.deleted:
        about |= {
            "response_message_id": reply.original.id,
            "response_message_loading": reply.original.thinking,
            "response_message_ephemeral": reply.original.ephemeral,
        }
        if reply.callback_type != DEFERRED_UPDATE:
            resource["message"] = reply.original.data
    return {"interaction": about, "resource": resource}
