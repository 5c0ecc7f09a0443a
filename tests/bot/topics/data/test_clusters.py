"""`/data cluster`: what is said is what scikit-learn finds from the same start."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples, silhouette_score

import linalg_engine as la
from bot.drawing.style import Style
from bot.topics.data.examples import TABLES
from bot.topics.data.grouped import Grouped, group
from bot.topics.kit import answering
from bot.topics.kit.answer import Answer
from bot.topics.kit.question import Question
from tests.bot import posts
from tests.bot.conftest import Classroom

CITIES = TABLES["cities"]


def question(data: str, k: str = "", standardize: str = "yes") -> Question:
    return Question("data cluster", {"data": data, "k": k, "standardize": standardize})


def answer(data: str, k: str = "", standardize: str = "yes") -> Answer:
    """Answer without drawing."""
    return answering.answer(question(data, k, standardize), Style())


def csv_of(found: Answer, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(dict(found.copies.files)[name])))


def theirs(shown: Grouped) -> Any:
    """Return what scikit-learn finds from the same start."""
    start = shown.rows[list(shown.found.start)]
    kmeans: Any = KMeans
    return kmeans(shown.k, init=start, n_init=1, tol=0, algorithm="lloyd").fit(shown.rows)


@pytest.mark.parametrize("name", [*TABLES])
@pytest.mark.parametrize("standardize", ["yes", "no"])
def test_clusters_and_silhouettes_are_those_of_scikit_learn(name: str, standardize: str) -> None:
    shown = group(question(TABLES[name], standardize=standardize))
    found = answer(TABLES[name], standardize=standardize)

    labels = theirs(shown).labels_
    assert np.array_equal(
        labels[:, None] == labels, shown.found.labels[:, None] == shown.found.labels
    )
    score = silhouette_score(shown.rows, labels)
    best = f"k = {shown.k} has the best silhouette, {score:.2f}".rstrip("0")
    assert best in [fact.rstrip("0") for fact in found.facts]
    (means,) = [fact for fact in found.facts if fact.startswith("  k=2:")]
    listed = {int(k): float(x) for k, x in re.findall(r"k=(\d): (\S+?)(?:,|$)", means)}
    assert max(listed, key=lambda k: listed[k]) == shown.k
    assert [*listed] == [2, 3, 4, 5, 6, 7, 8]
    header, *rows = csv_of(found, "clusters.csv")
    place = header.index("silhouette")
    fits = np.array([float(row[place]) for row in rows])
    assert fits == pytest.approx(silhouette_samples(shown.rows, labels), abs=1e-9)


def test_centres_are_told_in_the_units_of_the_table() -> None:
    found = answer(CITIES, "4")
    data = la.parse_data(CITIES)
    header, *rows = csv_of(found, "clusters.csv")
    labels = np.array([int(row[header.index("cluster")]) for row in rows])

    place = found.facts.index("centres")
    assert found.facts[place + 2].split() == ["rows", *map(str, np.bincount(labels)[1:])]
    for j, name in enumerate(data.column_labels):
        numbers = found.facts[place + 3 + j].removeprefix(name).split()
        means = [data.values[labels == cluster, j].mean() for cluster in range(1, 5)]
        told = [float(x.replace("−", "-")) for x in numbers]
        assert told == pytest.approx(means, abs=0.006, rel=1e-3)
    _, *centres = csv_of(found, "centres.csv")
    assert [int(row[1]) for row in centres] == sorted(np.bincount(labels)[1:], reverse=True)


def test_the_row_between_two_clusters_has_the_lowest_silhouette() -> None:
    shown = group(question(CITIES))
    found = answer(CITIES)

    fits = np.asarray(silhouette_samples(shown.rows, shown.found.labels))
    name = shown.points.names[int(fits.argmin())]
    (line,) = [fact for fact in found.facts if fact.startswith("between two")]
    assert line.startswith(f"between two clusters: {name}, silhouette {fits.min():.2f}")


def test_a_row_alone_in_its_cluster_is_between_none() -> None:
    found = answer(TABLES["fruits"], "2")
    shown = group(question(TABLES["fruits"], "2"))

    assert "2: avocado" in found.facts
    fits = np.asarray(silhouette_samples(shown.rows, shown.found.labels))
    together = np.flatnonzero(shown.found.labels == 0)
    name = shown.points.names[int(together[fits[together].argmin()])]
    (line,) = [fact for fact in found.facts if fact.startswith("between two")]
    assert line.startswith(f"between two clusters: {name}, silhouette")
    assert not [f for f in answer("1 2; 3 4; 9 1", "3").facts if f.startswith("between two")]


def test_clusters_and_categories_are_compared() -> None:
    found = answer(TABLES["iris"], "3")

    place = [fact.split()[:1] for fact in found.facts].index(["species"])
    table = [fact.split() for fact in found.facts[place + 1 : place + 4]]
    assert [row[0] for row in table] == ["setosa", "versicolor", "virginica"]
    counts = np.array([[0 if x == "·" else int(x) for x in row[1:]] for row in table])
    assert counts.sum(axis=1).tolist() == [10, 10, 10]
    share = 100 * counts.max(axis=0).sum() / 30
    assert f"{share:.0f} % of all rows are of that kind" in found.meaning


def test_without_standardizing_the_widest_column_decides() -> None:
    found = answer(CITIES, "3", "no")
    values = la.parse_data(CITIES).values

    order = np.argsort(values[:, 2])
    shown = group(question(CITIES, "3", "no"))
    # By rain alone: in its order the clusters are in one piece each.
    assert np.count_nonzero(np.diff(shown.found.labels[order])) == 2
    assert (
        "Not standardized, rain (mm) makes up more than 99 % of all squared distances."
        in found.meaning
    )


@settings(max_examples=12)
@given(st.integers(0, 10**6), st.integers(4, 12), st.integers(1, 5), st.integers(2, 4))
def test_every_table_has_its_clusters(seed: int, rows: int, columns: int, k: int) -> None:
    values = np.random.default_rng(seed).normal(size=(rows, columns)).round(3)
    typed = "\n".join(" ".join(map(str, row)) for row in values)

    found = answer(typed, str(k))

    sizes = [int(x) for x in re.findall(r"\d+", found.title)][1:]
    assert sum(sizes) == rows
    assert len(sizes) == k
    assert sizes == sorted(sizes, reverse=True)
    assert found.working is not None
    assert len(found.meaning) < 1500


@pytest.mark.parametrize(
    ("data", "standardize"), [("cities", "yes"), ("cities", "no"), ("big", "")]
)
def test_the_numpy_code_finds_the_same(tmp_path: Path, data: str, standardize: str) -> None:
    rng = np.random.default_rng(2)
    big = np.vstack([rng.normal(size=(40, 3)) + 6 * c for c in range(3)]).round(4)
    typed = "\n".join(" ".join(map(str, row)) for row in big)
    found = answer(TABLES.get(data, typed), "3", standardize)
    for file, text in found.copies.files:
        (tmp_path / file).write_text(text, "utf-8")

    done = subprocess.run(
        [sys.executable, "-c", found.copies.numpy],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    printed, _, _ = done.stdout.partition("]")
    header, *rows = csv_of(found, "clusters.csv")
    assert re.findall(r"\d+", printed) == [row[header.index("cluster")] for row in rows]


def test_steps_work_out_a_distance_and_a_mean() -> None:
    shown = group(question(TABLES["people"]))
    working = answer(TABLES["people"]).working
    assert working is not None
    lines = [line.strip() for line in working.plain().splitlines()]

    (goes,) = [line for line in lines if line.startswith("The smallest is that of centre")]
    centre, name = re.findall(r"centre (\d): (.+) goes there", goes)[0]
    row = shown.points.names.index(name)
    away = ((shown.rows[row] - shown.found.path[0]) ** 2).sum(axis=1)
    assert int(centre) - 1 == int(away.argmin())
    told = [float(line.split("≈")[-1]) for line in lines if line.startswith("‖x − c")]
    assert told == pytest.approx(away, abs=6e-4)


# In Discord


async def test_play_shows_the_centres_on_their_way(classroom: Classroom) -> None:
    asked = await classroom.student.slash(classroom.channel, "data cluster", data="cities", k=4)
    message = posts.response(asked)
    post = posts.read(message)

    assert "Play" in post.buttons
    assert post.title.startswith("4 clusters of ")
    pressed = posts.private(await classroom.other.click(message, label="Play"))
    (attachment,) = pressed.attachments
    assert attachment.filename == "k-means.gif"
    assert (await attachment.read())[:6] == b"GIF89a"
    assert "4 rows are the first centres" in posts.alts(pressed)[0]


async def test_nobody_has_to_see_it_move(classroom: Classroom) -> None:
    await classroom.student.slash(classroom.channel, "settings mine", motion="off")

    message = await classroom.ask("data cluster", data="people")

    assert "Play" not in posts.read(message).buttons


async def test_menus_change_the_number_and_the_scale(classroom: Classroom) -> None:
    asked = await classroom.student.slash(classroom.channel, "data cluster", data="cities", k=2)
    message = posts.response(asked)
    menus: list[dict[str, Any]] = [
        part
        for row in message.components
        for part in row.get("components", ())
        if "options" in part
    ]
    assert [menu["placeholder"] for menu in menus] == [
        "Clusters (now: 2)",
        "Standardize the columns? (now: yes)",
    ]

    changed = posts.response(
        await classroom.student.select(message, ["auto"], custom_id=menus[0]["custom_id"])
    )
    assert posts.texts(changed)[0].startswith("### 5 clusters")


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        ("1 2; 1 2; 3 4; 3 4", {}, "at least 3 different points, and there are 2"),
        ("1 2; 1 2; 3 4; 3 4", {"k": 3}, "3 clusters need at least 3 different points"),
        ("5 5; 5 5; 5 5", {}, "All rows are equal"),
        ("1 2; 3 4", {}, "It takes 3 rows"),
        ("what is k?", {}, "**data**"),
        ("1 2 3\n4 5\n7 8 9", {}, "Row 2"),
    ],
)
async def test_what_has_no_clusters_is_told_in_words(
    classroom: Classroom, data: str, options: dict[str, Any], words: str
) -> None:
    assert words in await classroom.refusal("data cluster", data=data, **options)


@pytest.mark.parametrize("inputs", [{"k": "1"}, {"k": "9"}, {"k": "2.5"}, {"standardize": "maybe"}])
def test_other_settings_are_refused(inputs: dict[str, str]) -> None:
    with pytest.raises(la.InputError) as refused:
        answer(CITIES, **inputs)

    assert refused.value.source == next(iter(inputs))
