"""Lines of a message that are a table."""

from __future__ import annotations

import pytest

from bot.intake.message_tables import table_in
from bot.intake.text_tables import tables


def test_a_number_among_many_words_makes_no_row() -> None:
    prose = ["we met 3 people in the town", "there were 4 of us in all"]
    mixed = ["ann smith 3", "bob jones 4"]

    assert list(tables(prose)) == []
    assert [table.text for table in tables(mixed)] == ["ann smith 3\nbob jones 4"]


MARKDOWN = """| Month | Sweet white | Dry white |
|:--|---|--:|
| Jan-80 | 85 | 1954 |
| Feb-80 | 89 | 2302 |"""

MYSQL = """+---------------+---------------------+-------------+
| Accident Year | Closed Claim Counts | Paid Claims |
+---------------+---------------------+-------------+
| 1998          |                 510 |        NULL |
| 1999          |                 634 |        6309 |
+---------------+---------------------+-------------+"""

EXCEL = "\tsignature\tseries\tmark\n1\tOrange Cake\t1\t3\n2\tFresh Mango Cake\t1\t\n3\tPie\t2\t1"

TIBBLE = """  city          learning rate
  <chr>                 <dbl>
1 Dar es Salaam          0.1
2 Mumbai                 1.4"""


@pytest.mark.parametrize("table", [MARKDOWN, MYSQL, EXCEL, TIBBLE])
@pytest.mark.parametrize("around", ["{}", "please look, I have 3 of them:\n\n{}\n\nthanks!"])
def test_a_table_in_a_message_keeps_its_heads(table: str, around: str) -> None:
    found = table_in(around.format(table), []).split("\n")
    rows = [line for line in table.split("\n") if any(map(str.isalnum, line))]

    assert [line for line in found if any(map(str.isalnum, line))] == rows


def test_heads_that_fit_no_row_are_kept_to_be_told() -> None:
    printed = "    wage     city\n1 1  548 new york\n2 2  481    paris\n3 3  400 new york"

    assert table_in(f"my data:\n\n{printed}", []) == printed
