"""The typesetter: one typst compiler a process, with the project's own fonts and the host's."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from bot.drawing import fonts
from bot.drawing.style import COLOURS

if TYPE_CHECKING:
    from bot.drawing.style import Theme


def compiled_pages(
    template: str, data: dict[str, Any], theme: Theme, pixels_per_point: float
) -> list[bytes]:
    """Return a PNG of each page of a template filled with plain data.

    Parameters
    ----------
    template
        A file beside this module; the formulas' rules come before it.
    data
        What the template shows.
    theme
        Whose colours ``data.colours`` gives the template.
    """
    # The first two families are the templates' own.
    given = {**data, "colours": asdict(COLOURS[theme]), "families": fonts.families()[2:]}
    found = _compiler().compile(
        _source(template),
        format="png",
        ppi=72 * pixels_per_point,
        sys_inputs={"data": json.dumps(given)},
    )
    if found is None:
        raise TypeError("typst gave no page")
    return [found] if isinstance(found, bytes) else found


@cache
def _compiler() -> typst.Compiler:
    # The system's fonts at large are ignored, so that a picture looks the same everywhere; only
    # those for scripts that the first two fonts lack are looked up.
    folders = sorted({Path(file).parent for file in fonts.files()})
    return typst.Compiler(ignore_system_fonts=True, font_paths=[str(f) for f in folders])


@cache
def _source(template: str) -> bytes:
    folder = resources.files("bot.drawing")
    parts = [folder.joinpath(name).read_bytes() for name in ("formula.typ", template)]
    return b"\n".join(parts)
