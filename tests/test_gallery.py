"""The gallery and the README show pictures that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", ["README.md", "docs/gallery.md"])
def test_every_picture_of_a_page_is_there(page: str) -> None:
    path = ROOT / page
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", path.read_text("utf-8"))

    assert len(shown) > 5
    assert [name for name in shown if not (path.parent / name).is_file()] == []


def test_every_picture_of_the_gallery_is_shown() -> None:
    text = (ROOT / "docs/gallery.md").read_text("utf-8")

    names = [path.name for path in (ROOT / "docs/gallery").iterdir()]
    assert [name for name in names if f"(gallery/{name})" not in text] == []
