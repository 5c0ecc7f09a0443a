"""Answers, notes and forms as the page gets them: plain data, and words that are only words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.text import visible
from bot.topics.kit.outcome import FileField, MenuField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.drawing.picture import Picture
    from bot.faces.answers import Answered
    from bot.topics.kit.answer import Choice, Copies
    from bot.topics.kit.declaration import Pressable
    from bot.topics.kit.outcome import Field, Form, Note
    from bot.topics.kit.question import Question
    from linalg_engine.errors import InputError

    Plain = dict[str, Any]
    Kept = Callable[[Picture], str]

LOUD = {"delete"}
"""Buttons that take something away."""


def answer(found: Answered, own: Mapping[str, Pressable], kept: Kept) -> Plain:
    """Return an answer with its pictures, menus and buttons.

    Parameters
    ----------
    found
        The answer.
    own
        The topics' own buttons below answers, by action.
    kept
        Keeps a picture, and returns its address.
    """
    reply = found.reply
    special = {"turn": reply.turn_name} if reply.turn_name else {}
    special |= {action: own[action].label for action in reply.extras}
    return {
        "kind": "answer",
        "title": visible(reply.title),
        "facts": [visible(fact) for fact in reply.facts],
        "meaning": visible(reply.meaning),
        "pictures": pictures(reply.pictures, kept),
        "menus": [_choice(choice) for choice in reply.choices],
        "buttons": [
            {
                "action": action,
                "argument": "",
                "label": visible(label),
                "danger": action in LOUD,
                "main": action in reply.extras and own[action].is_main,
            }
            for action, label in (special | found.labels).items()
        ],
    }


def pictures(drawn: Iterable[Picture], kept: Kept) -> list[Plain]:
    """Return pictures by their addresses, with their alt texts."""
    return [
        {
            "address": kept(picture),
            "name": picture.name,
            "alt": visible(picture.alt),
            "moving": picture.name.endswith(".gif"),
        }
        for picture in drawn
    ]


def note(found: Note) -> Plain:
    """Return a topic's note."""
    menu = found.menu
    return {
        "kind": "note",
        "texts": [visible(text) for text in found.texts],
        "file": None if found.file is None else {"name": found.file[0], "text": found.file[1]},
        "menus": []
        if menu is None
        else [_menu(menu.action, menu.argument, menu.label, menu.values, several=True)],
        "buttons": [
            {
                "action": button.action,
                "argument": button.argument,
                "label": visible(button.label),
                "danger": button.danger,
            }
            for button in found.buttons
        ]
        + [{"action": "delete", "argument": "", "label": "Delete", "danger": True}],
    }


def copies(found: Copies, kept: Kept) -> Plain:
    """Return the calculation as text in several languages, and as files."""
    return {
        "texts": [
            {"name": "Text", "text": visible(found.text)},
            {"name": "NumPy", "text": visible(found.numpy)},
            {"name": "LaTeX", "text": visible(found.latex)},
        ],
        "files": [{"name": name, "text": text} for name, text in found.files],
        "pictures": pictures(found.pictures, kept),
    }


def form(found: Form) -> Plain:
    """Return a topic's form, with what no field shows."""
    return {
        "command": found.command,
        "title": visible(found.title),
        "fields": [_field(field) for field in found.fields],
        "carried": dict(found.carried),
    }


def edit(question: Question, options: Mapping[str, Plain]) -> Plain:
    """Return a form with the inputs of a question.

    Parameters
    ----------
    question
        The question.
    options
        The command's options as fields, by name.
    """
    typed = {name: text for name, text in question.typed.items() if name in options}
    return {
        "command": question.command,
        "title": f"/{question.command}",
        "fields": [
            options[name] | {"value": text, "required": options[name]["required"] and bool(text)}
            for name, text in typed.items()
        ],
        "carried": {},
    }


def refusal(error: InputError) -> Plain:
    """Return what is wrong with an input, and where."""
    return {
        "words": visible(error.problem),
        "option": error.source or "",
        "text": error.text,
        "position": error.position,
        "example": error.example or "",
    }


def _choice(choice: Choice) -> Plain:
    return _menu(
        choice.press,
        choice.name,
        choice.label,
        choice.values,
        several=choice.several,
        chosen=choice.chosen,
    )


def _menu(
    action: str,
    argument: str,
    label: str,
    values: Iterable[tuple[str, str]],
    *,
    several: bool,
    chosen: tuple[str, ...] | None = None,
) -> Plain:
    return {
        "action": action,
        "argument": argument,
        "label": visible(label),
        "values": [[value, visible(words) or value] for value, words in values],
        "several": several,
        "chosen": list(chosen or ()),
        "empty": chosen is not None,
    }


def _field(field: Field) -> Plain:
    shown: Plain = {"name": field.name, "label": visible(field.label), "required": False}
    match field:
        case TextField():
            return shown | {
                "kind": "text",
                "words": "",
                "required": field.required,
                "placeholder": visible(field.placeholder),
                "value": field.default,
            }
        case FileField():
            return shown | {"kind": "file", "words": visible(field.words)}
        case MenuField():
            choices = dict(field.choices)
            if field.default:
                choices.setdefault(field.default, field.default)
            return shown | {
                "kind": "several" if field.several else "pick",
                "words": visible(field.words),
                "choices": [[value, visible(words)] for value, words in choices.items()],
                "value": field.default,
                "placeholder": visible(field.placeholder),
            }
