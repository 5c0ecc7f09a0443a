"""`/vars`: values of one's own, under names that work in every option."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Text, Topic

TOPIC = Topic(
    section=SECTIONS[7],
    place=1,
    groups={"vars": "Your own named values, for every option"},
    commands=(
        Command(
            "vars set",
            "Keep a value under a name",
            options=(
                Text("name", "a name, such as A or v1"),
                Text(
                    "value",
                    "a number, a vector or a matrix, such as [1 2; 3 4]; or an expression",
                    complete="asking:names",
                ),
            ),
            example="name:A value:[1 2; 3 4]",
            gist="keeps a value under a name, which you can type in any option",
            ask="asking:keep",
            lane="quick",
            private=True,
        ),
        Command(
            "vars list",
            "The values you keep",
            ask="asking:listed",
            lane="quick",
            private=True,
        ),
        Command(
            "vars clear",
            "Forget one of your values, or all of them",
            options=(
                Text(
                    "name",
                    "which one; leave it out to forget all",
                    required=False,
                    complete="asking:names",
                ),
            ),
            example="name:A",
            gist="what you keep; one forgotten, or all",
            ask="asking:forget",
            lane="quick",
            private=True,
        ),
    ),
)
