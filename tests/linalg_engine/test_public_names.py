"""The names at the top of the engine, and what importing it loads."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import linalg_engine as la

ROOT = Path(__file__).parents[2]
MODULES = [found.name for found in pkgutil.walk_packages(la.__path__, "linalg_engine.")]


def in_a_fresh_python(code: str) -> Any:
    """Run code whose last line sets ``answer``, and return that."""
    shown = "\nimport json; print(json.dumps(answer))"
    done = subprocess.run(
        [sys.executable, "-c", code + shown], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "code",
    [
        "import linalg_engine",
        "from linalg_engine.errors import InputError",
        "from linalg_engine import InputError",
        "import linalg_engine; dir(linalg_engine); linalg_engine.__all__",
    ],
)
def test_importing_the_engine_or_its_error_loads_no_numpy(code: str) -> None:
    loaded = in_a_fresh_python(f"{code}\nimport sys; answer = sorted(sys.modules)")

    assert "linalg_engine" in loaded
    assert {"numpy", "lark"}.isdisjoint(loaded)


def test_a_name_loads_its_module_when_it_is_used() -> None:
    code = "import sys, linalg_engine as la\nvalue = la.dot([1, 2], [3, 4]).value\n"
    answer = in_a_fresh_python(
        code + "answer = [int(value), 'numpy' in sys.modules, 'lark' in sys.modules]"
    )

    assert answer == [11, True, False]


def test_every_public_name_is_there() -> None:
    assert len(la.__all__) == len(set(la.__all__))
    for name in la.__all__:
        value = getattr(la, name)
        assert callable(value)
        assert value.__name__ == name
        assert value.__module__.startswith("linalg_engine.")
    assert set(la.__all__) <= set(dir(la))


def test_no_module_takes_the_place_of_a_function() -> None:
    """Importing a submodule sets its name in the package, over a function of that name."""
    for name in MODULES:
        import_module(name)

    assert len(MODULES) > 50
    assert [name for name in la.__all__ if isinstance(getattr(la, name), ModuleType)] == []
    for package in (import_module(name) for name in MODULES):
        public = getattr(package, "__all__", ())
        assert [n for n in public if isinstance(getattr(package, n), ModuleType)] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'dott'"):
        getattr(la, "dott")  # noqa: B009 - pyright knows that it is not there


def test_pca_is_the_function() -> None:
    assert la.pca([[1, 2], [3, 5]]).components.shape == (2, 2)
