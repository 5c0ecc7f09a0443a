"""Reduce Discord's OpenAPI document to the requests that the loopback Discord takes.

    python -m tests.wire.reduce_openapi openapi.json

The full document is `specs/openapi_preview.json` of github.com/discord/discord-api-spec. Kept
in `discord-openapi.json` are the JSON bodies of the requests that the loopback has routes for,
and the schemas that they refer to, without the texts that only people read. Run it
again when the loopback gets a new route or Discord a new version.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.wire.interactions import Interactions
from tests.wire.openapi import DOCUMENT, SCHEMAS
from tests.wire.rest import API, Rest
from tests.wire.world import Json, World

JSON_BODY = "application/json"
FOR_PEOPLE = ("description", "title", "x-discord-union")


def main() -> None:
    _, full = sys.argv
    reduced = reduce(json.loads(Path(full).read_text("utf-8")), loopback_routes())
    text = json.dumps(reduced, ensure_ascii=False, separators=(",", ":"))
    DOCUMENT.write_text(text + "\n", "utf-8")


def loopback_routes() -> set[tuple[str, str]]:
    """Return the method and path of each route, as the document writes them."""
    rest = Rest("", None, World(), lambda: None)
    app = web.Application()
    rest.add_routes(app)
    Interactions(rest).add_routes(app)
    return {
        (route.method.lower(), route.resource.canonical.removeprefix(API))
        for route in app.router.routes()
        if route.resource is not None
    }


def reduce(document: Json, routes: set[tuple[str, str]]) -> Json:
    """Keep the JSON bodies of the routes, and every schema that they reach.

    Example: a document with the schemas A, which refers to B, and C is reduced to A and B
    where only A is a body.
    """
    paths: Json = {}
    for method, path in sorted(routes):
        operation = document["paths"].get(path, {}).get(method, {})
        body = operation.get("requestBody", {}).get("content", {}).get(JSON_BODY)
        if body is not None:
            content = {JSON_BODY: {"schema": for_machines(body["schema"])}}
            paths.setdefault(path, {})[method] = {"requestBody": {"content": content}}
    schemas = document["components"]["schemas"]
    names = reached(paths, schemas)
    return {
        "openapi": document["openapi"],
        "info": {key: document["info"][key] for key in ("title", "license", "version")},
        "paths": paths,
        "components": {"schemas": {name: for_machines(schemas[name]) for name in sorted(names)}},
    }


def reached(start: Any, schemas: Json) -> set[str]:
    """Return the names of all schemas to which references lead."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in set(references(waiting.pop())) - found:
            found.add(name)
            waiting.append(schemas[name])
    return found


def references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from references(child)
    elif isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(SCHEMAS)
        for child in node.values():
            yield from references(child)


def for_machines(schema: Any) -> Any:
    """Drop the texts of a schema. A property may well be *named* "description": it stays."""
    if isinstance(schema, list):
        return [for_machines(child) for child in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in FOR_PEOPLE}
    for key, value in kept.items():
        if key == "properties":
            kept[key] = {name: for_machines(child) for name, child in value.items()}
        elif key not in ("const", "default", "enum"):
            kept[key] = for_machines(value)
    return kept


if __name__ == "__main__":
    main()
