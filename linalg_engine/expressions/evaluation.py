"""Text -> values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from linalg_engine.arguments import require_names
from linalg_engine.expressions.evaluated import Evaluated
from linalg_engine.expressions.evaluator import Evaluator
from linalg_engine.expressions.syntax import plain_formula, read_tree
from linalg_engine.expressions.values import Value, is_complex
from linalg_engine.notation import arithmetic
from linalg_engine.notation.named import named
from linalg_engine.notation.reading import about

NO_VARIABLES: Mapping[str, Value] = MappingProxyType({})


def evaluate(text: str, variables: Mapping[str, Value] = NO_VARIABLES) -> Value:
    r"""Return the value of an expression: ``A' * B``, ``A \ b``, ``2*[1,2] - [0,1]``.

    What can be typed: numbers, vectors and matrices as ``notation`` reads them, in brackets,
    with numbers or expressions for numbers as entries; names; ``+ - * / \ ^ · ×`` and ``.``
    (dot); two values side by side for their product; ``A'``, ``A^T``, ``Aᵀ``; and the
    functions in ``FUNCTIONS``. ``.*``, ``./``, ``.^`` and comparisons go entry by entry.
    ``A[1, 2]`` and ``A(1, 2)`` are the entry in row 1, column 2,
    counted from 1; ``A[1, :]`` is a row, ``A[:, 2]`` a column, ``v[3]`` an entry of a vector.

    Vectors. ``[1, 2, 3]`` and ``[1; 2; 3]`` are the same vector, which counts as a column:
    ``A v`` and ``A \ v`` take it as it is, its transpose ``v'`` is a matrix of one row, so
    that ``a' * b`` is the dot product, a number, and ``a * b'`` a matrix. In ``v * A`` it is
    a row where it would not fit as a column. ``[[1, 2, 3]]`` is a matrix of one row.
    ``a * b`` of two vectors is refused, because there are several products. Sums, comparisons
    and operations entry by entry stretch numbers, rows and columns, as in NumPy.

    ``i`` and ``j`` are the imaginary unit, as in ``3 + 4i``, but unit vectors where two of i, j
    and k are used, as in ``3i + 4j``.

    ``A \ b`` is the one solution of ``A x = b``; where there is none, or more than one, the
    error says so: least squares is not taken silently.

    Parameters
    ----------
    text
        The expression, of at most `MAX_CHARACTERS`.
    variables
        The values of names, numbers or arrays of shape (n,) or (m, n). Letter case matters.

    Returns
    -------
    Fraction, Surd, float, complex or ndarray
        A number, or an array of shape (n,) or (m, n). Exact (Fraction and Surd, dtype object)
        where the input is exact, the work affordable and its numbers not longer than `MAX_BITS`;
        otherwise float or float64, complex or complex128.

    Raises
    ------
    InputError
        When the text cannot be read, a name has no value, the shapes do not fit, there is
        no answer, or the work would be more than `MAX_WORK`. The position is that of the
        sign or name where it went wrong.

    Examples
    --------
    >>> print(*la.evaluate("A * [1, 1] / 2", {"A": [[1, 2], [3, 4]]}))
    3/2 7/2
    """
    return worked_out(text, variables).value


def worked_out(text: str, variables: Mapping[str, Value] = NO_VARIABLES) -> Evaluated:
    """Return an expression with the values of all its pieces; parameters as of `evaluate`.

    Examples
    --------
    >>> total = worked_out("sum([1, 2]) + 3")
    >>> total.value, [(piece.operation, piece.value) for piece in total.parts]
    (Fraction(6, 1), [('sum', Fraction(3, 1)), ('', Fraction(3, 1))])
    """
    require_names(variables)
    with about(text):
        with named(text):
            formula = plain_formula(text, has_c="c" in variables)
            tree = read_tree(formula)
        return _checked(Evaluator(formula, variables).of(tree))


def _checked(result: Evaluated) -> Evaluated:
    """Return a result if its numbers are in the range of floats, for later steps in floats."""
    array = result.value if isinstance(result.value, np.ndarray) else np.array([result.value])
    for x in array.flat:
        for part in (x.real, x.imag) if is_complex(x) else (x,):
            arithmetic.representable(part, result.start)
    return result
