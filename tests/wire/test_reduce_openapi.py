"""The reduction of Discord's document keeps what the loopback needs, and nothing else."""

import json

from tests.wire.openapi import DOCUMENT, OpenAPI
from tests.wire.reduce_openapi import loopback_routes, reduce, references
from tests.wire.world import Json


def reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


FULL: Json = {
    "openapi": "3.1.0",
    "info": {"title": "T", "license": {"name": "MIT"}, "version": "10", "description": "long"},
    "paths": {
        "/a": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": reference("A")}}},
                "responses": {"200": {"content": {"application/json": reference("D")}}},
            },
            "get": {"responses": {}},
        },
        "/unused": {
            "post": {"requestBody": {"content": {"application/json": {"schema": reference("D")}}}}
        },
    },
    "components": {
        "schemas": {
            "A": {"type": "array", "items": reference("B"), "description": "for people"},
            "B": {
                "type": "object",
                "properties": {
                    "description": {"type": "string", "maxLength": 3},
                    "b": reference("B"),
                },
                "required": ["description"],
            },
            "D": {"type": "integer"},
        }
    },
}


def test_what_no_route_reaches_is_dropped() -> None:
    reduced = reduce(FULL, {("post", "/a"), ("get", "/a"), ("get", "/nowhere")})

    assert reduced["paths"].keys() == {"/a"}
    assert reduced["paths"]["/a"].keys() == {"post"}
    assert reduced["components"]["schemas"].keys() == {"A", "B"}
    assert reduced["info"] == {"title": "T", "license": {"name": "MIT"}, "version": "10"}


def test_the_reduced_document_judges_as_the_full_one() -> None:
    reduced = OpenAPI(reduce(FULL, {("post", "/a")}))
    bodies = ([], [{}], [{"description": "long"}], [{"description": "a", "b": {}}], {})

    for body in bodies:
        assert reduced.problems("POST", "/a", body) == OpenAPI(FULL).problems("POST", "/a", body)
    assert [bool(reduced.problems("POST", "/a", body)) for body in bodies] == [False, *[True] * 4]


def test_the_committed_document_is_complete() -> None:
    document = json.loads(DOCUMENT.read_text("utf-8"))
    kept = {(method, path) for path, methods in document["paths"].items() for method in methods}

    assert kept <= loopback_routes()
    assert {method for method, _ in kept} == {"patch", "post", "put"}
    assert set(references(document)) == document["components"]["schemas"].keys()
