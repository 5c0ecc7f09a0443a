"""Start the bot as `python -m bot` does, but against a loopback Discord.

    python tests/wire/launch.py http://127.0.0.1:PORT [ARGUMENTS]

Two addresses are replaced, and the five seconds that discord.py waits before it identifies again
are left out; nothing else. The bot's worker processes may import this file
again, so it does nothing, and imports nothing of Discord, until it is the main program.
"""

import os
import runpy
import sys


def main() -> None:
    _, address, *arguments = sys.argv
    point_discord_at(address)
    sys.path[0] = os.getcwd()  # noqa: PTH109 - `python -m` puts a plain string there
    sys.argv[:] = ["bot", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


def point_discord_at(address: str) -> None:
    import yarl
    from discord import Client, gateway, http

    async def at_once(*_: object, **__: object) -> None:
        pass

    http.Route.BASE = f"{address}/api/v10"
    gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address).with_scheme("ws") / "gateway"
    Client.before_identify_hook = at_once


if __name__ == "__main__":
    main()
