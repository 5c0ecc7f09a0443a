"""Square factors of whole numbers: ``number = a² r``."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from linalg_engine.exact.terms import MAX_BITS

MAX_DIVISOR = 10_000
"""Square factors of larger primes are found only where the cofactor is small."""


@lru_cache(maxsize=4096)
def square_part(number: int) -> tuple[int, int] | None:
    """Return (a, r) with ``number = a² r`` and r without square factors, or None."""
    root = math.isqrt(number)
    if root * root == number:
        return root, 1
    if number.bit_length() > MAX_BITS:
        return None
    a, r = 1, 1
    for prime in _PRIMES:
        # What has no factor up to its cube root has two prime factors at most.
        if prime**3 > number:
            break
        while number % prime == 0:
            number //= prime
            a, r = (a, r * prime) if r % prime else (a * prime, r // prime)
    root = math.isqrt(number)
    if root * root == number:
        return a * root, r
    return (a, r * number) if number < MAX_DIVISOR**3 else None


def _primes_up_to(limit: int) -> tuple[int, ...]:
    is_prime = np.ones(limit + 1, dtype=bool)
    is_prime[:2] = False
    for divisor in range(2, math.isqrt(limit) + 1):
        is_prime[divisor * divisor :: divisor] = False
    return tuple(np.flatnonzero(is_prime).tolist())


_PRIMES = _primes_up_to(MAX_DIVISOR)
