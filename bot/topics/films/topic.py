"""Films: what people rate, and what follows from it."""

from __future__ import annotations

from bot.topics.kit.declaration import Command, Next, Pick, Pressable, Text, Topic

MOVIE = Text("movie", "a title; it completes while you type", complete="completion:title")
LIKES = "titles, with commas between them; without any, your own ratings count"

HALVES = tuple(half / 2 for half in range(10, 0, -1))
STARS = tuple((s, f"{s:g} {'★' * int(s)}{'½' * (s % 1 > 0)}") for s in HALVES)

TOPIC = Topic(
    section="Films: learned from what people rate",
    place=1,
    groups={"movies": "The films, as a list and as a map"},
    commands=(
        Command(
            "recommend",
            "Films for you, how sure that is, and why",
            options=(
                Text("likes", LIKES, required=False, complete="completion:titles"),
                Text(
                    "dislikes",
                    "titles that you do not like",
                    required=False,
                    complete="completion:titles",
                ),
            ),
            example="likes:Shrek, Toy Story",
            gist="films for that taste, how sure that is, and why",
            ask="asking:recommend",
            supply="asking:supply",
            answer="recommend:answer",
            opens_form=True,
        ),
        Command(
            "similar",
            "Films like one, by the angle or by the dot product",
            options=(
                MOVIE,
                Pick(
                    "metric",
                    "cosine: directions alone; dot: lengths count",
                    required=False,
                    choices=(("cosine", "cosine"), ("dot", "dot")),
                    default="cosine",
                ),
            ),
            example="movie:Shrek",
            gist="films like one, by the angle or by the dot product",
            ask="asking:similar",
            supply="asking:supply",
            answer="similar:answer",
            next=Next("recommend", "Next: films for that taste", {"likes": "movie"}),
        ),
        Command(
            "rate",
            "Give a film stars; only you see them",
            options=(MOVIE, Pick("stars", "5 is the best", choices=STARS)),
            example="movie:Shrek stars:5",
            gist="stars for a film, from which `/recommend` learns; only you see them",
            ask="rating:rate",
            private=True,
        ),
        Command(
            "ratings",
            "The films that you have rated; only you see them",
            gist="what you rated",
            ask="ratings_pages:ratings",
            private=True,
        ),
        Command(
            "movies list",
            "The films that I know",
            options=(
                Text("find", "a part of a title, or a genre; leave it out for all", required=False),
            ),
            example="find:comedy",
            ask="film_list:movies_list",
            private=True,
        ),
        Command(
            "movies map",
            "All films in one plane, and you among them",
            gist="all films, and you among them",
            ask="asking:movies_map",
            supply="asking:supply",
            answer="overview:answer",
            private=True,
        ),
    ),
    below_answers=(
        Pressable("more", "presses:more", "More"),
        Pressable("map", "presses:show_map", "Map"),
        Pressable("balance", "presses:rebalance"),
        Pressable("seen", "presses:hide_seen"),
    ),
    below_notes=(
        Pressable("ratings", "ratings_pages:turn"),
        Pressable("films", "film_list:turn"),
    ),
)
