"""A lesson's file with a mistake is refused with its name, the line and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.topics.learn import checking
from bot.topics.learn.lesson import LessonError
from bot.topics.learn.reading import read
from tests.bot.topics.learn.lesson_file import RIGHT, line_of, written


def test_the_file_that_the_others_are_made_from_is_right(tmp_path: Path) -> None:
    assert checking.mistakes([written(tmp_path)]) == []


IN_THE_FILE = {
    # what is written instead of what, in which line that is, and the reason
    "unknown key": (
        "right = ",
        "rigth = ",
        "rigth = ",
        "There is no rigth here. Did you mean right?",
    ),
    "unknown key at the top": (
        "about",
        "abuot",
        "abuot",
        "There is no abuot here. Did you mean about?",
    ),
    "a key of another kind": (
        "level = 1",
        "level = 1\nshows = 1",
        "shows = 1",
        "There is no shows here.",
    ),
    "no title": ('title = "Lengths"\n', "", "about", "title is missing."),
    "no title of a card": (
        'title = "Squares"\n',
        "",
        '[[cards]]\nkind = "formula"',
        "title is missing.",
    ),
    "an empty title": ('"Squares"', '" "', '" "', "title is a text in quotes."),
    "a number for a title": ('"Squares"', "7", "title = 7", "title is a text in quotes."),
    "not offered": (
        'right = "{long}"',
        'right = "5"',
        'right = "5"',
        "right is none of the choices",
    ),
    "offered twice": ('"{sum(v)}"]', '"{long}"]', "choices", "A choice is offered twice."),
    "one choice": (', "{sum(v)}"]', "]", "choices", "choices has 1 texts, and needs 2 to 6."),
    "no list": ('["norm(v)", "v / long"]', '"norm(v)"', "formula = ", "formula is a list of texts"),
    "another kind": (
        '"claim"',
        '"clam"',
        '"clam"',
        "kind is one of guess, claim, formula, try, exercise.",
    ),
    "no such exercise": ('"norm"\n', '"nrom"\n', '"nrom"', "called nrom. Did you mean norm?"),
    "no such level": (
        "level = 1",
        "level = 4",
        "level = 4",
        "level is a whole number from 1 to 3.",
    ),
    "half a level": (
        "level = 1",
        "level = 1.0",
        "level = 1.0",
        "level is a whole number from 1 to 3.",
    ),
    "a long text": (
        "Add the squares.",
        "x" * 401,
        "xxx",
        "text has 401 characters, and at most 400 fit.",
    ),
    "a long title": ("Lengths", "x" * 61, "xxx", "title has 61 characters, and at most 60 fit."),
    "a long line": ("How long an arrow is.", "x" * 91, "xxx", "about has 91 characters"),
    "in the first of several lines": (
        "It is the third side",
        "It is the third side}",
        'text = """',
        "text has a brace without its other one.",
    ),
    "half a brace": (
        "Twice as",
        "Twice {v as",
        "Twice {v",
        "text has a brace without its other one.",
    ),
    "values as a list": (
        '[values]\nv = "[3, 4]"\nlong = "norm(v)"\n',
        "values = []\n",
        "values = []",
        "values is a table",
    ),
    "a value that is a number": ('"norm(v)"\n', "5\n", "long = 5", "long is a text in quotes."),
    "no guess first": ('kind = "guess"', 'kind = "wish"', '"wish"', "kind is one of"),
    "a key twice": (
        "level = 1",
        "level = 1\nlevel = 2",
        "level = 2",
        "This key is there already; perhaps a line [[cards]] is missing above it.",
    ),
    "a card without its first line": (
        '[[cards]]\nkind = "claim"',
        'kind = "claim"',
        'kind = "claim"',
        "This key is there already; perhaps a line [[cards]] is missing above it.",
    ),
    "a key far from all others": (
        "level = 1",
        "level = 1\nhurry = 1",
        "hurry = 1",
        "There is no hurry here. There can be kind, title, text, exercise, level.",
    ),
    "no quote at the end": ('"Squares"', '"Squares', '"Squares', "Illegal character"),
    "a line that is none": ("level = 1", "level 1", "level 1", "Expected '='"),
}


@pytest.mark.parametrize("what", IN_THE_FILE)
def test_a_mistake_in_the_file(what: str, tmp_path: Path) -> None:
    before, after, words, reason = IN_THE_FILE[what]
    assert before in RIGHT
    content = RIGHT.replace(before, after, 1)

    with pytest.raises(LessonError) as refused:
        read(written(tmp_path, content))

    error = refused.value
    assert str(error).startswith(f"02_lengths.toml, line {line_of(content, words)}: ")
    assert reason in error.reason


def cards(*places: int) -> str:
    """Return the file with some of its cards, in this order."""
    head, *found = RIGHT.split("[[cards]]")
    return "[[cards]]".join([head, *(f"{found[place].rstrip()}\n\n" for place in places)])


@pytest.mark.parametrize(
    ("places", "line_of_card", "reason"),
    [
        ((0, 1, 2), 2, "A lesson has 4 to 7 cards, and this one has 3."),
        ((0, 1, 2, 3, 4, 1, 2, 3), 7, "A lesson has 4 to 7 cards, and this one has 8."),
        ((1, 0, 2, 3, 4), 0, "The first card is a guess."),
        ((0, 1, 2, 4), 3, "A card of the kind try is missing."),
    ],
)
def test_too_few_and_too_many_cards(
    places: tuple[int, ...], line_of_card: int, reason: str, tmp_path: Path
) -> None:
    content = cards(*places)
    heads = [n for n, line in enumerate(content.split("\n"), 1) if line == "[[cards]]"]

    with pytest.raises(LessonError) as refused:
        read(written(tmp_path, content))

    assert (refused.value.line, refused.value.reason) == (heads[line_of_card], reason)


def test_no_cards_at_all(tmp_path: Path) -> None:
    for content, reason in (
        (cards(), "A lesson has 4 to 7 cards, and this one has 0."),
        (f"cards = 4\n{cards()}", "Each card begins with a line [[cards]]."),
        (f"cards = [4]\n{cards()}", "Each card begins with a line [[cards]]."),
    ):
        with pytest.raises(LessonError) as refused:
            read(written(tmp_path, content))
        assert (refused.value.line, refused.value.reason) == (1, reason)


def test_names_of_files(tmp_path: Path) -> None:
    assert read(written(tmp_path, name="02_lengths_of_arrows.toml")).name == "lengths of arrows"
    for name in ("a.toml", "2_a.toml", "02-a.toml", "02_A.toml", "02_.toml", "02_a_.toml"):
        with pytest.raises(LessonError, match=r"line 1: A lesson's file is called like"):
            read(written(tmp_path, name=name))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "02_lengths.toml"
    file.write_bytes(b'title = "L\xe4ngen"')

    with pytest.raises(LessonError, match=r"line 1: This is no text in UTF-8\."):
        read(file)


IN_THE_NUMBERS = {
    "an unknown name": ('"norm(v)"', '"norm(w)"', "long = ", "There is no w."),
    "names in their order": (
        'v = "[3, 4]"\nlong = "norm(v)"',
        'long = "norm(v)"\nv = "[3, 4]"',
        "long = ",
        "There is no v.",
    ),
    "a value that is none": ('"[3, 4]"', '"[3, 4"', 'v = "[3, 4"', "never closed"),
    "a name that means something": ("long", "max", "max = ", "max already means something else"),
    "in a text": ("{v[1]} to the right", "{v[3]} to the right", "{v[3]}", "There is no entry 3"),
    "in a title": ("How long is {v}?", "How long is {u}?", "{u}", "There is no u."),
    "in a choice": ('"{sum(v)}"]', '"{sum(u)}"]', "{sum(u)}", "u"),
    "in the reason": ("it is {long}.", "it is {wide}.", "{wide}", "There is no wide."),
    "in a formula": ('"v / long"', '"v / 0"', "v / 0", "divides by 0"),
    "in a command": ("v:{2v}", "v:{2u}", "{2u}", "There is no u."),
    "in what is shown": ("v:{v} p:2", "v:{u} p:2", "{u}", "There is no u."),
    "no such command": ("/vector norm v:{v} p:2", "/vector nrom v:{v}", "nrom", "/vector norm"),
    "no such option": (
        "v:{v} p:2",
        "v:{v} q:2",
        "q:2",
        "/vector norm has no option q; it has v, p.",
    ),
    "no such option first": (
        "v:{v} p:2",
        "w:{v} p:2",
        "w:{v}",
        "/vector norm has no option w; it has v, p.",
    ),
    "an option without its name": (
        "v:{v} p:2",
        "{v} p:2",
        "norm {v}",
        "Write the options with their names",
    ),
    "an option missing": ("/vector norm v:{v} p:2", "/dot b:{v}", "/dot", "a is missing"),
    "what it cannot read": ("v:{v} p:2", "v:{v} p:two", "p:two", "two"),
    "what it cannot answer": (
        '"/vector norm v:{2v}"',
        '"/dot a:{v} b:[1, 2, 3]"',
        "/dot",
        "same number",
    ),
    "no picture": (
        '"/vector norm v:{v} p:2"',
        '"/calc expression:2+3"',
        "/calc",
        "There is no picture",
    ),
    "nothing to show": ('"/vector norm v:{v} p:2"', '"/help"', "/help", "/help gives no answer"),
    "a form": ('"/vector norm v:{2v}"', '"/pca"', "/pca", "/pca needs more than this."),
    "a picture of ratings": (
        '"/vector norm v:{v} p:2"',
        '"/similar movie:Shrek"',
        "/similar",
        "what people have rated",
    ),
}


@pytest.mark.parametrize("what", IN_THE_NUMBERS)
def test_a_mistake_that_computing_finds(what: str, tmp_path: Path) -> None:
    before, after, words, reason = IN_THE_NUMBERS[what]
    assert before in RIGHT
    content = RIGHT.replace(before, after) if "max" in after else RIGHT.replace(before, after, 1)

    (error,) = checking.mistakes([written(tmp_path, content)])

    assert str(error).startswith(f"02_lengths.toml, line {line_of(content, words)}: ")
    assert reason in error.reason


def test_films_can_be_tried_and_two_lessons_have_two_names(tmp_path: Path) -> None:
    content = RIGHT.replace('"/vector norm v:{2v}"', '"/similar movie:Shrek"')
    first = written(tmp_path, content)
    second = written(tmp_path, name="03_lengths.toml")

    (error,) = checking.mistakes([first, second])

    assert str(error) == "03_lengths.toml, line 1: 02_lengths.toml is called lengths, too."
