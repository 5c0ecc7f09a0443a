"""What a session keeps in memory, and what goes first."""

from __future__ import annotations

import pytest

from bot.drawing.picture import Picture
from bot.page import session
from bot.page.session import Post, Session


def picture(name: str, size: int) -> Picture:
    return Picture(f"{name}.png", name.encode() * size, name)


def test_the_first_messages_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_POSTS", 2)
    kept = Session()

    posts = [kept.add(Post(f"/calc {n}", {"kind": "note"})) for n in range(3)]

    assert [*kept.asked.values()] == posts[1:]


def test_the_pictures_not_shown_for_longest_go_where_they_are_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session, "MOST_BYTES", 25)
    kept = Session()

    addresses = [kept.keep(picture(name, 10)) for name in ("a", "b", "a", "c")]
    found = [kept.picture(address.rpartition("/")[2]) for address in addresses]

    assert addresses[0] == addresses[2]
    assert [shown and shown.alt for shown in found] == ["a", None, "a", "c"]


def test_one_picture_is_kept_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_BYTES", 5)
    kept = Session()

    address = kept.keep(picture("a", 10))

    assert kept.picture(address.rpartition("/")[2]) == picture("a", 10)
