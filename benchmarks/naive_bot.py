"""The bot that one writes first: /dot, computed and drawn by pyplot inside the command.

    python benchmarks/naive_bot.py http://127.0.0.1:PORT

It is what `benchmarks.load` compares with: the same question, two arrows and their angle as a PNG
of the same size, acknowledged first. While it draws, it hears and says nothing.
"""

import asyncio
import io
import os
import signal
import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.wire.launch import point_discord_at

    point_discord_at(sys.argv[1])
    asyncio.run(_serve(os.environ["DISCORD_TOKEN"]))


async def _serve(token: str) -> None:
    import discord
    from discord import app_commands

    client = discord.Client(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(client)

    @tree.command(description="The dot product of two vectors")
    async def dot(interaction: discord.Interaction[discord.Client], a: str, b: str) -> None:
        await interaction.response.defer()
        words, picture = _answer(a, b)
        file = discord.File(picture, "dot.png")
        await interaction.edit_original_response(content=words, attachments=[file])

    del dot

    async def setup_hook() -> None:
        await tree.sync()

    client.setup_hook = setup_hook
    # As the bot itself, it takes the request to stop for an end and not for an error.
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGTERM, lambda: asyncio.ensure_future(client.close())
    )
    async with client:
        await client.start(token)


def _answer(a: str, b: str) -> tuple[str, io.BytesIO]:
    import matplotlib as mpl
    import numpy as np

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    u, v = (np.array([float(x) for x in text.strip("[]").split(",")]) for text in (a, b))
    cosine = u @ v / np.linalg.norm(u) / np.linalg.norm(v)
    degrees = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    figure, axes = plt.subplots(figsize=(11, 8.25), dpi=100)
    for vector, name, colour in ((u, "a", "C0"), (v, "b", "C1")):
        tip = (float(vector[0]), float(vector[1]))
        axes.annotate("", tip, (0, 0), arrowprops={"width": 3, "color": colour})
        axes.annotate(f"$\\vec{{{name}}}$ = {vector}", tip, color=colour, fontsize=16)
    reach = 1.2 * max(np.abs(u).max(), np.abs(v).max())
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), xlabel="$x$", ylabel="$y$")
    axes.set_aspect("equal")
    axes.grid(visible=True)
    axes.set_title(f"$a \\cdot b$ = {u @ v:g}, an angle of {degrees:.1f}°")
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    plt.close(figure)
    picture.seek(0)
    return f"a · b = {u @ v:g}", picture


if __name__ == "__main__":
    main()
