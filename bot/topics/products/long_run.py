"""What the powers of a matrix come to: of a Markov chain where it settles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.drawing.pages import Working
from bot.formula import Chain, Function, Minus, Power, Row, Sentence, Sum, Symbol, equals, whole
from bot.topics.kit import matrix_words, reading
from bot.topics.kit.answer import Answer, Copies
from bot.topics.kit.rounded_reading import hint
from bot.topics.kit.row_operations import reduction_blocks
from bot.topics.products import chain_figure, path_figure, power_steps
from bot.topics.products.path_figure import Path
from linalg_engine import decompositions, elimination
from linalg_engine.elimination import rounded_digits
from linalg_engine.elimination.systems import special_solutions
from linalg_engine.matrices import identity
from linalg_engine.powers import long_run, markov_chain

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing.pages import Block
    from bot.drawing.picture import Picture
    from bot.drawing.style import Style
    from bot.formula import Notation
    from linalg_engine.matrices import Matrix
    from linalg_engine.powers import LongRun, MarkovChain

A, PI = Symbol("A"), Symbol("π")
LIMIT = "A^∞"
"""The name of the limit in a line of text."""

MOST_CLASSES = 4
"""Stationary distributions that are listed."""

LARGEST_SOLVED = 6
"""Of larger chains the equations of the stationary distribution are not typeset."""


def answer(a: Matrix, style: Style) -> Answer:
    """Answer ``/matrix power`` where the exponent is ∞."""
    say = style.notation
    with reading.option("a"):
        found = long_run(a)
    note = f" {matrix_words.NUMERICAL}" if found.is_numerical else ""
    return Answer(
        title=_title(found, say),
        facts=(
            *matrix_words.lines("A", a, say),
            *_facts(found, say),
            *_if_rounded(found, say),
        ),
        meaning=_meaning(found) + note,
        draw=_picture(found, style),
        working=_working(found, say),
        copies=_copies(found),
    )


def _title(found: LongRun, say: Notation) -> str:
    chain = found.chain
    if found.fate == "converges":
        if found.limit is not None and not found.limit.any():
            return "The powers of A go to 0"
        if chain is not None and len(chain.classes) == 1:
            shares = say.vector(chain.stationary[0], 4)
            return f"In the long run {equals(shares).sign} {shares}".replace("= ", "")
        return "The powers of A have a limit"
    if found.fate == "cycles":
        return f"No limit: the powers of A repeat, period {found.period}"
    if found.fate == "turns":
        return "No limit: the powers of A turn for ever"
    return "No limit: the powers of A grow"


def _facts(found: LongRun, say: Notation) -> list[str]:
    lines: list[str] = []
    if found.limit is not None:
        lines += matrix_words.result_lines(LIMIT, found.limit, say)
    if found.chain is not None:
        lines += _facts_of_chain(found.chain, say)
    elif found.fate != "converges":
        spaces = decompositions.eigen(found.matrix).spaces
        largest = max(spaces, key=lambda space: abs(space.value))
        size = abs(largest.value if largest.exact is None else largest.exact)
        lines.append(f"largest |λ| {say.equals(size)}")
    return lines


def _facts_of_chain(chain: MarkovChain, say: Notation) -> list[str]:
    several = len(chain.classes) > 1
    lines: list[str] = []
    known = zip(chain.classes, chain.periods, chain.stationary, strict=True)
    for states, period, shares in list(known)[:MOST_CLASSES]:
        if several:
            goes_round = f", period {period}" if period > 1 else ""
            lines.append(f"{_states(states)}: never left{goes_round}")
        lines += matrix_words.result_vector_lines("  π" if several else "π", shares, say)
    left_out = len(chain.classes) - MOST_CLASSES
    if left_out > 0:
        lines.append(f"… and {left_out} more classes that are never left")
    if chain.passing:
        lines.append(f"{_states(chain.passing)}: left for ever sooner or later")
    return lines


def _if_rounded(found: LongRun, say: Notation) -> list[str]:
    """Return where a chain settles that has these probabilities rounded, or nothing."""
    if found.chain is not None:
        return []
    for meant in rounded_digits.readings(found.matrix):
        chain = markov_chain(meant.matrix)
        if chain is not None and len(chain.classes) == 1 and chain.periods == (1,):
            shares = say.vector(chain.stationary[0])
            return [hint(f"a Markov chain that settles at π {equals(shares)}", meant)]
    return []


def _states(states: tuple[int, ...]) -> str:
    """Return "state 2", "states 1, 3"."""
    shown = ", ".join(str(state + 1) for state in states[:8]) + ", …" * (len(states) > 8)
    return f"state{'s' * (len(states) > 1)} {shown}"


def _meaning(found: LongRun) -> str:
    if found.chain is not None:
        return _meaning_of_chain(found.chain, found.period)
    if found.fate == "converges":
        return _meaning_of_limit(found)
    return {
        "cycles": "The eigenvalues of size 1 are roots of unity, so the powers come round to the "
        "same matrices again and again, at least more and more nearly.",
        "turns": "The eigenvalues on the unit circle are no roots of unity: the powers go round "
        "for ever and never repeat.",
        "creeps": "An eigenvalue of size 1 has too few eigenvectors, so the powers grow without "
        "bound, though slowly: as the numbers n, n², … do.",
        "grows": "An eigenvalue is larger than 1 in size, so the powers grow without bound, each "
        "step by about that factor.",
    }[found.fate]


def _meaning_of_limit(found: LongRun) -> str:
    if found.limit is not None and not found.limit.any():
        return "Every eigenvalue is smaller than 1 in size: every vector shrinks to 0."
    if (found.matrix == identity(len(found.matrix), like=found.matrix)).all():
        return "A is the identity, and stays it."
    return (
        "What belongs to λ = 1 stays, all else shrinks to 0: the limit is the projection onto "
        "the vectors that A keeps."
    )


def _meaning_of_chain(chain: MarkovChain, period: int | None) -> str:
    line = "row" if chain.by_rows else "column"
    kind = f"Every {line} adds up to 1: a Markov chain."
    kept = "π A = π" if chain.by_rows else "A π = π"
    if len(chain.classes) > 1:
        if period != 1:
            return (
                f"{kind} It depends on the start, and there is no limit, since some of it goes "
                "round in circles."
            )
        return (
            f"{kind} It depends on the start. {line.capitalize()} i of the limit says where a "
            "start in state i ends."
        )
    if period == 1:
        return f"{kind} From every start it settles at the same shares π, for which {kept}."
    return (
        f"{kind} It goes round in circles of {period} steps and never settles; π, with {kept}, "
        "has the shares of time spent in each state."
    )


def _picture(found: LongRun, style: Style) -> Callable[[], Picture] | None:
    if found.chain is not None and 2 <= len(found.matrix) <= chain_figure.MOST_STATES:
        return partial(chain_figure.draw, found, style)
    if found.matrix.shape == (2, 2):
        path = Path(found.matrix, found.matrix, None, style.notation, found.limit)
        return partial(path_figure.draw, path, style)
    return None


def _working(found: LongRun, say: Notation) -> Working | None:
    a = found.matrix
    start: list[Block] = [Chain(A, (say.matrix(a),))]
    if found.chain is not None and len(found.chain.classes) == 1 and len(a) <= LARGEST_SOLVED:
        return Working("Stationary distribution", (*start, *_equations(found.chain, a, say)))
    if found.limit is not None:
        blocks = power_steps.diagonalized(a, None, found.limit, say)
        if blocks:
            return Working("Limit of the powers", (*start, *blocks))
    return None


def _equations(chain: MarkovChain, a: Matrix, say: Notation) -> list[Block]:
    """Solve (Aᵀ − I) π = 0, or (A − I) π = 0 where columns hold the probabilities."""
    name = Power(A, "⊤") if chain.by_rows else A
    turned = a.T if chain.by_rows else a
    reduction = elimination.row_reduce(turned - identity(len(a), like=a))
    kept = Row((PI, " ", A)) if chain.by_rows else Row((A, " ", PI))
    left = Sum((name, Minus(Symbol("I"))))
    solve = Sentence(("The shares stay: ", Chain(kept, (PI,)), ". That is a null space:"))
    blocks: list[Block] = [solve, Chain(left, (say.matrix(reduction.matrix),))]
    if reduction.is_recorded:
        blocks += reduction_blocks(reduction.steps, say)
    [free] = special_solutions(reduction)
    return [
        *blocks,
        "A solution, with 1 for the free variable:",
        say.column(free),
        f"Divided by the sum of its entries, {say.number(sum(free))}:",
        Chain(PI, (say.column(chain.stationary[0]),)),
    ]


def _copies(found: LongRun) -> Copies:
    chain, a = found.chain, found.matrix
    text = [matrix_words.text_copy("A", a)]
    shown = [Chain("A", (whole(a),))]
    if found.limit is not None:
        text.append(matrix_words.text_copy("lim Aⁿ", found.limit))
        shown.append(Chain(Function("lim", Power(A, "n")), (whole(found.limit),)))
    if chain is not None:
        text += [matrix_words.text_copy("π", shares) for shares in chain.stationary]
        shown += [Chain(PI, (whole(shares),)) for shares in chain.stationary]
    expression = "np.abs(np.linalg.eigvals(A.astype(float)))"
    if found.limit is not None:
        expression = "np.linalg.matrix_power(A.astype(float), 2**20)  # nearly the limit"
    return Copies(
        text="\n".join(text),
        numpy=matrix_words.numpy_copy({"A": a}, expression),
        latex=r"\quad ".join(chain.latex() for chain in shown),
    )
