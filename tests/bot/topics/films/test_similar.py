"""`/similar` on a large set: half taste, half company."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bot.drawing.style import Style
from bot.models.film_model import FilmModel
from bot.topics.films import similar
from bot.topics.films.context import Context
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from tests.bot.topics.films.conftest import SHREK

MOST_CHARACTERS = 40
"""About what a line of code on a phone holds."""


@pytest.fixture(scope="module")
def large(learned: FilmModel) -> FilmModel:
    """The demo films as if a hundred times as many people had rated them, factors a tenth."""
    space = learned.space
    space = replace(space, counts=100 * space.counts, factors=space.factors / 10)
    return FilmModel.of(learned.source, learned.films, learned.keys, space)


@pytest.fixture(scope="module")
def large_path(large: FilmModel, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with it."""
    path = str(tmp_path_factory.mktemp("large") / "model.npz")
    large.write(path)
    return path


def answered(path: str, metric: str = "cosine") -> Answer:
    """Answer as a worker does."""
    question = Question("similar", {"movie": "Shrek", "metric": metric})
    question = Context(film=SHREK).with_question(question)
    return similar.answer(replace(question, given={**question.given, "model": path}), Style())


def cosines(rows: np.ndarray, place: int) -> np.ndarray:
    """Return the cosines between one row and all."""
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return rows @ rows[place]


def test_taste_and_company_are_told_beside_their_mean(large: FilmModel, large_path: str) -> None:
    answer = answered(large_path)
    place, space = large.places[SHREK], large.space
    taste = cosines(space.factors, place)
    company = cosines(space.watch_rows, place) * space.counts / (space.counts + 2)
    half = np.delete((taste + company) / 2, place)

    assert answer.facts[0] == "half cosine of taste, half of company"
    assert answer.meaning.startswith("Half of the number is taste:")
    firsts, seconds = answer.facts[1::2], answer.facts[2::2]
    shown = [float(line.split("  ")[0]) for line in firsts]
    assert shown == pytest.approx(np.sort(half)[::-1][:6], abs=0.006)
    for first, second in zip(firsts, seconds, strict=True):
        item = [film.label for film in large.films].index(first.split("  ")[1])
        parts = re.fullmatch(r"      taste (\S+), company (\S+)", second)
        assert parts is not None
        numbers = [float(x.replace("−", "-")) for x in parts.groups()]
        assert numbers == pytest.approx([taste[item], company[item]], abs=0.006)
    assert max(map(len, answer.facts)) <= MOST_CHARACTERS


def test_the_working_leads_to_the_number(large_path: str) -> None:
    answer = answered(large_path)
    assert answer.working is not None
    text = answer.working.plain()

    product, first, second = map(
        float, re.findall(r"≈ (\d\.\d{4})/\((\d\.\d{4}) · (\d\.\d{4})\)", text)[0]
    )
    (taste, company, half) = re.findall(r"\((\S+) \+ (\S+)\)/2 ≈ (\S+)", text)[0]
    assert product / (first * second) == pytest.approx(float(taste), abs=0.01)
    assert (float(taste) + float(company)) / 2 == pytest.approx(float(half), abs=0.011)
    assert half == answer.facts[1].split("  ")[0]


def test_the_copied_program_gives_the_numbers_shown(large_path: str, model_path: str) -> None:
    for path in (large_path, model_path):
        for metric in ("cosine", "dot"):
            answer = answered(path, metric)
            *before, last = answer.copies.numpy.splitlines()
            names: dict[str, Any] = {}
            exec("\n".join([*before, f"found = {last}"]), names)  # noqa: S102 - the bot's own
            lines = answer.copies.text.replace("−", "-").splitlines()
            shown = [float(line.split("  ")[0]) for line in lines]
            assert names["found"][1:] == pytest.approx(shown, abs=0.006)


def test_a_small_set_and_the_dot_product_are_compared_as_ever(
    large_path: str, model_path: str
) -> None:
    assert answered(model_path).facts[0] == "cosine with it"
    assert answered(model_path).meaning == similar.COSINE_WORDS
    dot = answered(large_path, "dot")
    assert dot.facts[0] == "dot product with it"
    assert dot.meaning == similar.DOT_WORDS
    assert len(dot.facts) == 1 + similar.COUNT
