"""`/matrix multiply`, `transpose` and `power`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Next, Text, Topic

A = Text("a", "a matrix, such as [1 2; 3 4] or [[1,2],[3,4]]")

TOPIC = Topic(
    section=SECTIONS[1],
    place=1,
    commands=(
        Command(
            "matrix multiply",
            "The product of two matrices",
            options=(A, Text("b", "the second matrix, such as [5 6; 7 8]")),
            example="a:[1 2; 3 4] b:[5 6; 7 8]",
            gist="row times column",
            answer="answer:multiply",
        ),
        Command(
            "matrix transpose",
            "Rows become columns",
            options=(A,),
            example="a:[1 2; 3 4]",
            gist="rows become columns",
            answer="answer:transpose",
        ),
        Command(
            "matrix power",
            "A to a whole power; −1 is the inverse, inf the long run",
            options=(A, Text("n", "the exponent, such as 5 or -1; or inf for what it comes to")),
            example="a:[1 1; 1 0] n:10",
            gist="A times itself; −1 is the inverse, `inf` the long run of a Markov chain",
            answer="power:power",
            next=Next("matrix eigen", "Next: its eigenvalues", {"a": "a"}),
        ),
    ),
)
