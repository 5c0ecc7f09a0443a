"""The working of sums, products and quotients of complex numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.formula import Brackets, Chain, Minus, Power, Product, Quotient, Root, Row, Sum, Term
from linalg_engine.expressions import evaluate, is_complex, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.pages import Block
    from bot.formula import Formula, Notation
    from linalg_engine.expressions import Evaluated, Value

PRODUCTS = ("*", "·", ".*", "×")


def is_shown(piece: Evaluated) -> bool:
    """Whether a piece is an operation on complex numbers that is worked out."""
    values = [part.value for part in piece.parts]
    if any(map(shape_of, [piece.value, *values])) or not any(map(is_complex, values)):
        return False
    if len(values) == 1:
        return piece.operation == "abs"
    if piece.operation == "/":
        return is_complex(values[1])
    # 4i and 3 + 4i are numbers as they are typed.
    is_operation = piece.operation in ("+", "-", *PRODUCTS)
    return is_operation and all(map(is_complex, values)) and any(map(_has_two_parts, values))


def _has_two_parts(value: Any) -> bool:
    return is_complex(value) and value.real != 0


def blocks(piece: Evaluated, say: Notation) -> Iterator[Block]:
    """Return the working of a piece."""
    values: list[Any] = [part.value for part in piece.parts]
    match piece.operation:
        case "abs":
            yield from _size(values[0], piece.value, say)
        case "/":
            yield from _quotient(values[0], values[1], piece.value, say)
        case "+" | "-":
            yield "Real parts and imaginary parts are added by themselves:"
            yield from _sum(piece, say)
        case _:
            yield "Multiply each part with each; i² = −1:"
            yield from _product(values[0], values[1], piece.value, say)


def _size(z: Any, result: Any, say: Notation) -> Iterator[Block]:
    a, b = (say.number(abs(part)) for part in (z.real, z.imag))
    square: Any = evaluate("real(z)^2 + imag(z)^2", {"z": z})
    yield "The distance from 0, by Pythagoras:"
    squares = Root(Sum((Power(a, "2"), Power(b, "2"))))
    yield Chain(squares, (Root(say.number(square)), say.number(result)))


def _sum(piece: Evaluated, say: Notation) -> Iterator[Block]:
    sign = piece.operation
    z, w = (_number(part.value) for part in piece.parts)
    second = w if sign == "+" else -w
    reals = Brackets(Sum(_signed(z.real, second.real, say)))
    imaginary = Brackets(Sum(_signed(z.imag, second.imag, say)))
    left = Row((Brackets(say.number(z)), f" {sign.replace('-', '−')} ", Brackets(say.number(w))))
    total = say.number(_number(piece.value))
    yield Chain(left, (Sum((reals, Term((imaginary, "i")))), total))


def _number(value: Value) -> Any:
    return value


def _signed(a: Any, b: Any, say: Notation) -> tuple[Formula, Formula]:
    return say.number(a), Minus(say.number(-b)) if b < 0 else say.number(b)


def _product(z: Any, w: Any, result: Any, say: Notation) -> Iterator[Block]:
    left = Row((Brackets(say.number(z)), Brackets(say.number(w))))
    yield Chain(left, (_expanded(z, w, say), say.number(result)))


def _expanded(z: Any, w: Any, say: Notation) -> Formula:
    terms: list[Formula] = []
    for a, in_z in ((z.real, 0), (z.imag, 1)):
        for b, in_w in ((w.real, 0), (w.imag, 1)):
            if a == 0 or b == 0:
                continue
            size: Formula = Product((say.number(abs(a)), say.number(abs(b))))
            unit = ("", "i", Power("i", "2"))[in_z + in_w]
            term = Row((size, " ", unit)) if unit else size
            terms.append(Minus(term) if (a < 0) != (b < 0) else term)
    return Sum(tuple(terms))


def _quotient(z: Any, w: Any, result: Any, say: Notation) -> Iterator[Block]:
    conjugate = w.conjugate()
    top: Any = evaluate("z * w", {"z": z, "w": conjugate})
    bottom: Any = evaluate("z * w", {"z": w, "w": conjugate})
    yield "Multiply above and below by the conjugate of the divisor: below it becomes real."
    wide = Quotient(
        Row((Brackets(say.number(z)), Brackets(say.number(conjugate)))),
        Row((Brackets(say.number(w)), Brackets(say.number(conjugate)))),
    )
    left = Quotient(say.number(z), say.number(w))
    short = Quotient(say.number(top), say.number(bottom))
    yield Chain(left, (wide, short, say.number(result)))
