"""Record what the bot answers to some 470 questions, or compare two such records.

    python tests/campaigns/record_answers.py --tree DIR --out answers.json
    python tests/campaigns/record_answers.py --compare before.json after.json

The first line asks the bot whose code is in DIR, in a simulated Discord, and writes down what a
person sees: texts, alt texts of the pictures, files, buttons, menus, forms, and who sees it. The
second prints the differences question by question and ends with 1 if there are any. Run it before
and after a change that should not be seen; what it prints is what people would notice.

Pictures are recorded as hashes beside the answers, and compared only with --pictures.
"""

from __future__ import annotations

import argparse
import asyncio
import difflib
import importlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Worker processes import this module again: whatever they do not need is imported below.

UNCHANGED, CHANGED, BAD_TREE = 0, 1, 2


def main() -> int:
    """Do what the command line says; return the exit code."""
    options = _options()
    if options.compare:
        before, after = (json.loads(path.read_text("utf-8")) for path in options.compare)
        return _compare(before, after, options.only, pictures=options.pictures)
    return _record(options.tree.resolve(), options.out.resolve(), options.only)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tree", type=Path, default=Path(), help="whose code is asked; here")
    parser.add_argument("--out", type=Path, default=Path("answers.json"), help="the record")
    parser.add_argument("--only", default="", help="only questions with these words in their name")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    parser.add_argument("--pictures", action="store_true", help="compare pictures, too")
    return parser.parse_args()


# Recording


def _record(tree: Path, out: Path, only: str) -> int:
    _import_from(tree)
    found = Path(str(importlib.import_module("bot").__file__))
    if not found.is_relative_to(tree):
        print(f"The bot would come from {found.parent}, not from {tree}.", file=sys.stderr)
        return BAD_TREE
    from questions import QUESTIONS
    from recorder import record

    asked = [question for question in QUESTIONS if only in question.name]
    answers = asyncio.run(record(asked))
    out.write_text(json.dumps(answers, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(asked)} questions, {sum(map(len, answers['answers'].values()))} acts: {out}")
    return UNCHANGED


def _import_from(tree: Path) -> None:
    """Let this process and the workers, which start as new ones, find the bot in the tree."""
    sys.path.insert(0, str(tree))
    os.environ["PYTHONPATH"] = str(tree)
    os.chdir(tree)  # the fork server looks there first


# Comparing


def _compare(before: dict[str, Any], after: dict[str, Any], only: str, *, pictures: bool) -> int:
    names = [x for x in dict.fromkeys([*before["answers"], *after["answers"]]) if only in x]
    changed: set[str] = set()
    for part in ("answers", "pictures") if pictures else ("answers",):
        old, new = before[part], after[part]
        for name in names:
            lines = list(_difference(old.get(name), new.get(name)))
            if lines:
                changed.add(name)
                print(f"=== {name}", *lines, "", sep="\n")
    print(f"{len(changed)} of {len(names)} questions are answered differently.")
    return CHANGED if changed else UNCHANGED


def _difference(old: Any, new: Any) -> Iterator[str]:
    if old != new:
        lines = difflib.unified_diff(_lines(old), _lines(new), "before", "after", lineterm="")
        yield from list(lines)[2:]


def _lines(told: Any) -> list[str]:
    """Return the record of one question as lines, each line of a text by itself."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return text.replace("\\n", "\n        ").split("\n")


if __name__ == "__main__":
    sys.exit(main())
