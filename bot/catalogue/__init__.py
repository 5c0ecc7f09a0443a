"""The films of this installation, who gave them how many stars, and finding a film by its title.

Nothing here needs NumPy: the bot's own process knows titles, and ratings are learned elsewhere.
"""

from bot.catalogue.catalogue import Catalogue, CatalogueError, Film
from bot.catalogue.loading import demo, load, read
from bot.catalogue.rating_files import Ratings

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Film",
    "Ratings",
    "demo",
    "load",
    "read",
]
