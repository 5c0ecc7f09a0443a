"""Small tables, and the many ways in which the same table is written."""

from __future__ import annotations

import csv
import html
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Cells = list[list[str]]


@dataclass(frozen=True)
class Clean:
    """A table as it should be read.

    Attributes
    ----------
    heads
        Of the columns of numbers.
    rows
        Numbers, None where one is missing.
    names
        Of the rows; () for none.
    groups
        One word a row; () for none.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[float | None, ...], ...]
    names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


PEOPLE = ("ann", "bob", "cy", "dora", "eve")
MARKS = ((5.5, 1, 2), (1, 5, 4), (2, 2, 2.25), (5, 1, 3), (4, 2.5, 1))
TABLES = {
    "marks": Clean(("math", "art", "sport"), MARKS, PEOPLE),
    "no names": Clean(("math", "art", "sport"), MARKS),
    "blanks": Clean(("a", "b"), ((1.5, None), (None, 2), (3, 4.25), (4, 5), (0, 1)), PEOPLE),
    "groups": Clean(("a", "b"), tuple(r[:2] for r in MARKS), PEOPLE, ("x", "y", "x", "y", "x")),
    "towns": Clean(
        ("Höhe", "Größe"),
        ((519.5, 310.7), (53, 405.25), (199, 67.2), (408.5, 91.9)),
        ("München", "Köln", "Görlitz", "Zürich"),
    ),
    "spaced": Clean(
        ("height cm", "mass kg"),
        ((172.5, 77), (167, 75.5), (96, 32), (202.25, 136)),
        ("Luke Skywalker", "C-3PO", "R2-D2", "Darth Vader"),
    ),
    "marked names": Clean(
        ("x", "y"), ((1.5, 2), (3, 4), (5, 7.5)), ("Smith, J.", "O'Neil", "Lee; K.")
    ),
    "small": Clean(("p", "q"), ((1e-05, 0.25), (0.0025, -0.5), (-0.125, 12.5), (0.5, 0.0001))),
    "large": Clean(
        ("people", "area"), ((8336817, 783.8), (3979576, 1213.9), (2693976, 589.6)), PEOPLE[:3]
    ),
    "negative": Clean(("a", "b", "c"), ((-1.5, 2, -3), (-4, -5.25, 6), (7, 8, -9.5)), PEOPLE[:3]),
    "whole": Clean(("u", "v"), ((3, 14), (15, 92), (65, 35), (89, 79), (32, 38))),
    "heads with marks": Clean(
        ("height (cm)", "C/N ratio", "log.x"), ((1.5, 2, 3), (4, 5.5, 7), (8, 8.5, 1)), PEOPLE[:3]
    ),
}


@dataclass(frozen=True)
class Style:
    """What may differ between two ways to write the same table.

    Attributes
    ----------
    form
        CSV, or what a program prints: one of `FORMS`.
    separator, quoted, indexed, units
        Of CSV alone: between the cells; whether all cells are in quotation marks; the head of
        a column that counts the rows, None for none; whether units stand below the heads.
    decimal, missing
        The decimal sign, and what stands where a number is missing.
    around
        What stands above and below: one of `AROUND`.
    encoding, line_end, trailing
        Of the file, its lines and its end.
    """

    form: str
    separator: str
    quoted: bool
    decimal: str
    missing: str
    indexed: str | None
    around: str
    encoding: str
    line_end: str
    units: bool
    trailing: str

    @classmethod
    def drawn(cls, chance: random.Random) -> Style:
        """Return a style of which some parts are drawn."""
        form = chance.choice(["csv"] * 8 + [name for name in FORMS if name != "csv"])
        is_csv = form == "csv"
        separator = chance.choice(",;\t|") if is_csv else ","
        comma = is_csv and separator != ","
        plain = form.startswith("JSON")
        return cls(
            form=form,
            separator=separator,
            quoted=chance.random() < 0.3,
            decimal=chance.choice(",." if comma else "."),
            missing="" if plain else chance.choice(MISSING if is_csv else MISSING[1:]),
            indexed=chance.choice((None, None, "", "rownames", "Unnamed: 0")) if is_csv else None,
            around="" if plain else chance.choice(list(AROUND)),
            encoding=chance.choice(ENCODINGS[: -1 if form == "polars" else None]),
            line_end=chance.choice(("\n", "\n", "\r\n", "\r")),
            units=is_csv and chance.random() < 0.15,
            trailing=chance.choice(("", "", "\n", "\n\n", "  \n")),
        )


MISSING = ("", "NA", "NaN", "?", "-", "n/a", "..", "#N/A", "null", "None", ".")
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")
AROUND = {
    "": "{}",
    "comments": "# measured by hand\n# in spring\n{}",
    "title": "Our measurements of last year\n\n{}",
    "source": "{}\nSource: the office of statistics",
    "code": "Look at this:\n```\n{}\n```\nWhat do you think?",
}


def mangled(table: Clean, style: Style) -> bytes:
    """Return a file with the table in this style."""
    cells = _cells(table, style)
    text = AROUND[style.around].format(FORMS[style.form](cells, table, style).rstrip("\n"))
    text = (text + style.trailing).replace("\n", style.line_end)
    return text.encode(style.encoding)


def _cells(table: Clean, style: Style) -> Cells:
    """Return heads and rows as text: the names of the rows first, groups last."""
    rows = [[_number(value, style) for value in row] for row in table.rows]
    heads = list(table.heads)
    if style.units:
        rows.insert(0, ["cm"] * len(heads))
    if table.names:
        heads.insert(0, "name")
        for row, name in zip(rows[style.units :], table.names, strict=True):
            row.insert(0, name)
        if style.units:
            rows[0].insert(0, "")
    if table.groups:
        heads.append("kind")
        for row, group in zip(rows[style.units :], table.groups, strict=True):
            row.append(group)
        if style.units:
            rows[0].append("")
    if style.indexed is not None:
        heads.insert(0, style.indexed)
        for number, row in enumerate(rows, 1 - style.units):
            row.insert(0, str(number) if number or not style.units else "")
    return [heads, *rows]


def _number(value: float | None, style: Style) -> str:
    return style.missing if value is None else str(value).replace(".", style.decimal)


# Forms


def _csv(cells: Cells, _table: Clean, style: Style) -> str:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if style.quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=style.separator, quoting=quoting, lineterminator="\n")
    writer.writerows(cells)
    return text.getvalue()


def _columns(cells: Cells, *, left: int = 0) -> list[str]:
    """Return lines of aligned cells, the first ``left`` columns at the left."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def _indexed(cells: Cells, table: Clean, first: int) -> Cells:
    """Return cells with an index where the rows have no names, and no head above them."""
    if table.names:
        return [["", *cells[0][1:]], *cells[1:]]
    return [["", *cells[0]], *([str(i), *row] for i, row in enumerate(cells[1:], first))]


def _pandas(cells: Cells, table: Clean, _style: Style) -> str:
    return "\n".join(_columns(_indexed(cells, table, 0), left=1))


def _r(cells: Cells, table: Clean, _style: Style) -> str:
    return "> x\n" + "\n".join(_columns(_indexed(cells, table, 1), left=1))


def _write_table(cells: Cells, table: Clean, _style: Style) -> str:
    rows = _indexed(cells, table, 1)
    quoted = [[f'"{row[0]}"', *map(_word_quoted, row[1:])] for row in rows[1:]]
    return "\n".join(map(" ".join, [[f'"{head}"' for head in rows[0][1:]], *quoted]))


def _word_quoted(cell: str) -> str:
    return f'"{cell}"' if cell.isalpha() and cell not in MISSING else cell


def _markdown(cells: Cells, _table: Clean, _style: Style) -> str:
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in cells]
    rows = [escaped[0], ["---"] * len(cells[0]), *escaped[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _html(cells: Cells, _table: Clean, _style: Style) -> str:
    rows = [
        f"<tr>{''.join(f'<{tag}>{html.escape(cell)}</{tag}>' for cell in row)}</tr>"
        for tag, row in zip(["th"] + ["td"] * len(cells), cells, strict=False)
    ]
    head, *body = rows
    return f'<table class="t">\n<thead>{head}</thead>\n<tbody>' + "\n".join(body) + "\n</table>"


def _framed(cells: Cells, _table: Clean, _style: Style) -> str:
    types = ["str"] * len(cells[0])
    rows = [cells[0], ["---"] * len(types), types, *cells[1:]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "│ " + " ┆ ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) + " │" for r in rows
    ]
    lines.insert(3, "╞" + "╪".join("═" * (w + 2) for w in widths) + "╡")
    return f"shape: ({len(cells) - 1}, {len(types)})\n" + "\n".join(lines)


def _psql(cells: Cells, _table: Clean, _style: Style) -> str:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        " " + " | ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in cells
    ]
    lines.insert(1, "+".join("-" * (w + 2) for w in widths))
    return "\n".join([*lines, f"({len(cells) - 1} rows)"])


def _grid(cells: Cells, _table: Clean, _style: Style) -> str:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rule = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    lines = [rule]
    for row in cells:
        lines.append("| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |")
        lines.append(rule.replace("-", "=") if row is cells[0] else rule)
    return "\n".join(lines)


def _latex(cells: Cells, _table: Clean, _style: Style) -> str:
    rows = [" & ".join(cell.replace("#", "\\#") for cell in row) + " \\\\" for row in cells]
    body = "\n".join([rows[0], "\\midrule", *rows[1:]])
    return f"\\begin{{tabular}}{{{'l' * len(cells[0])}}}\n\\toprule\n{body}\n\\end{{tabular}}"


def _typed_rows(cells: Cells, table: Clean) -> list[list[object]]:
    """Return the rows with numbers as numbers."""
    first = bool(table.names)
    return [
        [*cells[i + 1][:first], *row, *cells[i + 1][first + len(row) :]]
        for i, row in enumerate(table.rows)
    ]


def _records(cells: Cells, table: Clean, _style: Style) -> str:
    rows = _typed_rows(cells, table)
    return json.dumps([dict(zip(cells[0], row, strict=True)) for row in rows], indent=1)


def _json_columns(cells: Cells, table: Clean, _style: Style) -> str:
    columns = zip(*_typed_rows(cells, table), strict=True)
    return json.dumps(dict(zip(cells[0], map(list, columns), strict=True)), ensure_ascii=False)


def _split(cells: Cells, table: Clean, _style: Style) -> str:
    data = _typed_rows(cells, table)
    return json.dumps({"columns": cells[0], "index": list(range(len(data))), "data": data})


FORMS: dict[str, Callable[[Cells, Clean, Style], str]] = {
    "csv": _csv,
    "pandas": _pandas,
    "R": _r,
    "write.table": _write_table,
    "Markdown": _markdown,
    "HTML": _html,
    "polars": _framed,
    "psql": _psql,
    "grid": _grid,
    "LaTeX": _latex,
    "JSON records": _records,
    "JSON columns": _json_columns,
    "JSON split": _split,
}


def drawn_cases(seed: int, count: int) -> Sequence[tuple[str, Style]]:
    """Return names of tables and styles to write them in: the same for each seed."""
    chance = random.Random(seed)
    return [(chance.choice(list(TABLES)), Style.drawn(chance)) for _ in range(count)]
