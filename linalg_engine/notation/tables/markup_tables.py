"""Tables in HTML, LaTeX's ``tabular`` and Weka's ARFF -> CSV."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from linalg_engine.notation.tables.csv_text import as_csv


def markup_table(text: str) -> str | None:
    """Return the first table of a text in one of these languages as CSV, or None."""
    if _TABLE.search(text):
        return _html(text)
    if found := _TABULAR.search(text):
        return _tabular(found["body"])
    if found := _ARFF.search(text):
        return _arff(found["head"], found["data"])
    return None


def _html(text: str) -> str | None:
    reader = _Cells()
    reader.feed(text)
    reader.close()
    return as_csv(reader.rows) if reader.rows else None


class _Cells(HTMLParser):
    """Collects the cells of the first table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = self._is_over = False
        self._columns = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_over:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            columns = dict(attrs).get("colspan") or ""
            self._columns = int(columns) if _COUNT.fullmatch(columns) else 1
            self.rows[-1] += [""] * self._columns
        self._inside = tag in ("td", "th") or (self._inside and tag not in ("tr", "table"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._is_over = True
        if tag in ("td", "th", "tr", "table"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._is_over and self.rows and self.rows[-1]:
            for column in range(1, self._columns + 1):
                self.rows[-1][-column] += data


def _tabular(body: str) -> str:
    plain = re.sub(
        r"\\(?:hline|toprule|midrule|bottomrule|(?:cline|cmidrule)(?:\([a-z]+\))?\{[^}]*\})",
        "",
        body,
    )
    rows = [row for row in re.split(r"\\\\(?:\[[^\]]*\])?", plain) if row.strip()]
    return as_csv(
        [[name for cell in re.split(r"(?<!\\)&", row) for name in _spread(cell)] for row in rows]
    )


def _spread(cell: str) -> list[str]:
    """Return what a cell says, once for each column that it is above."""
    found = _MULTICOLUMN.fullmatch(cell.strip())
    return [_bare(found["text"])] * int(found["count"]) if found else [_bare(cell)]


def _bare(cell: str) -> str:
    cell = re.sub(r"\\(?:textbf|textit|emph|mathrm|text)\{([^}]*)\}", r"\1", cell)
    return re.sub(r"\\([&%_#$])", r"\1", cell).replace("$", "").strip()


def _arff(head: str, data: str) -> str:
    names = [found["quoted"] or found["plain"] for found in _ATTRIBUTE.finditer(head)]
    lines = [line for line in data.splitlines() if line.strip() and line.lstrip()[0] != "%"]
    return as_csv([names]) + "\n".join(line.replace("'", '"') for line in lines)


_COUNT = re.compile("[1-9][0-9]?")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABULAR = re.compile(
    r"\\begin\{(?P<kind>tabular[x*]?|longtable|array)\}(?:\{[^{}]*\})?"
    r"(?:\{(?:[^{}]|\{[^{}]*\})*\})?(?P<body>.*?)\\end\{(?P=kind)\}",
    re.DOTALL,
)
_MULTICOLUMN = re.compile(
    r"\\multicolumn\{(?P<count>[1-9][0-9]?)\}\{[^{}]*\}\{(?P<text>.*)\}", re.DOTALL
)
_ARFF = re.compile(
    r"(?P<head>@relation\b.*?)^[ \t]*@data\b[^\n]*\n(?P<data>.*)", re.I | re.M | re.S
)
_ATTRIBUTE = re.compile(
    r"^[ \t]*@attribute[ \t]+(?:'(?P<quoted>[^']*)'|\"?(?P<plain>[^\s\"]+)\"?)", re.I | re.M
)
