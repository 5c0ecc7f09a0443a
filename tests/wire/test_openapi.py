"""The validator against Discord's own document."""

from typing import Any

import pytest

from tests.wire.bare_bot import button, gallery, text_display, v2
from tests.wire.openapi import OpenAPI
from tests.wire.world import Json

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"


@pytest.mark.parametrize(
    ("path", "method", "body"),
    [
        (CALLBACK, "POST", {"type": 5}),
        (CALLBACK, "POST", {"type": 4, "data": {"content": "a", "flags": 64, "tts": False}}),
        (CALLBACK, "POST", {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}]}}),
        (ORIGINAL, "PATCH", v2(text_display("a"), gallery("a.png"), attachments=[{"id": 0}])),
    ],
)
def test_document_accepts(openapi: OpenAPI, path: str, method: str, body: Json) -> None:
    assert openapi.problems(method, path, body) == []


@pytest.mark.parametrize(
    ("path", "method", "body", "problem"),
    [
        (CALLBACK, "POST", {"type": 99}, "nothing of type 99"),
        (CALLBACK, "POST", {"type": 4, "data": {"content": "a" * 5000}}, "$.data.content:"),
        (CALLBACK, "POST", {"type": 9, "data": {"custom_id": "m", "title": "T"}}, "'components'"),
        (ORIGINAL, "PATCH", v2({"type": 10}), "$.components[0].components[0]: 'content'"),
        (ORIGINAL, "PATCH", v2({"type": 18}), "nothing of type 18"),
        (ORIGINAL, "PATCH", v2(button("A", "a")), "nothing of type 2"),
        (ORIGINAL, "PATCH", {"attachments": [{"filename": "a.png"}]}, "'id' is a required"),
        ("/applications/{application_id}/commands", "PUT", [{"name": "a" * 33}], "$[0].name:"),
    ],
)
def test_document_rejects(
    openapi: OpenAPI, path: str, method: str, body: Any, problem: str
) -> None:
    found = openapi.problems(method, path, body)
    assert len(found) == 1
    assert problem in found[0]
