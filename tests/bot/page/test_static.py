"""The page's own files: nothing from elsewhere, nothing that runs what people typed."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from bot.page.api import STATIC

FILES = sorted(path for path in STATIC.rglob("*") if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
INDEX = (STATIC / "index.html").read_text("utf-8")

LEAST_CONTRAST = 4.5
"""Of letters, by the Web Content Accessibility Guidelines."""

GROUNDS = ("ground", "raised", "sunken")
PAIRS = (
    *product(("text", "quiet", "accent"), GROUNDS),
    *product(("danger",), ("ground", "raised")),
    ("on-primary", "primary"),
    ("on-mark", "mark"),
)


def test_the_page_is_small_modules() -> None:
    assert {"page.js", "line.js", "posts.js"} <= {path.name for path in SCRIPTS}
    for path in FILES:
        assert len(path.read_text("utf-8").splitlines()) < 400, path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert re.findall(r"https?://\w[^\s\"']*|//cdn[^\s]*|@import|url\(", text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_reads_text_as_markup_or_as_a_program(path: Path) -> None:
    text = path.read_text("utf-8")

    forbidden = r"innerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc"
    assert re.findall(forbidden, text) == []
    for name in re.findall(r'from "\./(\w+\.js)"', text):
        assert path.with_name(name).is_file()
    for name in re.findall(r'byId\("([\w-]+)"\)', text):
        assert f'id="{name}"' in INDEX, name


def test_the_index_has_no_script_and_no_style_of_its_own() -> None:
    assert re.findall(r"<script(?![^>]* src=)", INDEX) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", INDEX) == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_letters_stand_out_from_their_ground(theme: str) -> None:
    css = (STATIC / "page.css").read_text("utf-8")
    dark, light = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    )
    colours = dark if theme == "dark" else dark | light

    for letters, ground in PAIRS:
        assert contrast(colours[letters], colours[ground]) >= LEAST_CONTRAST, (letters, ground)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: Web Content Accessibility Guidelines 2.2, contrast ratio and relative luminance.
    """
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
