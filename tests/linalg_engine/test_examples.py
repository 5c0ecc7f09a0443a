"""The examples in the engine's docstrings, in which ``la`` is the engine and ``np`` NumPy."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
from importlib import import_module

import numpy as np
import pytest

import linalg_engine as la

MODULES = ["linalg_engine", *(m.name for m in pkgutil.walk_packages(la.__path__, "linalg_engine."))]
FUNCTIONS = [name for name in la.__all__ if inspect.isfunction(getattr(la, name))]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_show(name: str) -> None:
    found = doctest.testmod(import_module(name), extraglobs={"la": la, "np": np})

    assert found.failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_has_an_example_that_calls_it(name: str) -> None:
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(getattr(la, name)) or "")

    assert any(f"la.{name}(" in example.source for example in examples)
    assert any(example.want for example in examples)
