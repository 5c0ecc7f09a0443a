"""Films and ratings from files, and films found by what people type."""

from __future__ import annotations

import csv
import pickle
from pathlib import Path

import numpy as np
import pytest

from bot import catalogue
from bot.catalogue import Catalogue, CatalogueError, Ratings, titles
from bot.catalogue.catalogue import Film
from bot.catalogue.loading import ML_100K_GENRES
from bot.catalogue.names import names_of
from bot.data import generate

DEMO = Path(generate.__file__).parent / "demo"


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    found, _ = catalogue.demo()
    return found


@pytest.fixture(scope="module")
def demo_ratings() -> Ratings:
    _, found = catalogue.demo()
    return found


# The demo set


def test_the_generator_writes_the_very_ratings_that_are_committed() -> None:
    assert generate.ratings_csv() == (DEMO / "ratings.csv").read_text("utf-8")
    assert generate.ratings_csv(generate.SEED + 1) != generate.ratings_csv()


def test_the_tables_of_the_demo_set_are_about_the_same_films() -> None:
    def column(file: str) -> list[str]:
        with (DEMO / file).open(encoding="utf-8", newline="") as lines:
            return [line["movieId"] for line in csv.DictReader(lines)]

    assert column("films.csv") == column("traits.csv") == [str(k) for k in range(1, 81)]


def test_the_demo_set_is_nearly_half_full(demo: Catalogue, demo_ratings: Ratings) -> None:
    stars = demo_ratings.stars
    assert len(demo.films) == 80
    assert set(demo_ratings.people) == set(range(52))
    assert len(stars) == demo.ratings == pytest.approx(0.45 * 52 * 80, rel=0.1)
    assert (min(stars), max(stars)) == (0.5, 5.0)
    assert all(given * 2 % 1 == 0 for given in stars)
    assert min(demo.counts) >= 5
    assert demo.counts == tuple(np.bincount(demo_ratings.items))
    assert all(film.year and film.genres for film in demo.films)


def test_the_viewers_are_said_to_be_invented() -> None:
    assert "viewers are invented" in (DEMO / "PROVENANCE.md").read_text("utf-8")


# Folders


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files, in whose names _ stands for the last dot."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / ".".join(name.rsplit("_", 1))).write_bytes(data)
    return folder


def test_movielens_latest_small(tmp_path: Path) -> None:
    loaded, ratings = catalogue.load(
        write(
            tmp_path,
            movies_csv="movieId,title,genres\r\n"
            '2571,"Matrix, The (1999)",Action|Sci-Fi\r\n'
            '96,"City of Lost Children, The (Cité des enfants perdus, La) (1995)",Drama\r\n'
            "7,Nobody Saw It (2001),Drama\r\n"
            "126929,Babylon 5,(no genres listed)\r\n",
            ratings_csv="userId,movieId,rating,timestamp\r\n"
            "4,126929,3.5,964982703\r\n4,2571,4.0,964981247\r\n17,2571,0.5,1\r\n17,96,5,2\r\n",
        )
    )

    assert [film.label for film in loaded.films] == [
        "The Matrix (1999)",
        "The City of Lost Children (La Cité des enfants perdus) (1995)",
        "Babylon 5",
    ]
    assert [film.id for film in loaded.films] == [2571, 96, 126929]
    assert [film.genres for film in loaded.films] == [("Action", "Sci-Fi"), ("Drama",), ()]
    assert ratings.people.tolist() == [0, 0, 1, 1]
    assert ratings.items.tolist() == [2, 0, 0, 1]
    assert ratings.stars.tolist() == [3.5, 4.0, 0.5, 5.0]
    assert loaded.name == tmp_path.name


def test_movielens_100k_is_latin_1(tmp_path: Path) -> None:
    flags = ["0"] * len(ML_100K_GENRES)
    flags[8] = flags[14] = "1"
    line = "|".join(["542", "Misérables, Les (1995)", "01-Jan-1995", "", "http://x", *flags])

    loaded, ratings = catalogue.load(
        write(
            tmp_path,
            u_item=f"{line}\n".encode("latin-1"),
            u_data="196\t542\t3\t881250949\n186\t542\t5\t891717742\n",
        )
    )

    (film,) = loaded.films
    assert (film.title, film.year, film.genres) == ("Les Misérables", 1995, ("Drama", "Romance"))
    assert ratings.stars.tolist() == [3, 5]


def test_files_of_ones_own_have_columns_by_other_names(tmp_path: Path) -> None:
    loaded, ratings = catalogue.load(
        write(
            tmp_path,
            movies_csv="\ufeffTitle,Item ID,Year\nSolaris,s1,1972\nSolaris,s2,2002\n",
            ratings_csv="Stars,Item_ID,User\n9,s2,Ann\n2,s1,Ann\n\n10,s2,Ann\n7,s1,Bo\n",
        )
    )

    assert [film.label for film in loaded.films] == ["Solaris (1972)", "Solaris (2002)"]
    assert ratings.items.tolist() == [1, 0, 0]
    assert ratings.stars.tolist() == [10, 2, 7], "the later of two ratings counts"
    again, _ = catalogue.load(tmp_path)
    assert [film.id for film in again.films] == [film.id for film in loaded.films]
    assert len({film.id for film in loaded.films}) == 2


RATINGS = "userId,movieId,rating\n"
MOVIES = "movieId,title\n1,Shrek (2001)\n"


@pytest.mark.parametrize(
    ("movies", "ratings", "words"),
    [
        (MOVIES, RATINGS + "1,1,3\n1,1,five\n", "ratings.csv, line 3: 'five' is not a rating"),
        (MOVIES, RATINGS + "1,1,nan\n", "ratings.csv, line 2: 'nan' is not a rating"),
        (MOVIES, RATINGS + "1,1,-1\n", "ratings.csv, line 2: '-1' is not a rating"),
        (MOVIES, RATINGS + "1,1\n", "ratings.csv, line 2: expected 3 cells"),
        (MOVIES, RATINGS + ",1,3\n", "ratings.csv, line 2: it does not say who rated"),
        (MOVIES, RATINGS + "1,2,3\n", "ratings.csv, line 2: the film '2' is not in movies.csv"),
        (MOVIES, "who,movieId,rating\n", "ratings.csv, line 1: no column .* who rated"),
        (MOVIES, RATINGS, "There are no ratings in "),
        (MOVIES, "", "ratings.csv is empty"),
        (MOVIES, RATINGS.encode() + b"\xff,1,3\n", "ratings.csv, after line .*: this is not plain"),
        (MOVIES, RATINGS + "1" * 10_001 + "\n", "ratings.csv, line 2: the line is too long"),
        (MOVIES + "1,Up\n", RATINGS, "movies.csv, line 3: the film '1' is listed twice"),
        (MOVIES + "2,\n", RATINGS, "movies.csv, line 3: a film needs an id and a title"),
        ("movieId,title,year\n1,Up,next\n", RATINGS, "movies.csv, line 2: 'next' is not a year"),
        ("a,b\n", RATINGS, "movies.csv, line 1: no column .* ids"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    tmp_path: Path, movies: str, ratings: str | bytes, words: str
) -> None:
    write(tmp_path, movies_csv=movies, ratings_csv=ratings)

    with pytest.raises(CatalogueError, match=words) as caught:
        catalogue.load(tmp_path)

    assert str(caught.value).endswith(".")


def test_a_line_may_be_so_long(tmp_path: Path) -> None:
    most = f"1,1,3,{'x' * 9_993}\n"
    assert len(most) == 10_000
    write(tmp_path, movies_csv=MOVIES, ratings_csv=RATINGS + most)

    found, _ = catalogue.load(tmp_path)

    assert found.counts == (1,)


def test_a_folder_without_films_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"MOVIES_PATH must be a folder with ratings\.csv"):
        catalogue.load(tmp_path)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("MOST_RATINGS", "ratings.csv, line 4: there are more than 2 ratings"),
        ("MOST_FILMS", "movies.csv, line 4: there are more than 2 films."),
    ],
)
def test_a_set_is_read_up_to_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, words: str
) -> None:
    films, ratings = "movieId,title,genres\n1,A,\n2,B,\n", RATINGS + "1,1,3\n2,1,3\n"
    monkeypatch.setattr(f"bot.catalogue.loading.{limit}", 2)
    write(tmp_path, movies_csv=films, ratings_csv=ratings)
    found, _ = catalogue.load(tmp_path)
    assert (len(found.films), found.ratings) == (1, 2)

    write(tmp_path, movies_csv=films + "3,C,\n", ratings_csv=ratings + "3,1,3\n")
    with pytest.raises(CatalogueError, match=words):
        catalogue.load(tmp_path)


# Titles


@pytest.mark.parametrize(
    ("written", "as_shown"),
    [
        ("Matrix, The", "The Matrix"),
        ("Bug's Life, A", "A Bug's Life"),
        ("Avventura, L' (Adventure, The)", "L'Avventura (The Adventure)"),
        ("Good, the Bad and the Ugly, The", "The Good, the Bad and the Ugly"),
        ("Paris, I Love You", "Paris, I Love You"),
        ("(500) Days of Summer", "(500) Days of Summer"),
        ("two\nlines\u202e", "two lines"),
    ],
)
def test_articles_stand_in_front(written: str, as_shown: str) -> None:
    assert titles.shown(written) == as_shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shrek", "Shrek"),
        ("Shreck", "Shrek"),
        ("finding nmeo", "Finding Nemo"),
        ("toy stroy", "Toy Story"),
        ("matirx", "The Matrix"),
        ("the matrix 1999", "The Matrix"),
        ("Matrix, The", "The Matrix"),
        ("AMELIE", "Amélie"),
        ("lord of the rings", "The Lord of the Rings: The Fellowship of the Ring"),
        ("silence of lambs", "The Silence of the Lambs"),
        ("mama mia", "Mamma Mia!"),
        ("pride and prejudice", "Pride & Prejudice"),
        ("monsters inc", "Monsters, Inc."),
        ("matirx 1999", "The Matrix"),
        ("starwars", "Star Wars"),
        ("the silence of teh lambs", "The Silence of the Lambs"),
        ("lions king", "The Lion King"),
        ("Dark Knight Rises", "The Dark Knight Rises"),
        ("the felowship of the ring", "The Lord of the Rings: The Fellowship of the Ring"),
        ("8½", "8½"),
    ],
)
def test_a_title_is_found_in_spite_of_spelling(demo: Catalogue, typed: str, meant: str) -> None:
    assert [film.title for film in demo.find(typed)] == [meant]
    assert demo.search(typed)[0].title == meant


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("The Dark Knight", "The Dark Knight Rises"),
        ("Lord of the Rings: The Two Towers", "The Lord of the Rings: The Fellowship of the Ring"),
        ("Harry Potter and the Half-Blood Prince", "Harry Potter and the Sorcerer's Stone"),
        ("Harry Potter", "Harry Potter and the Sorcerer's Stone"),
        ("Aliens", "Alien"),
        ("Alien 3", "Alien"),
        ("Frozen II", "Frozen"),
        ("Night Club", "Fight Club"),
        ("Lion", "The Lion King"),
        ("nemo", "Finding Nemo"),
    ],
)
def test_a_word_too_many_too_few_or_another_is_another_film(
    demo: Catalogue, typed: str, near: str
) -> None:
    assert demo.find(typed) == ()
    assert demo.search(typed)[0].title == near


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("star wars", [1]),
        ("sta wars", []),
        ("the empire strikes back", [2]),
        ("Star Wars Episode V: the empir strikes back", [2]),
        ("city of lost children", [3]),
        ("la cite des enfants perdus", [3]),
        ("alein", [4]),
        ("alien covenent", [5]),
        ("rocky iii", [7]),
        ("rocky iv", []),
        ("nineteen", []),
        ("1948", []),
        ("the and of", []),
    ],
)
def test_either_part_of_a_title_is_enough(tmp_path: Path, typed: str, ids: list[int]) -> None:
    titles_of = [
        "Star Wars: Episode IV - A New Hope (1977)",
        "Star Wars: Episode V - The Empire Strikes Back (1980)",
        '"City of Lost Children, The (Cité des enfants perdus, La) (1995)"',
        "Alien (1979)",
        "Alien: Covenant (2017)",
        "Rocky II (1979)",
        "Rocky III (1982)",
        "1984 (1984)",
        "And (1990)",
    ]
    movies = "".join(f"{i},{title}\n" for i, title in enumerate(titles_of, 1))
    ratings = "".join(f"1,{i},3\n" for i in range(1, len(titles_of) + 1))
    folder = write(tmp_path, movies_csv=f"movieId,title\n{movies}", ratings_csv=RATINGS + ratings)

    found, _ = catalogue.load(folder)

    assert sorted(film.id for film in found.find(typed)) == ids


@pytest.mark.parametrize(
    "typed", ["xyzzy", "shrek 2", "matirx 2003", "titanic 1953", "a", "", "   ", "!?", "😀"]
)
def test_what_is_not_there_is_not_found(demo: Catalogue, typed: str) -> None:
    assert demo.find(typed) == ()


def test_every_film_is_found_by_its_own_name(demo: Catalogue) -> None:
    for film in demo.films:
        assert demo.find(film.title) == (film,)
        assert demo.find(film.label) == (film,)
        assert demo.search(film.title[:-1])[0] == film
        assert demo.film(film.id) == film


def test_a_title_of_two_films_is_told_apart_by_the_year(tmp_path: Path) -> None:
    films, _ = catalogue.load(
        write(
            tmp_path,
            movies_csv="movieId,title\n1,Solaris (1972)\n2,Solaris (2002)\n3,Solar Crisis (1990)\n",
            ratings_csv=RATINGS + "1,1,3\n1,2,3\n1,3,3\n",
        )
    )

    assert [film.year for film in films.find("solaris")] == [1972, 2002]
    assert [film.year for film in films.find("Solaris (2002)")] == [2002]
    assert [film.year for film in films.find("solaris 1972")] == [1972]
    assert films.search("solaris 2002")[0].year == 2002


def test_two_entries_of_one_film_are_one(tmp_path: Path) -> None:
    movies = 'movieId,title\n1,"Ice Storm, The (1997)"\n2,The Ice Storm (1997)\n3,Ice (1997)\n'
    ratings = "userId,movieId,rating\n1,1,3\n2,2,4\n1,3,1\n3,1,2\n3,2,5\n"

    films, stars = catalogue.load(write(tmp_path, movies_csv=movies, ratings_csv=ratings))

    assert [film.label for film in films.films] == ["The Ice Storm (1997)", "Ice (1997)"]
    assert films.counts == (3, 1)
    # A later rating replaces an earlier one.
    assert sorted(zip(stars.people, stars.items, stars.stars, strict=True)) == [
        (0, 0, 3), (0, 1, 1), (1, 0, 4), (2, 0, 5),
    ]  # fmt: skip


def test_while_typing_the_films_that_begin_so_come_first(demo: Catalogue) -> None:
    def begins_so(film: Film) -> bool:
        return any(titles.compared(name)[0] == "s" for name in names_of(film.title, film.year))

    begun = demo.search("s", 4)
    assert all(map(begins_so, begun))
    counts = [demo.counts[demo.films.index(film)] for film in begun]
    others = [
        count
        for film, count in zip(demo.films, demo.counts, strict=True)
        if begins_so(film) and film not in begun
    ]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= max(others)
    assert demo.search("the m")[0].title == "The Matrix"
    assert len(demo.search("")) == 25
    best = demo.place(demo.search("")[0].id)
    assert best is not None
    assert demo.counts[best] == max(demo.counts)
    assert len(demo.search("a", 3)) == 3
    assert demo.search("a" * 100_000) == demo.search("a" * 100)


def test_a_catalogue_crosses_processes(demo: Catalogue) -> None:
    demo.search("shrek")
    copy = pickle.loads(pickle.dumps(demo))  # noqa: S301 (our own)

    assert copy.films == demo.films
    assert copy.search("shrek") == demo.search("shrek")
