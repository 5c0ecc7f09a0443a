"""The line: which text belongs to which option, and where it stands."""

from __future__ import annotations

import pytest

from bot.topics.kit import line
from bot.topics.kit.line import LineError
from bot.topics.kit.registry import discover

COMMANDS = {command.name: command for command in discover().commands}


@pytest.mark.parametrize(
    ("text", "command", "typed"),
    [
        ("/dot [1,2] [3,4]", "dot", {"a": "[1,2]", "b": "[3,4]"}),
        ("/dot a:[1,2] b:[3,4]", "dot", {"a": "[1,2]", "b": "[3,4]"}),
        ("/dot b:[3,4] a:[1,2]", "dot", {"a": "[1,2]", "b": "[3,4]"}),
        ("/dot [1,2] b: [3,4]", "dot", {"a": "[1,2]", "b": "[3,4]"}),
        ("  /DOT\n1 2 3", "dot", {"a": "1 2 3"}),
        ("/dot [1, 2] and [3, 4]", "dot", {"a": "[1, 2] and [3, 4]"}),
        ("/dot <1,2> · <3,4>", "dot", {"a": "<1,2> · <3,4>"}),
        ("/vector norm [3, 4] 1", "vector norm", {"v": "[3, 4]", "p": "1"}),
        ("/matrix solve [1 1; 1 -1] [3, 1]", "matrix solve", {"a": "[1 1; 1 -1]", "b": "[3, 1]"}),
        (
            r"/matrix multiply \begin{bmatrix}1 & 2\end{bmatrix} [3; 4]'",
            "matrix multiply",
            {"a": r"\begin{bmatrix}1 & 2\end{bmatrix}", "b": "[3; 4]'"},
        ),
        ("/matrix power [1 1; 1 0] 10", "matrix power", {"a": "[1 1; 1 0]", "n": "10"}),
        ("/rate Toy Story 5", "rate", {"movie": "Toy Story", "stars": "5"}),
        ("/vars set A [1 2; 3 4] * B", "vars set", {"name": "A", "value": "[1 2; 3 4] * B"}),
        ("/pca 1,2 3,5\n4,4 components:1", "pca", {"data": "1,2 3,5\n4,4", "components": "1"}),
        ("/data embed cat dog car", "data embed", {"words": "cat dog car"}),
        ("/calc a:3", "calc", {"expression": "a:3"}),
        ("/recommend Alien (1979)", "recommend", {"likes": "Alien (1979)"}),
        ("/similar [REC] (2007)", "similar", {"movie": "[REC] (2007)"}),
        ("/dot a:[1,2] a:[3,4]", "dot", {"a": "[1,2] a:[3,4]"}),
        ("/dot data:[1,2]", "dot", {"a": "data:[1,2]"}),
        ("/about", "about", {}),
    ],
)
def test_each_text_belongs_to_an_option_and_stands_at_its_place(
    text: str, command: str, typed: dict[str, str]
) -> None:
    found = line.read(text, COMMANDS)

    assert found.command.name == command
    assert {name: each.text for name, each in found.typed.items()} == typed
    assert all(text[each.start : each.end] == each.text for each in found.typed.values())


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
def test_every_example_can_be_typed_as_it_is_declared(command: line.Command) -> None:
    found = line.read(f"/{command.name} {command.example}", COMMANDS)

    assert found.command is command
    assert found.missing() == []
    texts = [each.text for each in found.typed.values()]
    assert (
        command.example.split()
        == " ".join(f"{name}:{text}" for name, text in zip(found.typed, texts, strict=True)).split()
    )


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("/dott [1]", "Did you mean /dot?", "/dott"),
        ("/xyzzy", "/help shows", "/xyzzy"),
        ("/matrix", "/matrix det", "/matrix"),
        ("/ 1", "begins with /", "/"),
        ("/about me", "/about takes no options", "me"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_and_where(text: str, words: str, place: str) -> None:
    with pytest.raises(LineError, match=words) as caught:
        line.read(text, COMMANDS)

    assert text[caught.value.start : caught.value.end] == place


@pytest.mark.parametrize(
    ("text", "option", "words", "place"),
    [
        ("/pca 1,2 components:99", "components", "a whole number from 1 to", "99"),
        ("/pca 1,2 components:two", "components", "a whole number from 1 to", "two"),
        ("/pca 1,2 components:٣", "components", "a whole number from 1 to", "٣"),
        ("/similar Shrek metric:sine", "metric", "one of cosine, dot", "sine"),
        ("/rate Shrek 7", "stars", "one of 5, 4.5", "7"),
    ],
)
def test_what_discord_lets_nobody_choose_is_refused_at_its_place(
    text: str, option: str, words: str, place: str
) -> None:
    found = line.read(text, COMMANDS)

    with pytest.raises(LineError, match=words) as caught:
        found.inputs()

    assert text[caught.value.start : caught.value.end] == place
    assert caught.value.option == option


def test_choices_may_be_typed_as_they_are_shown_and_have_their_defaults() -> None:
    shown = line.read("/rate Shrek stars:4.5 ★★★★½", COMMANDS)
    left_out = line.read("/similar Shrek", COMMANDS)

    assert shown.inputs() == {"movie": "Shrek", "stars": "4.5"}
    assert left_out.inputs() == {"movie": "Shrek", "metric": "cosine"}
