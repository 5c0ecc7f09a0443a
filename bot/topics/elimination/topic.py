"""`/matrix rref`, `rank`, `det`, `inverse`, `solve` and `spaces`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Next, Pressable, Text, Topic

A = Text("a", "a matrix, such as [1 2; 3 4] or [[1,2],[3,4]]")
LETTERED = Text(
    "a", "a matrix, such as [1 2; 3 4]; with a letter, as in [k 1; 1 k], for every value of it"
)
SYSTEM = Text("a", "equations, such as 2x + 3y = 5, x - y = 1; or the matrix A of A x = b")
RIGHT = Text(
    "b",
    "for a matrix: the right-hand side, such as [5, 6], if it is not the last column of a",
    required=False,
)

TOPIC = Topic(
    section=SECTIONS[1],
    place=2,
    groups={"matrix": "Matrices, exactly and step by step"},
    commands=(
        Command(
            "matrix det",
            "The determinant",
            options=(LETTERED,),
            example="a:[1 2; 3 4]",
            answer="answer:det",
            next=Next("matrix inverse", "Next: the inverse", {"a": "a"}),
        ),
        Command(
            "matrix inverse",
            "The inverse, by reducing [A | I]",
            options=(LETTERED,),
            example="a:[2 1; 5 3]",
            answer="answer:inverse",
            next=Next("matrix facts", "Next: more facts", {"a": "a"}),
        ),
        Command(
            "matrix rank",
            "How many rows, and columns, are independent",
            options=(LETTERED,),
            example="a:[1 2; 2 4]",
            gist="exactly, every row operation shown",
            answer="answer:rank",
            next=Next("matrix spaces", "Next: its four spaces", {"a": "a"}),
            lane="quick",
        ),
        Command(
            "matrix rref",
            "The reduced row echelon form, step by step",
            options=(LETTERED,),
            example="a:[1 2 3; 4 5 6]",
            gist="the reduced form, every row operation shown",
            answer="answer:rref",
        ),
        Command(
            "matrix solve",
            "Solve equations, or A x = b: one solution, none, or a family of them",
            options=(SYSTEM, RIGHT),
            example="a:2x + 3y = 5, x - y = 1",
            gist="equations, or A x = b: one solution, none, or a family",
            answer="systems:solve",
        ),
        Command(
            "matrix spaces",
            "Column, row, null and left null space",
            options=(A,),
            example="a:[1 2; 2 4]",
            gist="column, row, null and left null space",
            answer="answer:spaces",
            next=Next("matrix svd", "Next: singular values", {"a": "a"}),
        ),
    ),
    below_answers=(Pressable("pseudoinverse", "presses:pseudo_inverse", "Pseudo-inverse"),),
)
