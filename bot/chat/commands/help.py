"""`/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.chat import replies

if TYPE_CHECKING:
    import discord

    from bot.chat.client import StudyBot

COMMANDS = """### Linear algebra, in numbers and pictures
`/dot a:[1,2,3] b:[4,5,6]` the dot product, the angle, and both arrows
`/vector norm v:[3,4]` the length, `p:1` or `p:inf` for other norms
`/vector unit v:[3,4]` the same direction with length 1
`/vector angle a:[1,0] b:[1,1]` the angle between two vectors
`/vector distance a:[1,2] b:[4,6]` how far apart two points are
`/vector project a:[2,3] b:[4,0]` the shadow of a on b, and what is left
`/vector cross a:[1,0,0] b:[0,1,0]` the vector perpendicular to both
`/transform matrix:[1 1; 0 1]` the plane moved by a matrix, as an animation
`/calc expression:inv([1 2; 3 4]) [5, 6]` sums, products, inverses, norms, … in one line"""

MATRICES = """### Matrices, exactly and step by step
`/matrix multiply a:[1 2; 3 4] b:[5 6; 7 8]` row times column
`/matrix transpose a:[1 2; 3 4]` · `/matrix power a:[1 1; 1 0] n:10`
`/matrix det a:[1 2; 3 4]` · `/matrix inverse a:[2 1; 5 3]` · `/matrix rank a:[1 2; 2 4]`
`/matrix rref a:[1 2 3; 4 5 6]` the reduced form, every row operation shown
`/matrix solve a:[1 1; 1 -1] b:[3, 1]` one solution, none, or a family
`/matrix spaces a:[1 2; 2 4]` column, row, null and left null space
`/matrix lu a:[2 1; 4 5]` · `/matrix qr a:[1 1; 1 0]` · `/matrix cholesky a:[4 2; 2 10]`
`/matrix eigen a:[2 1; 1 2]` · `/matrix svd a:[3 0; 4 5]`"""

TABLES = """### Whole tables: typed, pasted into a form, as a file, or in somebody's message
`/pca data:1,2 3,5 4,4 6,7` principal components: where data differ most
`/factorize ratings:5,?,1 4,1,2 ?,5,4` people times items, the blanks predicted
`/factorize ratings:the lecture's films` the lecture's example
`/pca` and `/factorize` alone open a form. **PCA on this message** and **Factorize this message** \
are in a message's menu, under Apps: they take its file, its block of code or its table."""

FILMS = """### Films: learned from what people rate
`/recommend likes:Shrek, Toy Story` films for that taste, how sure that is, and why
`/similar movie:Shrek` films like one, by the angle or by the dot product"""

YOURS = """### Kept for you
`/vars set name:A value:[1 2; 3 4]` keeps a value under a name, which you can type in any option
`/vars list` what you keep · `/vars clear name:A` forgets it
`/rate movie:Shrek stars:5` and `/recommend` learns from it · `/ratings` what you rated
`/movies map` all films, and you among them · `/movies list`
`/settings motion show:off` still pictures instead of animations
`/settings ratings share:on` lets yours count in this server, without your name, where \
`/settings members join:on` allows it
`/privacy export` all that is kept of you, as a file · `/privacy delete` forgets it"""

TYPING = """### Type it as you like
`[1,2,3]` · `1 2 3` · `(1; 1/2; -.5)` · `<1, sqrt(2), 2e-3>` · `np.array([1, 2])` · LaTeX
Whole numbers, fractions and decimals are computed exactly.
Both vectors may go into `a`: `/dot a:[1,2,3] [4,5,6]`"""

BUTTONS = """### Below every answer
**Steps** the working, typeset · **Copy** as text, NumPy or LaTeX
**Edit** change the numbers, the answer follows · **Delete**
**Share** posts it in the study channel, which `/study channel channel:#study` chooses and
`/study off` takes away (for those who may manage channels)"""


class Help(commands.Cog):
    """What the bot can do."""

    @app_commands.command(description="What this bot can do, and how to type it")
    async def help(self, interaction: discord.Interaction[StudyBot]) -> None:
        view = replies.message(COMMANDS, MATRICES, TABLES, FILMS, YOURS, TYPING, BUTTONS)
        await interaction.response.send_message(view=view, ephemeral=True)
