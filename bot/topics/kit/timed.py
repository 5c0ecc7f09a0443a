"""What a topic does at times that it has set, without being asked: plain data for the chat.

A topic declares `Timed` under a name and makes appointments of that name in the store. When one
is due, its hook says what is to be posted and when it is due next. Both are kept before anything
is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.topics.kit.outcome import Button
from bot.topics.kit.question import Plain, Question


@dataclass(frozen=True)
class Post:
    """A message for everybody in a channel.

    Attributes
    ----------
    key
        12 hexadecimal digits, unlike those of any other post.
    channel
        Where; 0 for the server's study channel, as it is when the post is sent.
    texts
        Discord Markdown, in blocks.
    question
        Whose answer is shown below them; None where there is none.
    buttons
        Of the topics' `below_notes`; where there are any they take the place of the answer's own.
    thread
        The name of a thread to open below it; "" where none is.
    follows
        The key of an earlier post in whose thread it is sent; "" where it is none. Where that
        thread cannot be found, it is sent in the channel.
    until
        In milliseconds since 1970; later nobody wants it any more. 0 where it is always wanted.
    """

    key: str
    channel: int
    texts: tuple[str, ...] = ()
    question: Question | None = None
    buttons: tuple[Button, ...] = ()
    thread: str = ""
    follows: str = ""
    until: int = 0

    def plain(self) -> dict[str, Any]:
        """Return the post as plain data, as JSON gives it back."""
        question = None if self.question is None else self.question.to_json()
        return json.loads(json.dumps({**asdict(self), "question": question}))

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Post:
        """Return the post that plain data says."""
        given = dict(plain)
        question = given["question"]
        given["question"] = None if question is None else Question.from_json(question)
        given["texts"] = tuple(given["texts"])
        given["buttons"] = tuple(Button(**button) for button in given["buttons"])
        return cls(**given)


@dataclass(frozen=True)
class Due:
    """An appointment that is due.

    Attributes
    ----------
    guild
        In which server.
    time
        When it was due, in milliseconds since 1970; that may be a while ago.
    data
        Whatever the topic had kept.
    """

    guild: int
    time: int
    data: Mapping[str, Plain]


@dataclass(frozen=True)
class Then:
    """What an appointment leads to.

    Attributes
    ----------
    posts
        What is to be posted, in this order.
    time
        When it is due next, in milliseconds since 1970; None where it is over.
    data
        With what data then.
    """

    posts: tuple[Post, ...] = ()
    time: int | None = None
    data: Mapping[str, Plain] = field(default_factory=dict[str, Plain])
