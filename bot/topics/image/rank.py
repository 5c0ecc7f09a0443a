"""`/image rank`: a picture as a sum of few columns times rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Index, Power, Product, Rounded, Row, Sum, Symbol
from bot.text import counted, percent
from bot.topics.image import rank_figure
from bot.topics.image.compressed import analyse
from bot.topics.image.source import OPENED
from bot.topics.kit.answer import Answer, Choice, Copies

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.topics.image.compressed import Compressed
    from bot.topics.kit.question import Question

OFFERED = (1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 80, 120)
"""Ranks of the menu."""

PLAYED = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 110)
"""Ranks of the animation."""


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/image rank``."""
    shown = analyse(question)
    k, whole = shown.rank, shown.source.pixels.size
    share = shown.numbers(k) / whole
    saved = f"{percent(share)} of the numbers" if share < 1 else "more numbers than the picture has"
    m, n = shown.source.pixels.shape[:2]
    facts = [
        f"kept      {percent(shown.energy(k))} of the sum of squares",
        f"stored    {shown.numbers(k):,} numbers instead of {whole:,}",
        f"error     {shown.error(k):.1f} of 255 (root mean square)",
    ]
    if shown.source.is_smaller:
        facts.append(shown.source.note)
    played = [rank for rank in PLAYED if rank <= shown.most]
    return Answer(
        title=f"Rank {k} of {shown.most}: {percent(shown.energy(k))} kept in {saved}",
        facts=tuple(facts),
        meaning=(
            f"Each colour is a {m}×{n} matrix. It is written as a sum of columns times rows, the "
            "weightiest first; what repeats along rows and columns needs few of them, round and "
            "slanted things need many."
        ),
        draw=lambda: rank_figure.draw(shown, style),
        turn=(lambda: rank_figure.play(shown, played, style)) if len(played) > 1 else None,
        turn_name="Play",
        working=_working(shown),
        copies=_copies(shown),
        choices=(
            Choice(
                "rank",
                f"Rank (now: {k})",
                tuple((str(r), f"rank {r}") for r in OFFERED if r <= shown.most),
            ),
        ),
    )


def _working(shown: Compressed) -> Working:
    m, n = shown.source.pixels.shape[:2]
    k = shown.rank
    sigma, u, v = Symbol("σ"), Symbol("u"), Symbol("v")

    def term(i: str) -> Product:
        return Product((Index(sigma, i), Index(u, i), Power(Index(v, i), "⊤")))

    values = shown.channels[0].singular_values
    listed = [
        Chain(Index(sigma, str(i + 1)), (Rounded(float(x), 0),)) for i, x in enumerate(values[:3])
    ]
    lost = (
        "The squares of the other singular values, added up, are all squared differences from the "
        "picture: no matrix of this rank is nearer."
    )
    shape, terms = f"{counted(m, 'row')} and {counted(n, 'column')}", counted(k, "term")
    return Working(
        f"Rank {k}",
        (
            f"Red is a matrix A of {shape}. Its singular value decomposition:",
            Chain(Symbol("A"), (Sum((term("1"), term("2"), "…", term("r"))),)),
            "Each term is a column times a row, and its weight falls:",
            *listed,
            f"The sum of the first {terms} is the nearest matrix of rank {k}. It takes",
            Chain(Row(("k(m + n + 1)",)), (f"{k} · ({m} + {n} + 1)", str(k * (m + n + 1)))),
            f"numbers a colour, instead of {m * n:,}. {lost}",
        ),
    )


def _copies(shown: Compressed) -> Copies:
    k = shown.rank
    lines = [f"rank {k}: {percent(shown.energy(k))} kept, {shown.numbers(k)} numbers"]
    lines += ["singular values, those of the three colours together:"]
    lines += [f"σ{i + 1} ≈ {x:.6g}" for i, x in enumerate(shown.singular_values[:20])]
    return Copies(
        text="\n".join(lines),
        numpy=(
            f"{OPENED}\n"
            f"k = {k}\n"
            "# The three colours first: np.linalg.svd takes each of them.\n"
            "U, s, Vt = np.linalg.svd(np.moveaxis(T, 2, 0), full_matrices=False)\n"
            "A = (U[:, :, :k] * s[:, None, :k]) @ Vt[:, :k]\n"
            "A = np.moveaxis(A, 0, 2)\n"
            'Image.fromarray(A.clip(0, 255).round().astype(np.uint8)).save("rank.png")\n'
            "error = np.sqrt(((T - A) ** 2).mean())\n"
            "(s[:, :k] ** 2).sum() / (s**2).sum()  # what is kept"
        ),
        latex=r"A_k = \sum_{i=1}^{k} \sigma_i u_i v_i^\top",
        pictures=(shown.source.file(),),
    )
