"""`/class`: sheets of exercises that a teacher sets, with other numbers for each student."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Pick, Pressable, Role, Text, Topic

TOPIC = Topic(
    section=SECTIONS[8],
    place=3,
    groups={"class": "Sheets of exercises with a due date"},
    commands=(
        Command(
            "class sheets",
            "The sheets of this server, how far you are, and a button to begin",
            gist="sheets of exercises that a teacher has set, with numbers of your own; you do "
            "them in private",
            ask="sheets:sheets",
            private=True,
            server_only=True,
        ),
        Command(
            "class names",
            "Whether the teachers of this server see your name beside your answers",
            options=(
                Pick(
                    "show",
                    "on: they see your name; off: you are only counted",
                    choices=(("on", "on"), ("off", "off")),
                ),
            ),
            example="show:off",
            gist="whether teachers see your name beside your answers, or only count you",
            ask="sheets:names",
            private=True,
            server_only=True,
        ),
        Command(
            "class sheet",
            "Set a sheet of exercises for this server, for teachers; without options it is a form",
            options=(
                Text(
                    "title",
                    "what students see, such as Week 3",
                    required=False,
                    complete="completion:title",
                ),
                Text(
                    "exercises",
                    "kinds with levels, such as dot 2, rref 1 x2; it completes while you type",
                    required=False,
                    complete="exercises:complete",
                ),
                Text(
                    "due",
                    "a date and a time, such as Friday 18:00",
                    required=False,
                    complete="completion:due",
                ),
                Text(
                    "zone",
                    "the time zone of that, such as Europe/Berlin; yours by default",
                    required=False,
                    complete="bot.topics.kit.zones:complete",
                ),
            ),
            example="title:Week 3 exercises:dot 2, rref 1 x2 due:Friday 6 pm",
            ask="setting:sheet",
            answer="form:answer",
            private=True,
            opens_form=True,
            server_only=True,
        ),
        Command(
            "class results",
            "What is right and usual mistakes by exercise, for teachers",
            ask="results:results",
            answer="answer:answer",
            private=True,
            server_only=True,
        ),
        Command(
            "class remove",
            "Remove a sheet with all answers to it, for teachers",
            gist="sets a sheet with a due date and tells the class of it, shows how many are right "
            "and the usual mistakes (by name only of those who agree), and removes it; for "
            "teachers",
            ask="setting:remove",
            private=True,
            server_only=True,
        ),
        Command(
            "class role",
            "Choose the role whose members are teachers",
            options=(
                Role(
                    "role",
                    "whoever has it is a teacher; without one, only who may manage channels",
                    required=False,
                ),
            ),
            example="role:@Teachers",
            gist="who is a teacher beside those who may manage channels; for those who may manage "
            "channels or the server",
            ask="teachers:role",
            private=True,
            server_only=True,
        ),
    ),
    below_answers=(
        Pressable("classchange", "form:change", "Change it", opens_form=True, is_main=True),
        Pressable("classnames", "results:by_name", "By name"),
        Pressable("classcount", "results:again", "Count again"),
    ),
    below_notes=(
        Pressable("classresults", "results:of_sheet"),
        Pressable("classremove", "setting:removed"),
        Pressable("classtell", "telling:tell"),
    ),
    remarks=("The first answer to each exercise of a sheet counts until it is due.",),
)
