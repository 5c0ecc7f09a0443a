"""`/matrix`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.chat import replies
from bot.topics.kit.answering import Question

if TYPE_CHECKING:
    import discord

    from bot.chat.client import StudyBot

    Interaction = discord.Interaction[StudyBot]

MATRIX = "a matrix, such as [1 2; 3 4] or [[1,2],[3,4]]"
SECOND = "the second matrix, such as [5 6; 7 8]"
RIGHT = "the right-hand side, such as [5, 6]; or leave it out and make it the last column of a"


class Matrices(commands.Cog):
    """Questions about matrices."""

    matrix = app_commands.Group(name="matrix", description="Matrices, exactly and step by step")

    @matrix.command(description="The product of two matrices")
    @app_commands.describe(a=MATRIX, b=SECOND)
    async def multiply(self, interaction: Interaction, a: str, b: str) -> None:
        await replies.answer(interaction, Question("matrix multiply", {"a": a, "b": b}))

    @matrix.command(description="Rows become columns")
    @app_commands.describe(a=MATRIX)
    async def transpose(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix transpose", {"a": a}))

    @matrix.command(description="The determinant")
    @app_commands.describe(a=MATRIX)
    async def det(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix det", {"a": a}))

    @matrix.command(description="The inverse, by reducing [A | I]")
    @app_commands.describe(a=MATRIX)
    async def inverse(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix inverse", {"a": a}))

    @matrix.command(description="How many rows, and columns, are independent")
    @app_commands.describe(a=MATRIX)
    async def rank(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix rank", {"a": a}))

    @matrix.command(description="The reduced row echelon form, step by step")
    @app_commands.describe(a=MATRIX)
    async def rref(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix rref", {"a": a}))

    @matrix.command(description="Solve A x = b: one solution, none, or a family of them")
    @app_commands.describe(a=MATRIX, b=RIGHT)
    async def solve(self, interaction: Interaction, a: str, b: str = "") -> None:
        await replies.answer(interaction, Question("matrix solve", {"a": a, "b": b}))

    @matrix.command(description="A to a whole power; −1 is the inverse")
    @app_commands.describe(a=MATRIX, n="the exponent, such as 5 or -1")
    async def power(self, interaction: Interaction, a: str, n: str) -> None:
        await replies.answer(interaction, Question("matrix power", {"a": a, "n": n}))

    @matrix.command(description="Column, row, null and left null space")
    @app_commands.describe(a=MATRIX)
    async def spaces(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix spaces", {"a": a}))

    @matrix.command(description="P A = L U, elimination as a product")
    @app_commands.describe(a=MATRIX)
    async def lu(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix lu", {"a": a}))

    @matrix.command(description="A = Q R, perpendicular columns times a triangle")
    @app_commands.describe(a=MATRIX)
    async def qr(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix qr", {"a": a}))

    @matrix.command(description="A = L Lᵀ of a symmetric positive definite matrix")
    @app_commands.describe(a=MATRIX)
    async def cholesky(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix cholesky", {"a": a}))

    @matrix.command(description="Eigenvalues and eigenvectors")
    @app_commands.describe(a=MATRIX)
    async def eigen(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix eigen", {"a": a}))

    @matrix.command(description="A = U Σ Vᵀ, the singular values")
    @app_commands.describe(a=MATRIX)
    async def svd(self, interaction: Interaction, a: str) -> None:
        await replies.answer(interaction, Question("matrix svd", {"a": a}))
