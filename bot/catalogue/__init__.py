"""The films that the bot knows, who gave them how many stars, and finding a film by its title."""

from bot.catalogue.films import Catalogue, Film
from bot.catalogue.loading import CatalogueError, demo, load

__all__ = ["Catalogue", "CatalogueError", "Film", "demo", "load"]
