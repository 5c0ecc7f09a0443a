"""`/settings`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Channel, Command, Option, Pick, Text, Topic

ON_OFF = (("on", "on"), ("off", "off"))

DIGITS = ("2", "3", "4", "6")


def looks(default: str) -> tuple[Option, ...]:
    """Return the options for how answers look.

    Parameters
    ----------
    default
        What a choice taken back means.
    """
    back = ("default", default)

    def pick(name: str, words: str, *choices: tuple[str, str]) -> Pick:
        return Pick(name, words, required=False, choices=(*choices, back))

    return (
        pick("theme", "the background of pictures", ("dark", "dark"), ("light", "light")),
        pick(
            "numbers",
            "how numbers are written",
            ("typed", "as they are typed"),
            ("fractions", "fractions and roots"),
            ("decimals", "decimals"),
        ),
        pick("digits", "digits after the point", *((each, each) for each in DIGITS)),
        pick("motion", "on: animations move; off: still pictures", *ON_OFF),
        pick(
            "replies",
            "who sees the answers",
            ("public", "everybody in the channel"),
            ("private", "only who asks"),
        ),
        Text(
            "zone",
            "the time zone, such as Europe/Berlin; default takes the choice back",
            required=False,
            complete="bot.topics.kit.zones:complete",
        ),
    )


TOPIC = Topic(
    section=SECTIONS[7],
    place=2,
    groups={"settings": "How you want answers"},
    commands=(
        Command(
            "settings mine",
            "How you want answers; without options, what you have chosen",
            options=looks("as the server has it"),
            example="theme:light digits:2",
            gist="dark or light, fractions or decimals, digits, motion, time zone, and whether "
            "replies are only for you",
            ask="asking:mine",
            private=True,
        ),
        Command(
            "settings server",
            "How answers look in this server for whoever has not chosen; for its managers",
            options=looks("as the bot has it"),
            example="theme:light replies:private",
            ask="asking:server",
            private=True,
            server_only=True,
        ),
        Command(
            "settings channels",
            "The channels in which replies may be public; for the server's managers",
            options=(
                Channel("add", "a channel in which replies may be public", required=False),
                Channel("remove", "a channel in which they no longer may", required=False),
                Pick(
                    "everywhere",
                    "yes: they may be public in every channel again",
                    required=False,
                    choices=(("yes", "yes"),),
                ),
            ),
            example="add:#study",
            gist="a server's defaults, and its channels for public replies; for those who may "
            "manage it",
            ask="asking:channels",
            private=True,
            server_only=True,
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
