"""What 10,000 and 60,000 films cost: answers, four at once, completions, and memory.

    .venv/bin/python -m benchmarks.films [--titles MOVIES.DAT] [--folder FOLDER] [FILMS ...]

The sets are made up in a folder, and learned from as the bot does, which takes minutes for 60,000
films; a model that is already in the folder is used again. Titles are those of MovieTweetings'
``movies.dat`` where it is given, then others mixed from their words. People have tastes of four
dimensions, and eight ratings come to a film, most of them to few films.

Reported are, for each set:

- the milliseconds of a worker, by its processor's clock, for `/recommend` (three likes), its map
  included, and for the other commands: the first question, which opens the model, and the
  median of those after it;
- how long four `/recommend` at once take with two workers;
- the longest that the event loop stood still while 60 people complete a title at once, and while
  60 send `/movies list find:`, beside the longest while nothing happens; and how long all took;
- the memory of a worker before and after: all of its own, and with its part of what is shared.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import numpy as np

from bot import stalls
from bot.config import Config
from bot.drawing.style import Style
from bot.faces.computing import study_workers
from bot.models.library import LEARNING_SECONDS, Library
from bot.reference import call
from bot.topics.films import film_list
from bot.topics.films.context import Context
from bot.topics.kit.question import Question
from bot.workers import HOUSE, Workers, asked_by

SETS = (10_000, 60_000)

RATINGS_A_FILM = 8

QUESTIONS = 15
AT_ONCE = 4
TYPING = 60
CHOICES = 25
PERIOD = 0.001
"""Seconds between beats of the loop."""

WORDS = ["Night", "House", "River", "Last", "Woman", "Love", "War", "City", "Dark", "King", "Road"]

HERE = "benchmarks.films"


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("films", nargs="*", type=int, default=SETS)
    parser.add_argument("--titles", type=Path)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    titles = real_titles(given.titles) if given.titles else []
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as temporary, asked_by(HOUSE):
        for count in given.films:
            folder = Path(given.folder or temporary, f"{count}")
            await measure(folder, count, titles)


async def measure(folder: Path, count: int, titles: list[str]) -> None:
    """Print the figures of one set."""
    if not (folder / "ratings.csv").is_file():
        write_set(folder, count, titles)
    library, workers = Library(Config(movies_path=folder)), study_workers(Config())
    model = folder / "model"
    if model.is_file():
        library.catalogue = await library.read()
        library.prepare()
    else:
        began = time.perf_counter()
        await library.open()
        shutil.copy((await library.learned(LEARNING_SECONDS)).path, model)
        print(f"learned in {time.perf_counter() - began:.0f} s")
    stalls.prevent()
    print(f"\n{len(library.keys):,} films, a model of {model.stat().st_size / 1e6:.0f} MB")
    await workers.start()
    try:
        await _answers(workers, library, str(model))
        await _completions(library)
    finally:
        await workers.close()
        await library.close()


async def _answers(workers: Workers, library: Library, model: str) -> None:
    before = await workers.run("drawing", call, f"{HERE}:megabytes")
    best = sorted(range(len(library.keys)), key=lambda p: -library.catalogue.counts[p])[:200]
    draw = random.Random(1)

    def question(command: str, **inputs: str) -> Question:
        rated = {library.keys[place]: 5.0 for place in draw.sample(best, 3)}
        film = library.keys[draw.choice(best)]
        asked = Context(rated, film=film, is_kept=False).with_question(Question(command, inputs))
        return Question(command, inputs, given={**asked.given, "model": model})

    def recommend() -> Question:
        return question("recommend", likes="some", dislikes="")

    for name, inputs in (
        ("recommend", {"likes": "some", "dislikes": ""}),
        ("movies map", {}),
        ("similar", {"movie": "one", "metric": "cosine"}),
    ):
        spent = [
            await workers.run("drawing", call, f"{HERE}:answer", question(name, **inputs))
            for _ in range(QUESTIONS)
        ]
        after = statistics.median(spent[2:])  # each of the two workers has answered one
        print(f"/{name}: first {spent[0]:.0f} ms of a worker, then {after:.0f} ms")
    took: list[tuple[float, float]] = []
    for _ in range(5):
        began = time.perf_counter()
        asked = [recommend() for _ in range(AT_ONCE)]
        spent = await asyncio.gather(
            *(workers.run("drawing", call, f"{HERE}:answer", each) for each in asked)
        )
        took.append((time.perf_counter() - began, sum(spent) / 1000))
    seconds, processor = max(took)
    print(
        f"{AT_ONCE} /recommend at once: {seconds:.2f} s at most of {len(took)} times, of which "
        f"{processor:.2f} s on a processor"
    )
    after = await workers.run("drawing", call, f"{HERE}:megabytes")
    for what, least, most in zip(("private", "with shared (Pss)"), before, after, strict=True):
        print(f"memory of a worker, {what}: {least:.0f} MB, then {most:.0f} MB")


async def _completions(library: Library) -> None:
    draw = random.Random(2)
    typed = [
        film.title[: draw.randint(0, len(film.title))]
        for film in draw.sample(library.catalogue.films, TYPING)
    ]

    async def complete(text: str) -> None:
        await library.in_turn(library.titles.search, text, CHOICES)

    async def find(text: str) -> None:
        await library.in_turn(film_list.listed, library.catalogue, text, 0)

    async def idle(_: str) -> None:
        await asyncio.sleep(0.3)

    for what, job in (("nothing", idle), ("completions", complete), ("/movies list", find)):
        took, longest = await _stalls(job, typed)
        print(f"{TYPING} {what} at once: {took:.2f} s, the loop stalls for {longest:.1f} ms")


async def _stalls(
    job: Callable[[str], Awaitable[None]], typed: Sequence[str]
) -> tuple[float, float]:
    """Return the seconds that all jobs take, and the loop's longest stall in milliseconds."""
    late: list[float] = []

    async def beat() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(PERIOD)
            late.append(time.perf_counter() - began - PERIOD)

    beating = asyncio.create_task(beat())
    await asyncio.sleep(0.05)
    late.clear()
    began = time.perf_counter()
    await asyncio.gather(*map(job, typed))
    took = time.perf_counter() - began
    beating.cancel()
    return took, 1000 * max(late)


def answer(question: Question) -> float:
    """Answer in a worker; return the milliseconds of its processor."""
    began = time.process_time()
    call("bot.topics.kit.answering:reply", question, Style())
    return 1000 * (time.process_time() - began)


def megabytes() -> tuple[float, float]:
    """Return the memory of this process: private, and with its part of what is shared."""
    lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()[1:]
    found = {name: int(size.split()[0]) / 1000 for name, size in (x.split(":") for x in lines)}
    return found["Private_Clean"] + found["Private_Dirty"], found["Pss"]


def write_set(folder: Path, count: int, titles: Sequence[str]) -> None:
    """Write ``movies.csv`` and ``ratings.csv`` with so many films."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(count)
    words = sorted({word for title in titles for word in title.rsplit(" (", 1)[0].split()})
    named = [*titles[:count]]
    made = {*titles}
    while len(named) < count:
        title = " ".join(draw.choices(words or WORDS, k=draw.randint(2, 5)))
        if (title := f"{title} ({draw.randint(1930, 2025)})") not in made:
            made.add(title)
            named.append(title)
    # Real titles are in the order of their years: who is well known must not depend on that.
    draw.shuffle(named)
    with (folder / "movies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["movieId", "title", "genres"])
        writer.writerows([place, title, "Drama|Comedy"] for place, title in enumerate(named, 1))
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["userId", "movieId", "rating"])
        writer.writerows(_ratings(count))


def _ratings(films: int) -> list[tuple[int, int, float]]:
    generator = np.random.default_rng(films)
    count, people = RATINGS_A_FILM * films, max(100, films // 6)
    who = generator.integers(people, size=count)
    # Every film has a rating; the others follow a long tail.
    weights = 1 / (20 + np.arange(films))
    more = generator.choice(films, count - films, p=weights / weights.sum())
    what = np.concatenate([np.arange(films), more])
    tastes, traits = generator.normal(size=(people, 4)), generator.normal(size=(films, 4))
    liked = 0.25 * np.sum(tastes[who] * traits[what], axis=1)
    quality, noise = 0.4 * generator.normal(size=films)[what], 0.8 * generator.normal(size=count)
    halves = np.clip(np.round(2 * (3.4 + quality + liked + noise)) / 2, 0.5, 5)
    return [*zip(who.tolist(), (what + 1).tolist(), halves.tolist(), strict=True)]


def real_titles(file: Path) -> list[str]:
    """Return the titles in MovieTweetings' ``movies.dat``, each once."""
    lines = file.read_text("utf-8").splitlines()
    return [*dict.fromkeys(line.split("::")[1] for line in lines)]


if __name__ == "__main__":
    asyncio.run(main())
