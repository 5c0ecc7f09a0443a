"""An expression as Python that computes it with NumPy.

NumPy's arrays have the shapes that values have here: a vector (n,), a row (1, n). Where an
expression takes a vector as a column, the code says so: ``v[:, None]``.
"""

from __future__ import annotations

import keyword
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bot.topics.calc.numpy_functions import ENTRYWISE, OF_MATRICES, REDUCED
from linalg_engine import formatting
from linalg_engine.arrays import is_exact
from linalg_engine.exact import Surd
from linalg_engine.expressions import is_complex, shape_of

if TYPE_CHECKING:
    from linalg_engine.expressions import Evaluated, Value

COMPARISON, SUM, PRODUCT, MINUS, POWER, ATOM = range(6)
"""How strongly Python binds."""

LARGEST_WHOLE = 2**63
"""Above, NumPy's whole numbers end."""

COMPARED = {"≺": "<", "≻": ">", "≤": "<=", "≥": ">=", "≡": "==", "≠": "!="}
EACH = {".*": "*", "⊙": "*", "∘": "*", "./": "/"}
EACH_POWER = {".^", ".**"}


class Code(NamedTuple):
    """A piece of Python, and how strongly its outermost sign binds."""

    text: str
    level: int = ATOM

    def at(self, least: int) -> str:
        """Return the text, in brackets where it binds less."""
        return self.text if self.level >= least else f"({self.text})"


def numpy_code(found: Evaluated) -> str:
    """Return a program whose last line is the value of an expression."""
    names = {piece.name: piece.value for piece in found.pieces() if piece.operation == "name"}
    writer = _Writer(as_floats=any(_is_long(piece.value) for piece in found.pieces()))
    value = writer.code(found).text
    given = [f"{python_name(name)} = {writer.typed(v).text}" for name, v in names.items()]
    body = "\n".join([*given, value])
    head = "import math\n" * ("math." in body) + "import numpy as np\n" * ("np." in body)
    head += "from scipy.linalg import expm\n" * ("expm(" in body)
    return f"{head}\n{body}" if head else body


def numpy_line(found: Evaluated) -> str:
    """Return the one line that computes an expression, its names given."""
    return _Writer(as_floats=False).code(found).text


def python_name(name: str) -> str:
    """Return a name that Python does not use itself."""
    return f"{name}_" if keyword.iskeyword(name) or name in ("np", "math") else name


class _Writer:
    """Writes pieces as Python.

    Parameters
    ----------
    as_floats
        Whether whole numbers in arrays are written as floats, which do not overflow in silence.
    """

    def __init__(self, *, as_floats: bool) -> None:
        self._as_floats = as_floats

    def code(self, piece: Evaluated) -> Code:
        """Return the Python for a piece."""
        operation = piece.operation
        if operation == "name":
            return Code(python_name(piece.name))
        if operation == "constant":
            return Code("np.e" if piece.name == "e" else "np.pi")
        is_imaginary = piece.juxtaposed and [part.operation for part in piece.parts] == ["", "i"]
        if is_imaginary or operation in ("", "i", "unit vector"):
            return self.typed(piece.value)
        if operation == "entry":
            return self._entry(piece)
        parts = [self.code(part) for part in piece.parts]
        if operation == ":":
            return self._steps(piece)
        if operation == "negative":
            return Code(f"-{parts[0].at(MINUS)}", MINUS)
        if operation == "transpose":
            return _transposed(parts[0], piece.parts[0].value)
        if operation == "°":
            return Code(f"np.deg2rad({parts[0].text})")
        if len(parts) == 2 and not operation.isidentifier():
            return self._binary(piece, parts[0], parts[1])
        return self._call(piece, parts)

    def typed(self, value: Value) -> Code:
        """Return a value as it is."""
        if isinstance(value, np.ndarray):
            return Code(self._array(value))
        if is_complex(value):
            return _complex(value)
        if isinstance(value, Surd):
            return Code(formatting.exact(float(value)))
        text = formatting.exact(value)  # pyright: ignore[reportArgumentType] - not complex
        level = PRODUCT if "/" in text else MINUS if text.startswith("-") else ATOM
        return Code(text, level)

    def _array(self, array: Any) -> str:
        if is_complex(array):
            entries = np.array([_complex(x).text for x in array.flat], object).reshape(array.shape)
            return f"np.array({str(entries.tolist()).replace(chr(39), '')})"
        text = formatting.numpy_text(array)
        if self._as_floats and is_exact(array) and "dtype" not in text:
            return f"{text.removesuffix(')')}, dtype=float)"
        return text

    def _binary(self, piece: Evaluated, left: Code, right: Code) -> Code:
        a, b = (part.value for part in piece.parts)
        sign = piece.operation
        if sign in COMPARED:
            return self._compared(piece, left, right)
        if sign in EACH or sign in EACH_POWER or sign in ("+", "-"):
            return _fitted(piece, left, right)
        both = isinstance(a, np.ndarray) and isinstance(b, np.ndarray)
        match sign:
            case "^" | "**" if isinstance(a, np.ndarray):
                return Code(f"np.linalg.matrix_power({left.text}, {right.text})")
            case "^" | "**":
                return Code(f"{left.at(ATOM)} ** {right.at(ATOM)}", POWER)
            case "∖":
                return _solved(a, left, right)
            case "×" if len(shape_of(a)) == len(shape_of(b)) == 1:
                return Code(f"np.cross({left.text}, {right.text})")
            case "/":
                return Code(f"{left.at(PRODUCT)} / {right.at(MINUS)}", PRODUCT)
            case _ if both:
                return _product(a, b, left, right, piece.value)
            case _:
                return Code(f"{left.at(PRODUCT)} * {right.at(MINUS)}", PRODUCT)

    def _compared(self, piece: Evaluated, left: Code, right: Code) -> Code:
        code = _fitted(piece, left, right)
        if isinstance(piece.value, np.ndarray):
            return Code(f"({code.text}).astype(int)")
        return Code(f"int({code.text})")

    def _entry(self, piece: Evaluated) -> Code:
        inner = self.code(piece.parts[0]).at(ATOM)
        places = piece.name[1:-1].split(",")
        a: Any = piece.parts[0].value
        if len(places) == 1 and a.ndim == 2:
            return Code(f"{inner}.T.ravel()")
        code = Code(f"{inner}[{', '.join(map(_place, places))}]")
        is_matrix = all(":" in place for place in places) and a.ndim == 2
        is_vector = len(shape_of(piece.value)) == 1
        return Code(f"{code.text}[:, 0]") if is_matrix and is_vector else code

    def _steps(self, piece: Evaluated) -> Code:
        value: Any = piece.value
        first, last = (self.typed(value[k]).text for k in (0, -1))
        return Code(f"np.linspace({first}, {last}, {len(value)})")

    def _call(self, piece: Evaluated, parts: list[Code]) -> Code:
        values = [part.value for part in piece.parts]
        name = piece.operation
        texts = [_for_numpy(part.text, value) for part, value in zip(parts, values, strict=True)]
        if name in REDUCED:
            return Code(REDUCED[name](texts, values, dict(piece.keywords)), SUM)
        if name in OF_MATRICES:
            return Code(*OF_MATRICES[name](texts, values, piece.value))
        if len(values) == 2 and any(isinstance(x, np.ndarray) for x in values):
            texts = [code.text for code in _stretched(piece, *parts)]
        return Code(*ENTRYWISE[name](texts, values, piece.value))


def _for_numpy(text: str, value: Value) -> str:
    """Return a number as one that NumPy has room for."""
    is_huge = isinstance(value, Fraction) and abs(value) >= LARGEST_WHOLE
    return f"float({text})" if is_huge else text


def _is_long(value: Value) -> bool:
    return isinstance(value, np.ndarray) and not is_complex(value) and formatting.is_long(value)


def _complex(value: Any) -> Code:
    real, size = float(value.real), abs(float(value.imag))
    imaginary = f"{size:g}j" if size == round(size) and size < 1e6 else f"{size!r}j"
    if real == 0:
        return Code(f"-{imaginary}", MINUS) if value.imag < 0 else Code(imaginary)
    shown = f"{real:g}" if real == round(real) and abs(real) < 1e6 else repr(real)
    return Code(f"{shown} {'-' if value.imag < 0 else '+'} {imaginary}", SUM)


def _fitted(piece: Evaluated, left: Code, right: Code) -> Code:
    """Return an operation entry by entry, vectors beside matrices as columns or rows."""
    sign = piece.operation
    if sign in EACH_POWER:
        x, y = (code.text for code in _stretched(piece, left, right))
        values = [part.value for part in piece.parts]
        if is_complex(piece.value) and not any(map(is_complex, values)):
            return Code(f"np.emath.power({x}, {y})")
        if not any(map(shape_of, values)) or _stays_whole(values[1], piece.value):
            return _as_vector(piece, Code(f"{left.at(ATOM)} ** {right.at(ATOM)}", POWER))
        # NumPy refuses whole numbers to negative powers, and overflows in silence.
        return _as_vector(piece, Code(f"np.float_power({x}, {y})"))
    level = COMPARISON if sign in COMPARED else SUM if sign in "+-" else PRODUCT
    x, y = _stretched(piece, left, right)
    first = x.at(SUM if level == COMPARISON else level)
    shown = COMPARED.get(sign, EACH.get(sign, sign))
    # What is at the right of a minus or a division needs brackets at the same level.
    return _as_vector(piece, Code(f"{first} {shown} {y.at(level + 1)}", level))


def _stays_whole(exponent: Value, result: Value) -> bool:
    """Whether powers of whole numbers stay whole numbers that NumPy has room for."""
    if shape_of(exponent) or not isinstance(exponent, Fraction) or is_complex(result):
        return False
    is_natural = exponent.denominator == 1 and exponent >= 0
    return is_natural and isinstance(result, np.ndarray) and not formatting.is_long(result)


def _stretched(piece: Evaluated, left: Code, right: Code) -> tuple[Code, Code]:
    """Return two operands, vectors with ``[:, None]`` where they are columns."""
    a, b = (shape_of(part.value) for part in piece.parts)
    return _beside(left, a, b), _beside(right, b, a)


def _beside(code: Code, shape: tuple[int, ...], other: tuple[int, ...]) -> Code:
    if len(shape) != 1 or len(other) != 2:
        return code
    (size,), (rows, columns) = shape, other
    if size == columns and size != rows and rows != 1:
        return code  # as NumPy does
    return Code(f"{code.at(ATOM)}[:, None]")


def _as_vector(piece: Evaluated, code: Code) -> Code:
    """Return what NumPy has as one column, shape (n, 1), as the vector that it is here."""
    is_matrix = any(len(shape_of(part.value)) == 2 for part in piece.parts)
    is_vector = len(shape_of(piece.value)) == 1
    return Code(f"{code.at(ATOM)}[:, 0]") if is_matrix and is_vector else code


def _product(a: Any, b: Any, left: Code, right: Code, value: Value) -> Code:
    if a.ndim == 1 and b.ndim == 2 and len(b) == 1:
        left = Code(f"{left.at(ATOM)}[:, None]")
    code = Code(f"{left.at(PRODUCT)} @ {right.at(MINUS)}", PRODUCT)
    if a.ndim == 2 and b.ndim == 1 and len(a) == 1:
        return Code(f"{code.at(ATOM)}[0]")
    is_matrix = a.ndim == b.ndim == 2 or (a.ndim == 1 and b.ndim == 2 and len(b) == 1)
    if is_matrix and isinstance(value, np.ndarray) and value.ndim == 1:
        return Code(f"{code.at(ATOM)}[:, 0]")
    return code


def _solved(a: Any, left: Code, right: Code) -> Code:
    if a.shape[0] == a.shape[1]:
        return Code(f"np.linalg.solve({left.text}, {right.text})")
    return Code(f"np.linalg.lstsq({left.text}, {right.text}, rcond=None)[0]")


def _transposed(code: Code, value: Value) -> Code:
    if not isinstance(value, np.ndarray):
        return code
    if value.ndim == 1:
        return Code(f"{code.at(ATOM)}[None, :]")
    return Code(
        f"{code.at(ATOM)}[0]" if len(value) == 1 and value.size > 1 else f"{code.at(ATOM)}.T"
    )


def _place(typed: str) -> str:
    """Return a place counted from 0."""
    first, colon, last = typed.strip().partition(":")
    if not colon:
        return "-1" if first == "end" else str(int(first) - 1)
    start = str(int(first) - 1) if first.strip() else ""
    return f"{start}:{'' if last.strip() in ('', 'end') else last.strip()}"
