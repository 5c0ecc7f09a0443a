"""Films and ratings are read once, and kept for every fit."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import read
from bot.config import Config
from bot.models import kept_ratings
from bot.models.library import KEEP, LEARN, Library
from bot.reference import call


class Here(Library):
    """A library that reads in this process, learns nothing, and remembers what it did."""

    done: list[str]

    async def _elsewhere(self, reference: str, *args: Any) -> Any:
        self.done.append(reference)
        return learn(*args) if reference == LEARN else call(reference, *args)


def learn(kept: str, members: object, path: str) -> tuple[str, ...]:
    """Learn nothing from what was kept."""
    assert kept_ratings.opened(kept)[0].films
    assert members is None
    Path(path).touch()
    return ()


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    path = str(tmp_path / "ratings-1.npz")

    kept = kept_ratings.keep(None, path)
    films, ratings = kept_ratings.opened(path)

    assert (films, ratings) == read(None)
    assert kept.catalogue == films
    assert kept.notes == ()
    assert kept.is_there()
    Path(path).unlink()
    assert not kept.is_there()
    with pytest.raises(FileNotFoundError):
        kept_ratings.opened(path)


@pytest.mark.parametrize(("most", "people"), [(700, 1000), (5000, 15)])
def test_of_too_many_ratings_those_of_some_people_are_learned_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, people: int
) -> None:
    monkeypatch.setattr(kept_ratings, "MOST_LEARNED", most)
    monkeypatch.setattr(kept_ratings, "MOST_PEOPLE", people)
    path = str(tmp_path / "ratings-1.npz")

    kept = kept_ratings.keep(None, path)
    films, ratings = kept_ratings.opened(path)

    everything, given = read(None)
    assert films == kept.catalogue == everything, "with all counts"
    assert {*ratings.items} == {*given.items}, "no film is without a rating"
    assert {*ratings.people} == {*range(max(ratings.people) + 1)}
    whole = {36}
    of_each = Counter(ratings.people)
    complete = sum(count for count in of_each.values() if count in whole)
    alone = len(ratings.stars) - complete
    assert complete <= most
    assert complete / 36 <= people
    assert complete > min(most, 36 * people) - 36
    assert alone <= len(films.films)
    (sentence,) = kept.notes
    assert f"1,872 ratings: {len(ratings.stars):,} of them are learned from" in sentence


async def test_files_are_read_once_and_what_was_left_out_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "movies.csv").write_text("movieId,title\n1,Shrek\n2,Up\n")
    lines = "".join(f"{person},{person % 2 + 1},{person % 9 + 1}\n" for person in range(20))
    (tmp_path / "ratings.csv").write_text(f"userId,movieId,rating\n{lines}1,1,\n")
    library = Here(replace(Config(), movies_path=tmp_path))
    library.done = []

    with caplog.at_level(logging.WARNING):
        await library.open()
        first = await library.learned()
        await library.learn(None)

    assert library.done == [KEEP, LEARN, LEARN]
    assert [film.title for film in library.catalogue.films] == ["Shrek", "Up"]
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "ratings.csv: 1 of 21 lines was left out: 1 without stars (line 22).",
        f"Ratings of {tmp_path.name} go up to 10, which is taken as 5 stars.",
    ]

    for file in Path(first.path).parent.iterdir():
        file.unlink()
    assert (await library.learned()).is_there()
    assert library.done[3:] == [KEEP, LEARN], "files that are gone are made again"
    assert len(caplog.records) == 2
    await library.close()
