"""Films and ratings from the files of strangers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import catalogue
from bot.catalogue import Catalogue, CatalogueError
from bot.catalogue.film_files import ML_100K_GENRES


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
UNENDED = f"{'x' * 9_000}\n"


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
        (MOVIES, "\n \n", "ratings.csv is empty"),
        (MOVIES, "\n\n" + RATINGS + "\n1,1,x\n", r"ratings.csv, line 5: .* from 0 to 100\."),
        (MOVIES, RATINGS + "1,1,3\0\n", "ratings.csv, line 2: this is not plain text"),
        (MOVIES, b"\xff\xfe\x00\xd8\x01", "ratings.csv, line 1: this is not plain text"),
        (MOVIES, RATINGS + '1,1,"' + 20 * UNENDED, "ratings.csv, line .*: this is not CSV"),
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
        ("rating_files.MOST_RATINGS", "ratings.csv, line 4: there are more than 2 ratings"),
        ("film_files.MOST_FILMS", "movies.csv, line 4: there are more than 2 films."),
    ],
)
def test_a_set_is_read_up_to_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, words: str
) -> None:
    films, ratings = "movieId,title,genres\n1,A,\n2,B,\n", RATINGS + "1,1,3\n2,1,3\n"
    monkeypatch.setattr(f"bot.catalogue.{limit}", 2)
    write(tmp_path, movies_csv=films, ratings_csv=ratings)
    found, _ = catalogue.load(tmp_path)
    assert (len(found.films), found.ratings) == (1, 2)

    write(tmp_path, movies_csv=films + "3,C,\n", ratings_csv=ratings + "3,1,3\n")
    with pytest.raises(CatalogueError, match=words):
        catalogue.load(tmp_path)


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


# Other layouts


def test_lines_of_movielens_100k_that_are_cut_short_are_left_out(tmp_path: Path) -> None:
    flags = "|".join("1" + "0" * 18)
    whole = f"1|A (1995)|01-Jan-1995||http://x|{flags}\n2|B (1996)|||x|{flags}\n"
    write(tmp_path, u_item=f"{whole}3|C|||x|0|1\n", u_data="7\t1\t3\t1\n7\t2\t4\t1\n8\t1\n")

    films, ratings = catalogue.load(tmp_path)

    assert [(film.label, film.genres) for film in films.films] == [
        ("A (1995)", ()),
        ("B (1996)", ()),
    ]
    assert ratings.left_out == (
        "u.item: 1 of 3 lines was left out: 1 cut short (line 3).",
        "u.data: 1 of 3 lines was left out: 1 cut short (line 3).",
    )


@pytest.mark.parametrize("year", ["", " ", "NaN", "n/a", "Unknown", "0", r"\N"])
def test_a_year_may_be_unknown(tmp_path: Path, year: str) -> None:
    movies = f"movieId,title,year\n1,Up,{year} \n"
    write(tmp_path, movies_csv=movies, ratings_csv=RATINGS + "1,1,3\n")

    films, _ = catalogue.load(tmp_path)

    assert labels(films) == ["Up"]


def labels(films: Catalogue) -> list[str]:
    return [film.label for film in films.films]


def test_movielens_1m(tmp_path: Path) -> None:
    movies = "1::Toy Story (1995)::Animation|Children's\n11::Misérables, Les (1995)::Drama\n"

    films, ratings = catalogue.load(
        write(
            tmp_path,
            movies_dat=movies.encode("latin-1"),
            ratings_dat="1::11::5::978300760\n2::1::3::978302109\n2::11::4::978301968\n",
            users_dat="1::F::1::10::48067\n",
        )
    )

    assert labels(films) == ["Toy Story (1995)", "Les Misérables (1995)"]
    assert [film.genres for film in films.films] == [("Animation", "Children's"), ("Drama",)]
    assert films.counts == (1, 2)
    assert ratings.stars.tolist() == [5, 3, 4]
    assert (ratings.end, ratings.left_out) == (5, ())


def test_movielens_10m_is_utf_8(tmp_path: Path) -> None:
    movies = "1::Amélie: a::b (2001)::Comedy\n2::Ran (1985)::(no genres listed)\n"

    films, ratings = catalogue.load(
        write(tmp_path, movies_dat=movies, ratings_dat="1::2::0.5::8\r\n1::1::4.5::8\r\n")
    )

    assert labels(films) == ["Amélie: a::b (2001)", "Ran (1985)"]
    assert films.films[1].genres == ()
    assert ratings.stars.tolist() == [0.5, 4.5]


def test_movie_tweetings_go_from_0_to_10(tmp_path: Path) -> None:
    movies = "0078748::Alien (1979)::Horror|Sci-Fi\n0012349::The Kid (1921)::Comedy\n"

    films, ratings = catalogue.load(
        write(tmp_path, movies_dat=movies, ratings_dat="1::0078748::10::1\n2::0012349::0::1\n")
    )

    assert [film.id for film in films.films] == [78748, 12349]
    assert ratings.stars.tolist() == [10, 0]
    assert ratings.end == 10


@pytest.mark.parametrize(
    ("movies", "ratings"),
    [
        ("movieId;title\n1;Amélie (2001)\n", "userId;movieId;rating\n1;1;3,5\n"),
        ("movieId\ttitle\n1\tAmélie (2001)\n", "userId\tmovieId\trating\n1\t1\t3.5\n"),
        ("movieId|title\n1|Amélie (2001)\n", '"userId"|"movieId"|"rating"\n"1"|"1"|"3.5"\n'),
        ("\n\nmovieId,title\n 1 ,Amélie  (2001)\n", " userId , movieId, rating\n1, 1 , 3.5 \n"),
        ('"movieId","title"\r\n"1","Amélie (2001)"\r\n', "userId,movieId,rating\r\n1,1,3.5\r\n"),
        ("movieId,title\r1,Amélie (2001)\r", "userId,movieId,rating\r1,1,3.5\r"),
        ("Film ID,Film,Year\n007,Amélie,2001.0\n", "Viewer,Film_ID,Score\nann,7.0,3.5\n"),
        ("id,name,year\n1,Amélie,2001-04-25\n", "person,item,stars\n1,01,3.50\n"),
        ('id, name\n1, "Amélie (2001)"\n', 'user, item, stars\n"A, b", 1, 3.5\n'),
        ("\n1::Amélie (2001)::Comedy\n", "\n\n1::1::3.5::9\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_files_of_ones_own(tmp_path: Path, movies: str, ratings: str, encoding: str) -> None:
    written = {"movies_csv": movies.encode(encoding), "Ratings_CSV": ratings.encode(encoding)}

    films, found = catalogue.load(write(tmp_path, **written))

    assert labels(films) == ["Amélie (2001)"]
    assert found.stars.tolist() == [3.5]
    assert found.left_out == ()


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    movies = "movieId,title\n1,Amélie (2001)\n".encode() + "2,“Été” – 42€\n".encode("cp1252")
    write(tmp_path, movies_csv=movies, ratings_csv=RATINGS + "1,1,3\n1,2,4\n")

    films, _ = catalogue.load(tmp_path)

    assert labels(films) == ["Amélie (2001)", "“Été” – 42€"]


def test_a_title_in_quotes_goes_over_lines_and_has_commas(tmp_path: Path) -> None:
    movies = 'movieId,title\n1,"Good, the ""Bad""\nand the Ugly, The (1966)"\n'
    write(tmp_path, movies_csv=movies, ratings_csv=RATINGS + "1,1,3\n")

    films, _ = catalogue.load(tmp_path)

    assert labels(films) == ['The Good, the "Bad" and the Ugly (1966)']


# What is left out

FINE = "".join(f"{person},1,4\n" for person in range(100, 120))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("1,1,\n", "1 without stars (line 22)"),
        ("1,1,\n2,1, \n3,1,NA\n", "3 without stars (first: line 22)"),
        ("1,1,five\n", "1 with no number from 0 to 100 for stars (line 22)"),
        ("1,1,-1\n", "1 with no number from 0 to 100 for stars (line 22)"),
        ("1,99,3\n2,8,3\n", "2 of films that movies.csv does not have (first: line 22)"),
        ("1,1,\n,1,3\n", "1 without stars (line 22), 1 without a person (line 23)"),
        ("1,1\n", "1 cut short (line 22)"),
        ("100,1,5\n", "1 that later ratings of the same films replace"),
    ],
)
def test_what_is_left_out_is_told_in_one_sentence(tmp_path: Path, wrong: str, told: str) -> None:
    write(tmp_path, movies_csv=MOVIES, ratings_csv=RATINGS + FINE + wrong)

    films, ratings = catalogue.load(tmp_path)

    count = wrong.count("\n")
    were = "was" if count == 1 else "were"
    sentence = f"ratings.csv: {count} of {20 + count} lines {were} left out: {told}."
    assert ratings.left_out == (sentence,)
    assert films.counts == (20,)
    assert sorted(ratings.people) == list(range(20))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("1,Up,2009\n", "1 with the id of another film (line 23)"),
        ("8,,2009\n ,Up,2009\n", "2 without an id or a title (first: line 23)"),
        ("8,Up,next\n", "1 with a year that is none (line 23)"),
        ("8,Up\n", "1 cut short (line 23)"),
    ],
)
def test_films_are_left_out_as_well(tmp_path: Path, wrong: str, told: str) -> None:
    films = "".join(f"{k},Film {k},unknown\n" for k in range(100, 120))
    movies = f"movieId,title,year\n1,Shrek,2001\n{films}{wrong}"
    write(tmp_path, movies_csv=movies, ratings_csv=RATINGS + FINE)

    found, ratings = catalogue.load(tmp_path)

    assert labels(found) == ["Shrek (2001)"]
    (sentence,) = ratings.left_out
    assert sentence.startswith("movies.csv: ")
    assert sentence.endswith(f" left out: {told}.")


def test_a_file_that_is_mostly_wrong_is_refused(tmp_path: Path) -> None:
    write(tmp_path, movies_csv=MOVIES, ratings_csv=RATINGS + "1,1,\n2,8,3\n3,1,4\n4,1,5\n5,1,5\n")
    assert catalogue.load(tmp_path)[0].counts == (3,)

    write(tmp_path, ratings_csv=RATINGS + "3,1,4\n1,1,\n2,8,3\n4,1,5\n")
    with pytest.raises(CatalogueError) as caught:
        catalogue.load(tmp_path)

    assert str(caught.value) == (
        "ratings.csv, line 3: '' is not a rating; it must be a number from 0 to 100 "
        "(2 of 4 lines are wrong)."
    )


@pytest.mark.parametrize(
    ("most", "slips", "end"), [(2000, 2, 5), (1000, 2, 100), (2000, 0, 5), (10, 1, 100)]
)
def test_few_ratings_beyond_the_scale_are_slips(
    tmp_path: Path, most: int, slips: int, end: float
) -> None:
    lines = "".join(f"{k},1,{0.5 + k % 10 / 2}\n" for k in range(most))
    wrong = "".join(f"x{k},1,{55 - k}\n" for k in range(slips))
    write(tmp_path, movies_csv=MOVIES, ratings_csv=RATINGS + lines + wrong)

    films, ratings = catalogue.load(tmp_path)

    assert ratings.end == end
    assert films.counts == (most if end == 5 else most + slips,)
    told = f": 2 with more than 5 stars (first: line {most + 2:,})."
    assert [sentence.endswith(told) for sentence in ratings.left_out] == [True] * (
        end == 5 and slips == 2
    )


@pytest.mark.parametrize("wrong", ["x,1,\n", "x,9,4\n", "x,1,55\n", "x\n"])
def test_people_of_lines_that_are_left_out_have_no_number(tmp_path: Path, wrong: str) -> None:
    lines = "".join(f"{k},1,4\n" for k in range(1000))
    write(tmp_path, movies_csv=MOVIES, ratings_csv=RATINGS + wrong + lines)

    _, ratings = catalogue.load(tmp_path)

    assert len(ratings.left_out) == 1
    assert ratings.people.tolist() == list(range(1000))


def test_people_are_told_apart_by_any_name(tmp_path: Path) -> None:
    write(tmp_path, movies_csv=MOVIES, ratings_csv=RATINGS + "Ann,1,3\nann,1,4\n 07,1,5\n7,1,2\n")

    films, ratings = catalogue.load(tmp_path)

    assert films.counts == (3,)
    assert ratings.stars.tolist() == [3, 4, 2]
