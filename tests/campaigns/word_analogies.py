"""How many of Google's analogies the word vectors solve, and how well they know what is alike.

Run ``python tests/campaigns/word_analogies.py questions-words.txt [wordsim353.tsv]``. Both files
come with gensim (Mikolov and others 2013; Finkelstein and others 2002). A question whose words all
have vectors is solved when the nearest word, those of the question left out, is the right one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from bot.topics.words import space, vocabulary

BATCH = 500


def main(arguments: list[str]) -> int:
    units = space.units(range(len(vocabulary.words()))).astype(np.float32)
    solved = asked = given = 0
    for name, questions in sections(Path(arguments[0])).items():
        rows = np.array([q for q in map(placed, questions) if q is not None], dtype=int)
        right = count_solved(units, rows.reshape(-1, 4))
        print(f"{name:30} {right:6} of {len(rows):6} ({len(questions)} in the file)")
        solved, asked, given = solved + right, asked + len(rows), given + len(questions)
    print(f"together: {solved} of {asked} = {100 * solved / asked:.1f} %, {given} in the file")
    if arguments[1:]:
        print(f"WordSim-353: {likeness(units, Path(arguments[1]))}")
    return 0


def sections(path: Path) -> dict[str, list[list[str]]]:
    """Return the questions by the heading under which they stand."""
    found: dict[str, list[list[str]]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(":"):
            name = line[1:].strip()
        else:
            found.setdefault(name, []).append(line.lower().split())
    return found


def placed(question: list[str]) -> list[int] | None:
    places = vocabulary.places()
    return [places[word] for word in question] if all(w in places for w in question) else None


def count_solved(units: np.ndarray, rows: np.ndarray) -> int:
    right = 0
    for start in range(0, len(rows), BATCH):
        a, b, c, d = rows[start : start + BATCH].T
        found = (units[b] - units[a] + units[c]) @ units.T
        for one in (a, b, c):
            found[np.arange(len(found)), one] = -np.inf
        right += int((found.argmax(axis=1) == d).sum())
    return right


def likeness(units: np.ndarray, path: Path) -> str:
    places = vocabulary.places()
    ours: list[float] = []
    theirs: list[float] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        first, second, score = [*line.lower().split("\t"), "", ""][:3]
        if first in places and second in places:
            ours.append(float(units[places[first]] @ units[places[second]]))
            theirs.append(float(score))
    correlation = np.asarray(spearmanr(ours, theirs))[0]
    return f"rank correlation {correlation:.2f} over {len(ours)} pairs"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
