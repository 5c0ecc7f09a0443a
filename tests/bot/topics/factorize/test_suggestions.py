"""What is suggested, what is clipped, and who has no ratings."""

from __future__ import annotations

import csv
import io

import numpy as np

from bot.drawing.style import Style
from bot.topics.factorize import answer as factorize
from bot.topics.factorize import suggestions
from bot.topics.factorize.study import Study, analyse
from bot.topics.kit.question import Question

UNRATED = (
    "name,Up,Shrek,Alien,Heat,New\nann,5,4,?,?,?\nbob,4,?,2,?,?\ncy,1,1,5,4,?\nzoe,?,?,?,?,?\n"
    "dan,2,?,4,5,?"
)


def study(ratings: str, **inputs: str) -> Study:
    return analyse(Question("factorize", {"ratings": ratings, **inputs}))


def facts(ratings: str, **inputs: str) -> tuple[str, ...]:
    return factorize.answer(Question("factorize", {"ratings": ratings, **inputs}), Style()).facts


def test_each_person_gets_the_blanks_with_the_highest_predictions() -> None:
    found = study(UNRATED)
    lines = suggestions.facts(found)

    assert lines[0] == "highest predictions for blanks:"
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["ann", "bob", "dan"]
    predicted = found.found.predictions
    names = found.naming.items
    for row, line in zip((0, 1, 4), lines[1:], strict=True):
        blanks = [j for j in range(4) if np.isnan(found.table.values[row, j])]
        best = sorted(blanks, key=lambda j, row=row: -predicted[row, j])[:2]
        listed = ", ".join(f"{names[j]} ({np.clip(predicted[row, j], 1, 5):.2f}" for j in best)
        plain = line.split(": ")[1].replace(")", "")
        assert [part.split(" (")[0] for part in plain.split(", ")] == [names[j] for j in best]
        for part, wanted in zip(plain.split(", "), listed.split(", "), strict=True):
            assert abs(float(part.split("(")[1]) - float(wanted.split("(")[1])) < 0.006


def test_at_most_two_for_at_most_five_people_are_listed() -> None:
    table = "\n".join("5,4,?,?,?" if i % 2 else "1,?,2,?,5" for i in range(8))
    lines = suggestions.facts(study(table))

    assert len(lines) == 7
    assert all(line.count("(") <= 2 for line in lines)
    assert lines[-1] == "  … 3 more: see Copy"


def test_a_full_table_has_no_suggestions() -> None:
    assert not any("blanks:" in fact for fact in facts("5,4,1\n1,2,5\n3,3,3"))


def test_people_and_items_without_ratings_are_named_and_nothing_is_predicted() -> None:
    found = facts(UNRATED)

    assert "without ratings: zoe (nothing predicted)" in found
    assert "without ratings: New (nothing predicted)" in found
    assert not [fact for fact in found if fact.startswith("  zoe:")]
    assert not [fact for fact in found if "New" in fact and fact.startswith("  ")]
    many = facts("name,a,b\nx,1,2\n" + "\n".join(f"p{i},?,?" for i in range(5)))
    assert "without ratings: p0, p1, p2 and 2 more (nothing predicted)" in many


def test_with_biases_the_mean_is_predicted_for_them() -> None:
    assert "without ratings: zoe (only mean and biases predicted)" in facts(UNRATED, method="als")
    assert study(UNRATED, method="als").guessed[3].all()


def test_the_file_leaves_blank_what_nothing_is_known_of() -> None:
    found = factorize.answer(Question("factorize", {"ratings": UNRATED}), Style())
    rows = list(csv.reader(io.StringIO(dict(found.copies.files)["completed.csv"])))[1:]
    values = {row[0]: row[1:] for row in rows}
    assert values["zoe"] == [""] * 5
    assert all(row[-1] == "" for row in rows)
    assert values["ann"][:2] == ["5.0", "4.0"]
    assert all(1 <= float(x) <= 5 for row in rows if row[0] != "zoe" for x in row[1:5])


def test_predictions_beyond_the_scale_are_clipped_and_that_is_said() -> None:
    found = study("5,?,1 4,1,2 ?,5,4")
    beyond = (found.found.predictions < 1) | (found.found.predictions > 5)
    count = int((beyond & np.isnan(found.table.values)).sum())

    assert count == 2
    said = suggestions.clipped(found)
    assert said == "Predictions stay between 1 and 5, as the ratings do (2 were beyond)."
    answer = factorize.answer(Question("factorize", {"ratings": "5,?,1 4,1,2 ?,5,4"}), Style())
    assert said in answer.meaning
    assert suggestions.clipped(study("5,1,3\n1,5,3\n5,1,?")) == ""


def test_one_clipped_prediction_is_singular() -> None:
    # rank 1 doubles every row: 2 · 2 is beyond
    assert suggestions.clipped(study("1,2\n2,?")).endswith("(1 was beyond).")
