"""A question as it was typed: plain data that outlives the process in which it was asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

VERSION = 1
"""Of the JSON form; a question of another version is not read."""

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What JSON holds."""


@dataclass(frozen=True)
class Question:
    """What somebody asked.

    Attributes
    ----------
    command
        The command's full name without the slash, for example ``"vector norm"``.
    inputs
        Text by the name of its option; "" where an option was left out. Names that begin with
        "_" are of choices made below the reply, which no form shows.
    variables
        Those of the asker's kept values whose names occur in the inputs, as text by name.
    given
        What the topic's own hooks added.
    private
        Whether it holds data kept about its asker, so that only they may open it.
    theme
        In which its answer was drawn, dark or light.
    """

    command: str
    inputs: Mapping[str, str]
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    given: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
    private: bool = False
    theme: str = "dark"

    @property
    def typed(self) -> Mapping[str, str]:
        """The inputs without those chosen below the reply."""
        return {name: text for name, text in self.inputs.items() if not name.startswith("_")}

    def changed(self, name: str, value: str) -> Question:
        """Return the question with another input."""
        return replace(self, inputs={**self.inputs, name: value})

    def to_json(self) -> str:
        """Return the question as text; `from_json` is the way back."""
        return json.dumps(
            {
                "version": VERSION,
                "command": self.command,
                "inputs": dict(self.inputs),
                "variables": dict(self.variables),
                "given": dict(self.given),
                "private": self.private,
                "theme": self.theme,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Question | None:
        """Return the question, or None when it is of another version.

        Raises
        ------
        ValueError
            When the text is no question at all.
        """
        found: Any = json.loads(text)
        try:
            if found.pop("version") != VERSION:
                return None
            return cls(**found)
        except (AttributeError, KeyError, TypeError):
            raise ValueError("this text is no question") from None
