"""Hold request bodies against Discord's own OpenAPI document.

The document here is reduced to the bodies that the loopback takes (`reduce_openapi`). Unions
are narrowed to the branch that the body's `type` names, so that an error says what is wrong
with *that* kind of component and not that forty kinds did not match.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Self

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.wire.world import Json

DOCUMENT = Path(__file__).with_name("discord-openapi.json")
URI = "urn:discord-openapi"
SCHEMAS = "#/components/schemas/"


class OpenAPI:
    def __init__(self, document: Json) -> None:
        self._paths: Json = document["paths"]
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry = Registry().with_resource(URI, resource)
        narrow = _narrowing(document["components"]["schemas"])
        self._validator_class = extend(Draft202012Validator, {"anyOf": narrow, "oneOf": narrow})
        self._validator = cache(self._make_validator)

    @classmethod
    def load(cls) -> Self:
        return cls(json.loads(DOCUMENT.read_text("utf-8")))

    def problems(self, method: str, path: str, body: Any) -> list[str]:
        """List what is wrong with a body; `path` is written as in the document."""
        validator = self._validator(method.lower(), path)
        if validator is None:
            return []
        errors = validator.iter_errors(_with_text_attachment_ids(body))
        return [f"{error.json_path}: {error.message[:300]}" for error in errors]

    def _make_validator(self, method: str, path: str) -> Validator | None:
        operation = self._paths.get(path, {}).get(method, {})
        if "application/json" not in operation.get("requestBody", {}).get("content", {}):
            return None
        escaped = path.replace("~", "~0").replace("/", "~1")
        pointer = f"/paths/{escaped}/{method}/requestBody/content/application~1json/schema"
        return self._validator_class({"$ref": f"{URI}#{pointer}"}, registry=self._registry)


def _with_text_attachment_ids(body: Any) -> Any:
    """Write attachment ids as text: discord.py sends numbers, which Discord takes as well."""
    if not isinstance(body, dict):
        return body
    body = dict(body)
    if isinstance(body.get("data"), dict):
        body["data"] = _with_text_attachment_ids(body["data"])
    if isinstance(body.get("attachments"), list):
        body["attachments"] = [
            {**entry, "id": str(entry["id"])} if "id" in entry else entry
            for entry in body["attachments"]
        ]
    return body


Keyword = Callable[[Any, list[Json], Any, Json], Iterator[ValidationError]]


def _narrowing(schemas: Json) -> Keyword:
    """Make the `oneOf`/`anyOf` keyword that looks only at branches of the body's type."""

    def resolve(branch: Json) -> Json:
        reference = branch.get("$ref", "")
        return schemas[reference.removeprefix(SCHEMAS)] if reference else branch

    def fits(validator: Any, branch: Json, instance: Any) -> bool:
        branch = resolve(branch)
        types = branch.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(validator.is_type(instance, name) for name in types):
            return False
        kinds = branch.get("properties", {}).get("type", {}).get("enum")
        named = isinstance(instance, dict) and "type" in instance
        return not (named and kinds) or instance["type"] in kinds

    def union(
        validator: Any, branches: list[Json], instance: Any, _schema: Json
    ) -> Iterator[ValidationError]:
        if all("const" in branch for branch in branches):
            allowed = [branch["const"] for branch in branches]
            if instance not in allowed:
                yield ValidationError(f"{instance!r} is not one of {allowed}")
            return
        fitting = [branch for branch in branches if fits(validator, branch, instance)]
        if not fitting:
            kind = instance.get("type") if isinstance(instance, dict) else instance
            yield ValidationError(f"nothing of type {kind!r} may stand here")
            return
        errors = [list(validator.descend(instance, branch)) for branch in fitting]
        yield from min(errors, key=len)

    return union
