"""`/image filter`: a kernel slid over a picture, the dot product with every patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Product, Sum, elided
from bot.text import counted
from bot.topics.image import filter_figure
from bot.topics.image.filtered import CHOSEN, analyse
from bot.topics.image.source import GREY, OPENED
from bot.topics.image.topic import KERNELS
from bot.topics.kit import matrix_words
from bot.topics.kit.answer import Answer, Choice, Copies
from linalg_engine import formatting

if TYPE_CHECKING:
    from bot.drawing.style import Style
    from bot.formula import Formula, Notation
    from bot.topics.image.filtered import Filtered
    from bot.topics.kit.question import Question

TURNED = (
    "The kernel is not turned around: networks call this a convolution, SciPy correlate. What "
    "mathematics calls a convolution turns the kernel by 180° first."
)

MEANINGS = {
    "edges": "Where all nine pixels are alike the sum is 0: black. It is large where they differ.",
    "blur": "The mean of nine neighbours: small things and noise disappear, edges become soft.",
    "sharpen": "The pixel five times, less its four neighbours: differences grow.",
    "across": "The right side less the left one: upright edges stand out, level ones vanish.",
    "down": "The lower side less the upper one: level edges stand out, upright ones vanish.",
    "emboss": "One corner less the other: as if light came from the upper left.",
    "own": "Your kernel, multiplied entry by entry with every patch, and added up.",
}


def answer(question: Question, style: Style) -> Answer:
    """Answer ``/image filter``."""
    shown = analyse(question)
    say = style.notation
    called = "Your kernel" if shown.name == "own" else shown.name.capitalize()
    kernels = KERNELS
    if question.inputs.get("own", "").strip():
        kernels += (("own", "own: the one that you typed"),)
    where = f"row {shown.row + 1}, column {shown.column + 1}"
    facts = [
        *matrix_words.lines("kernel", shown.kernel, say),
        f"at {where}: kernel · patch {say.equals(shown.value)}",
    ]
    if shown.source.is_smaller:
        facts.append(shown.source.note)
    return Answer(
        title=f"{called}: the dot product with {counted(shown.values.size, 'patch', 'patches')}",
        facts=tuple(facts),
        meaning=MEANINGS[shown.name] + " A network learns such kernels by itself.",
        draw=lambda: filter_figure.draw(shown, style),
        working=_working(shown, say),
        copies=_copies(shown),
        choices=(Choice(CHOSEN, f"Kernel (now: {shown.name})", kernels),),
    )


def _working(shown: Filtered, say: Notation) -> Working:
    pairs = zip(shown.patch.ravel(), shown.kernel.ravel(), strict=True)
    terms: list[Formula] = [
        Product((str(int(x)), say.number(weight))) for x, weight in pairs if weight != 0
    ]
    return Working(
        "One patch",
        (
            f"The grey values around row {shown.row + 1}, column {shown.column + 1}:",
            say.matrix(shown.patch),
            "The kernel:",
            say.matrix(shown.kernel),
            "Multiply entry by entry, and add up; where the kernel is 0, nothing is added:",
            Chain(Sum(elided(terms, 12) or ("0",)), say.equals(shown.value).others),
            "The same for each pixel makes the picture. Beyond its edge, the nearest pixel counts.",
            TURNED,
        ),
    )


def _copies(shown: Filtered) -> Copies:
    return Copies(
        text=f"kernel {formatting.exact_matrix(shown.kernel)}\n"
        f"patch {formatting.exact_matrix(shown.patch.astype(int))}\n"
        f"sum {formatting.exact(shown.value)}",
        numpy=(
            f"{OPENED}\n"
            f"grey = (T @ np.array({list(GREY)})).round()\n"
            f"kernel = {formatting.numpy_text(shown.kernel)}\n"
            'padded = np.pad(grey, [(size // 2, size // 2) for size in kernel.shape], "edge")\n'
            "patches = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)\n"
            "filtered = (patches * kernel).sum(axis=(2, 3))  # a dot product with each patch\n"
            f"patch = patches[{shown.row}, {shown.column}]\n"
            "(patch * kernel).sum()"
        ),
        latex=r"\sum_{i,j} K_{ij} P_{ij} = " + formatting.latex(shown.value),
        pictures=(shown.source.file(),),
    )
