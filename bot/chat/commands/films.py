"""`/rate`, `/recommend`, `/similar` and `/movies`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.chat import replies
from bot.chat.commands import film_list
from bot.chat.errors import UserError
from bot.chat.replies import Form
from bot.topics.kit.answering import DISLIKED, LIKED, Question
from linalg_engine.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalogue import Film
    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

log = logging.getLogger(__name__)

MOVIE = "a title; it completes while you type"
LIKES = "titles, with commas between them; without any, your own ratings count"
DISLIKES = "titles that you do not like"
MOST_CHOICES = 25
LONGEST_CHOICE = 100
"""Discord's limits, of choices and of their characters."""

FORM_SECONDS = 1.5
"""How long a form waits for the first model; Discord waits 3 s."""

HALVES = [half / 2 for half in range(10, 0, -1)]
STARS = [
    app_commands.Choice(name=f"{stars:g} {'★' * int(stars)}{'½' * (stars % 1 > 0)}", value=stars)
    for stars in HALVES
]


async def complete_title(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer films whose titles are like what is typed, in spite of spelling."""
    found = interaction.client.films.library.titles.search(typed, MOST_CHOICES)
    return [app_commands.Choice(name=shown, value=value) for shown, value in found]


async def complete_titles(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer films for the last of some titles, each with those before it."""
    head, comma, last = typed.rpartition(";" if ";" in typed else ",")
    before = f"{head}{comma} " if comma else ""
    found = interaction.client.films.library.titles.search(last.strip(), MOST_CHOICES)
    offered = [f"{before}{value}" for _, value in found]
    return [app_commands.Choice(name=o, value=o) for o in offered if len(o) <= LONGEST_CHOICE]


class Films(commands.Cog):
    """Films: rating them, and what follows."""

    movies = app_commands.Group(name="movies", description="The films, as a list and as a map")

    @app_commands.command(description="Give a film stars; only you see them")
    @app_commands.describe(movie=MOVIE, stars="5 is the best")
    @app_commands.autocomplete(movie=complete_title)
    @app_commands.choices(stars=STARS)
    async def rate(self, interaction: Interaction, movie: str, stars: float) -> None:
        await replies.tell(interaction, _rate(interaction, movie, stars))

    @app_commands.command(description="Films for you, how sure that is, and why")
    @app_commands.describe(likes=LIKES, dislikes=DISLIKES)
    @app_commands.autocomplete(likes=complete_titles, dislikes=complete_titles)
    async def recommend(
        self, interaction: Interaction, likes: str = "", dislikes: str = ""
    ) -> None:
        question = Question("recommend", {"likes": likes, "dislikes": dislikes})
        if likes.strip() or dislikes.strip():
            await replies.answer(interaction, question)
        elif (await interaction.client.store.ratings.of(interaction.user.id)).stars:
            # Its reasons name what the asker has rated, which is for the asker to post.
            await replies.answer(interaction, question, ephemeral=True)
        else:
            await interaction.response.send_modal(TasteForm(await _well_known(interaction)))

    @app_commands.command(description="Films like one, by the angle or by the dot product")
    @app_commands.describe(movie=MOVIE, metric="cosine: directions alone; dot: lengths count")
    @app_commands.autocomplete(movie=complete_title)
    async def similar(
        self, interaction: Interaction, movie: str, metric: Literal["cosine", "dot"] = "cosine"
    ) -> None:
        question = Question("similar", {"movie": movie, "metric": metric})
        await replies.answer(interaction, question)

    @movies.command(name="map", description="All films in one plane, and you among them")
    async def map_(self, interaction: Interaction) -> None:
        await replies.answer(interaction, Question("movies map", {}), ephemeral=True)

    @movies.command(name="list", description="The films that I know")
    @app_commands.describe(find="a part of a title, or a genre; leave it out for all")
    async def list_(self, interaction: Interaction, find: str = "") -> None:
        await interaction.response.send_message(
            view=film_list.page(interaction.client.films.library.catalogue, find, 0),
            ephemeral=True,
        )


class TasteForm(Form):
    """Some well-known films, to say which one loves and which not."""

    def __init__(self, films: Sequence[tuple[str, Film]]) -> None:
        super().__init__(title="What do you like?")
        self._films = {key: film.label for key, film in films}
        self._loved = self._menu("Films you love", "They count as 5 stars.")
        self._not = self._menu("Films you do not like", "They count as 1 star.")

    def _menu(self, label: str, description: str) -> ui.Select[Any]:
        options = [
            discord.SelectOption(label=shown[:LONGEST_CHOICE], value=key)
            for key, shown in self._films.items()
        ]
        menu: ui.Select[Any] = ui.Select(
            options=options, min_values=0, max_values=len(options), required=False
        )
        self.add_item(ui.Label(text=label, description=description, component=menu))
        return menu

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        both = [self._films[key] for key in self._loved.values if key in self._not.values]
        if both:
            raise UserError(f"{_escaped(both[0])} stands in both lists. Which is it?")
        stars = dict.fromkeys(self._loved.values, LIKED) | dict.fromkeys(self._not.values, DISLIKED)
        if not stars:
            raise UserError("Choose at least one film, then I can suggest others.")
        await _keep(interaction, stars)
        question = Question("recommend", {"likes": "", "dislikes": ""})
        await replies.answer(interaction, question, ephemeral=True)


async def _rate(interaction: Interaction, movie: str, stars: float) -> str:
    if stars not in HALVES:
        raise InputError("Stars go from 0.5 to 5 in halves.", example="4.5", source="stars")
    library = interaction.client.films.library
    film = library.titles.film(movie, "movie")
    await _keep(interaction, {library.key(film): stars})
    kept = await interaction.client.store.ratings.of(interaction.user.id)
    count = sum(key in library.places for key in kept.stars)
    return (
        f"You gave **{_escaped(film.label)}** {stars:g} {'star' if stars == 1 else 'stars'}.\n"
        f"`/recommend` suggests films by your {count} rating{'s' * (count > 1)}, "
        "and `/ratings` shows them. Only you see them."
    )


async def _keep(interaction: Interaction, stars: dict[str, float]) -> None:
    with replies.told_when_full():
        await interaction.client.store.ratings.rate(interaction.user.id, stars)


async def _well_known(interaction: Interaction) -> list[tuple[str, Film]]:
    library = interaction.client.films.library
    places = (await library.learned(FORM_SECONDS)).well_known
    return [(library.keys[place], library.catalogue.films[place]) for place in places]


def _escaped(label: str) -> str:
    return discord.utils.escape_markdown(label)
