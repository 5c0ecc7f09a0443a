"""`/matrix lu`, `qr`, `cholesky`, `eigen`, `diagonalize` and `svd`."""

from __future__ import annotations

from bot.topics.kit.declaration import SECTIONS, Command, Next, Text, Topic

A = Text("a", "a matrix, such as [1 2; 3 4] or [[1,2],[3,4]]")

RANK = Text("k", "a rank, such as 1: the nearest matrix of that rank", required=False)

TOPIC = Topic(
    section=SECTIONS[1],
    place=3,
    commands=(
        Command(
            "matrix lu",
            "P A = L U, elimination as a product",
            options=(A,),
            example="a:[2 1; 4 5]",
            answer="answer:lu",
        ),
        Command(
            "matrix qr",
            "A = Q R, perpendicular columns times a triangle",
            options=(A,),
            example="a:[1 1; 1 0]",
            answer="answer:qr",
        ),
        Command(
            "matrix cholesky",
            "A = L Lᵀ of a symmetric positive definite matrix",
            options=(A,),
            example="a:[4 2; 2 10]",
            gist="a matrix as a product of simpler ones",
            answer="answer:cholesky",
            next=Next("matrix eigen", "Next: its eigenvalues", {"a": "a"}),
        ),
        Command(
            "matrix eigen",
            "Eigenvalues and eigenvectors",
            options=(A,),
            example="a:[2 1; 1 2]",
            gist="eigenvalues, exactly where they are rational or quadratic",
            answer="answer:eigen",
            next=Next("matrix diagonalize", "Next: diagonalize", {"a": "a"}),
        ),
        Command(
            "matrix diagonalize",
            "A = P D P⁻¹, or Jordan's form A = P J P⁻¹",
            options=(A,),
            example="a:[4 1; 2 3]",
            gist="A = P D P⁻¹, Q Λ Qᵀ, or why not, and Jordan's form",
            answer="diagonalize:diagonalize",
            next=Next("matrix facts", "Next: more facts", {"a": "a"}),
        ),
        Command(
            "matrix svd",
            "A = U Σ Vᵀ, the singular values; with k the nearest matrix of that rank",
            options=(A, RANK),
            example="a:[3 0; 4 5]",
            gist="the singular values, what each direction becomes; the nearest matrix of rank k",
            answer="nearest_rank:svd",
            next=Next("matrix facts", "Next: more facts", {"a": "a"}),
        ),
    ),
)
