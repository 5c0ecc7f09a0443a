"""`/settings`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pick, Topic

ON_OFF = (("on", "on"), ("off", "off"))

TOPIC = Topic(
    section=SECTIONS[5],
    place=2,
    groups={"settings": "How you want answers"},
    commands=(
        Command(
            "settings motion",
            "Whether animations move, or are still pictures",
            options=(Pick("show", "on: they move; off: a still picture", choices=ON_OFF),),
            example="show:off",
            gist="still pictures instead of animations",
            ask="asking:motion",
            private=True,
        ),
        Command(
            "settings ratings",
            "Whether your film ratings join this server's model",
            options=(
                Pick(
                    "share",
                    "on: they count here, without your name; off: they are yours alone",
                    choices=ON_OFF,
                ),
            ),
            example="share:on",
            gist="lets your ratings count in this server, without your name, where "
            "`/settings members` allows it",
            ask="asking:ratings",
            private=True,
        ),
        Command(
            "settings members",
            "Whether members' film ratings may join this server's model",
            options=(Pick("join", "on: of members who agree; off: nobody's", choices=ON_OFF),),
            example="join:on",
            gist="whether a server allows that; for those who may manage it",
            ask="asking:members",
            private=True,
            server_only=True,
        ),
    ),
)
