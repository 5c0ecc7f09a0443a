"""Several acts of one person: what is kept, films, forms, menus, and who may press what."""

from __future__ import annotations

from acts import (
    Channel,
    Choose,
    Complete,
    Look,
    Press,
    Question,
    Slash,
    Submit,
    by_moderator,
    slash,
    story,
)
from table_questions import FILMS, FLOWERS, LONG_FORM, MARKS, RATINGS, SCALES

LOVED, HATED = "Films you love", "Films you do not like"
PASTE, UPLOAD, READY = "Paste a table", "or choose a file", "or a ready example"


def kept(**values: str) -> tuple[Slash, ...]:
    return tuple(slash("vars set", name=name, value=value) for name, value in values.items())


def rated(**stars: float) -> tuple[Slash, ...]:
    """Return the ratings of films; an underscore stands for a blank."""
    return tuple(
        slash("rate", movie=title.replace("_", " "), stars=given) for title, given in stars.items()
    )


def told_once(command: str, **options: object) -> Question:
    act = Slash(command, options)
    return story(str(act), act)


BUTTONS = (
    story(
        "an edited answer",
        slash("dot", a="[1,2,3]", b="4 5 6"),
        Press("Edit"),
        Submit({"a": "[1,0]", "b": "[0,2]"}),
        Press("Steps", "other"),
        Press("Copy", "other"),
        Press("Edit"),
    ),
    story(
        "an edit that cannot be read",
        slash("dot", a="[1,2,3]", b="[4,5,6]"),
        Press("Edit"),
        Submit({"a": "[1,2", "b": "[4,5]"}),
        Press("Steps"),
    ),
    story(
        "an option filled in later",
        slash("vector norm", v="[3,4]"),
        Press("Edit"),
        Submit({"v": "[3,4]", "p": "1"}),
    ),
    story("an input too long for a form", slash("vector norm", v="1 " * 2001), Press("Edit")),
    story(
        "an edited expression",
        slash("calc", expression="1 + 1"),
        Press("Edit"),
        Submit({"expression": "[1,2]\n+ [3,4]"}),
        Press("Copy"),
    ),
    story(
        "what others may not press",
        slash("dot", a="[1,2]", b="[3,4]"),
        Press("Edit", "other"),
        Press("Delete", "other"),
        Press("Share", "other"),
        Press("Delete", "moderator"),
    ),
    story("sharing without a study channel", slash("dot", a="[1,2]", b="[3,4]"), Press("Share")),
    story(
        "a study channel",
        by_moderator("study off"),
        by_moderator("study channel", channel=Channel("study")),
        slash("dot", a="[1,2]", b="[3,4]"),
        Press("Share"),
        Look("study"),
        Press("Share"),
        slash("calc", expression="1/3 + 1/6"),
        Press("Share", "moderator"),
        Look("study"),
        *rated(Shrek=5),
        slash("recommend"),
        Press("Share"),
        by_moderator("study off"),
        slash("dot", a="[1,2]", b="[3,5]"),
        Press("Share"),
    ),
)

KEPT = (
    told_once("vars list"),
    story(
        "values kept and used",
        *kept(A="[1 2; 3 4]", b="[5,6]", r="sqrt(2)", third="1/3", unused="7"),
        slash("vars list"),
        slash("calc", expression="A \\ b * r * r"),
        Press("Copy"),
        slash("calc", expression="third + A"),
        slash("matrix det", a="A"),
        slash("matrix solve", a="A", b="b"),
        Press("Steps"),
        slash("dot", a="b", b="2*b"),
        slash("vector norm", v="A"),
        slash("vector unit", v="[r, 1]"),
        slash("transform", matrix="A"),
        slash("pca", data="A"),
        slash("vars set", name="C", value="A * A"),
        slash("vars set", name="A", value="[1]"),
        slash("vars clear", name="A"),
        slash("vars clear", name="A"),
        slash("vars list"),
        slash("vars clear"),
        slash("vars clear"),
    ),
    story(
        "names that complete",
        *kept(alpha="[1,2]", al="[3,4]", B="[1 2; 3 4]"),
        Complete("dot", "a", ""),
        Complete("dot", "b", "al", {"a": "[1,2]"}),
        Complete("dot", "a", "[1,2]"),
        Complete("matrix multiply", "a", "2*B"),
        Complete("calc", "expression", "B * a"),
        Complete("vars clear", "name", "a"),
        Complete("vars set", "value", "B", {"name": "D"}),
        Complete("factorize", "ratings", ""),
        Complete("factorize", "ratings", "lect"),
        Complete("pca", "data", "B"),
        Complete("transform", "matrix", ""),
    ),
    *(
        told_once("vars set", name=name, value="1")
        for name in ("2x", "pi", "norm", "a b", "x" * 40)
    ),
    *(
        told_once("vars set", name="A", value=value)
        for value in ("[1,2", "B + 1", " ", "1 " * 2600)
    ),
    told_once("vars set", name="big", value="ones(20)"),
    story(
        "as many values as there is room for",
        *kept(**{f"v{k}": f"[{k}, 1/{k}]" for k in range(1, 52)}),
        slash("vars list"),
        Complete("dot", "a", ""),
        slash("calc", expression="v1 + v2 + v3"),
    ),
    story(
        "what is kept of a person",
        slash("privacy export"),
        slash("privacy delete"),
        *kept(A="[1 2; 3 4]"),
        *rated(Shrek=5),
        slash("settings mine", motion="off"),
        slash("privacy export"),
        slash("privacy delete"),
        Press("Keep it"),
        slash("privacy delete"),
        Press("Forget everything"),
        slash("privacy export"),
        slash("vars list"),
        slash("ratings"),
    ),
    story(
        "still pictures",
        slash("settings mine", motion="off"),
        slash("transform", matrix="[1 1; 0 1]"),
        slash("settings mine", motion="on"),
        slash("transform", matrix="[1 1; 0 1]"),
    ),
    story(
        "ratings for a server's model",
        slash("settings members", join="on"),
        by_moderator("settings members", join="on"),
        slash("settings ratings", share="on"),
        slash("settings ratings", share="off"),
        by_moderator("settings members", join="off"),
        slash("settings ratings", share="on"),
    ),
)

TABLES = (
    story("/pca alone", slash("pca"), Submit({PASTE: MARKS}), Press("Copy")),
    story("/pca alone, chosen", slash("pca", components=17, standardize="yes")),
    story("/pca alone, a file", slash("pca"), Submit({UPLOAD: ("my.csv", MARKS.encode())})),
    story(
        "/pca alone, with choices",
        slash("pca"),
        Submit({PASTE: FLOWERS, "Components": [2], "Standardize?": [2]}),
    ),
    story("/pca alone, empty", slash("pca"), Submit({PASTE: "  \n"})),
    story("/pca alone, no table", slash("pca"), Submit({PASTE: "1,2\n3,4\n5"})),
    story("/factorize alone", slash("factorize"), Submit({PASTE: RATINGS}), Press("Steps")),
    story(
        "/factorize alone, with choices",
        slash("factorize", rank=1),
        Submit({PASTE: RATINGS, "Rank": ["3"], "Method": [1]}),
    ),
    story("/factorize alone, ready", slash("factorize"), Submit({READY: [FILMS]})),
    story(
        "/factorize alone, both",
        slash("factorize"),
        Submit({PASTE: LONG_FORM, UPLOAD: ("my.csv", RATINGS.encode()), READY: [0]}),
    ),
    story(
        "a table edited in place",
        slash("pca", data=MARKS.replace("\n", " ")),
        Press("Edit"),
        Submit({"data": MARKS.replace("dora", "eve"), "components": "1", "standardize": "yes"}),
        Press("Steps"),
    ),
    story(
        "another rank, another method",
        slash("factorize", ratings=FILMS),
        Choose("Rank", ("rank 1",), "other"),
        Choose("Rank", ("rank 3",)),
        Choose("Method", (0,)),
        Choose("Method", (1,)),
        Press("Steps"),
        Press("Copy"),
    ),
    story(
        "other components",
        slash("pca", data=FLOWERS),
        Choose("Components", (0,)),
        Choose("Components", (2,)),
        Choose("Standardize", (1,)),
        Choose("Standardize", (0,)),
        Press("Steps"),
    ),
    story("standardized or not", slash("pca", data=SCALES), Choose("Standardize", (0,))),
)

MANY = (
    *("Toy Story", "Finding Nemo", "Shrek", "The Lion King", "Frozen", "Paddington", "Star Wars"),
    *("Jurassic Park", "The Avengers", "The Dark Knight Rises", "Memento", "Seven", "Fight Club"),
    *("Pulp Fiction", "Inception", "The Matrix", "Alien", "Amélie", "Persona", "Stalker", "8½"),
    *("Titanic", "Notting Hill", "La La Land"),
)

FAMILY = rated(Shrek=5, Toy_Story=5, Finding_Nemo=5, Seven=1, Memento=1)

TASTES = (
    {"likes": "Shrek"},
    {"likes": "shreck, Monsters, Inc.; toy story"},
    {"likes": "Monsters, Inc., Frozen", "dislikes": "Seven"},
    {"dislikes": "Shrek, Frozen, The Lion King"},
    {"likes": "Shrek, Nothing Like That"},
    {"likes": "x" * 1001},
    {"likes": ";".join(["Shrek"] * 31)},
    {"likes": "Shrek", "dislikes": "Shrek"},
)

FILM_STORIES = (
    told_once("ratings"),
    told_once("movies map"),
    *(
        told_once("rate", movie=title, stars=5)
        for title in (
            "the lord of teh rings",
            "Shrek 17",
            "qqqq",
            "   ",
            "@everyone **x**",
            "#9999",
        )
    ),
    told_once("rate", movie="Lord of Pirates", stars=0.5),
    *(story(f"a typed taste {k}", slash("recommend", **t)) for k, t in enumerate(TASTES, 1)),
    story(
        "a taste below which all is pressed",
        slash("recommend", likes="Shrek, Memento"),
        Press("Explain", "other"),
        Press("Copy"),
        Press("Map"),
        Press("More", "other"),
        Press("More"),
        Choose("Hide", (0, 2)),
        Choose("Hide", (0,), "other"),
        Press("Edit"),
        Submit({"likes": "Frozen", "dislikes": ""}),
        slash("ratings"),
    ),
    story(
        "films for what was rated",
        *FAMILY,
        slash("recommend"),
        Press("Explain"),
        Press("Copy"),
        Press("Map"),
        Press("More"),
        Press("More"),
        Choose("Hide", (0, 1)),
        slash("recommend"),
        slash("movies map"),
        Press("Copy"),
        slash("ratings"),
    ),
    story("one rating", *rated(Shrek=3), slash("recommend"), *[Press("More")] * 8),
    story("the other taste", *rated(Shrek=1, Seven=5, Memento=4.5), slash("recommend")),
    story(
        "ratings removed",
        *FAMILY,
        *rated(Shrek=2.5),
        slash("ratings"),
        Choose("Remove", (0, 1)),
        Press("Remove all"),
        Press("Yes, remove all"),
    ),
    story(
        "ratings in pages",
        *(slash("rate", movie=title, stars=1 + k % 9 / 2) for k, title in enumerate(MANY)),
        slash("ratings"),
        Press("Next"),
        Choose("Remove", (0, 1, 2)),
        slash("recommend"),
        Press("Explain"),
    ),
    story(
        "the form for whoever has rated nothing",
        slash("recommend"),
        Submit({LOVED: ["Shrek (2001)", "Finding Nemo (2003)"], HATED: ["Seven (1995)"]}),
        slash("ratings"),
    ),
    story("the form, empty", slash("recommend"), Submit({LOVED: [], HATED: []})),
    story("the form, both", slash("recommend"), Submit({LOVED: [0, 1], HATED: [1]})),
    *(told_once("similar", movie=title) for title in ("Seven", "nosuch", "")),
    told_once("similar", movie="Amelie", metric="dot"),
    story(
        "films like one",
        slash("similar", movie="shrek"),
        Press("Steps", "other"),
        Press("Copy"),
        Choose("Compare", ("Dot product: lengths count",)),
        Press("Steps"),
        Press("Edit"),
        Choose("Compare", ("Cosine: directions alone",), "other"),
    ),
    story("the list of films", slash("movies list"), Press("Next"), Press("Next"), Press("Back")),
    *(told_once("movies list", find=find) for find in ("animation", "zzzz", "lord", ":" * 120)),
    story(
        "titles that complete",
        Complete("rate", "movie", "amelie"),
        Complete("rate", "movie", "finding nmo"),
        Complete("rate", "movie", ""),
        Complete("similar", "movie", "the"),
        Complete("recommend", "likes", "Shrek, toy st"),
        Complete("recommend", "dislikes", "Shrek; sev"),
    ),
)

STORIES = (*BUTTONS, *KEPT, *TABLES, *FILM_STORIES)
