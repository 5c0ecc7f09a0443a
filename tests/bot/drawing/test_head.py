"""Above a moving picture: its title, the matrix at the right, a line below the title."""

from __future__ import annotations

from bot.drawing.canvas import Canvas
from bot.drawing.caption import MARGIN
from bot.drawing.head import Head
from bot.drawing.style import COLOURS, NORMAL, Style, Theme
from bot.drawing.things import Fill, Written
from bot.formula.node import text
from linalg_engine import notation

LINES = tuple("n" * count for count in range(60, 0, -1))


def head_of(canvas: Canvas, matrix: str) -> Head:
    return Head.fitted(canvas, "A title", notation.parse_matrix(matrix), Style().notation)


def test_the_longest_line_that_leaves_a_margin_before_the_matrix_is_taken() -> None:
    for matrix in ("1 2; 3 4", "1/3 sqrt(2); -1234 5"):
        canvas = Canvas(Theme.DARK)
        head = head_of(canvas, matrix)
        width = head.caption.given_size[0]
        assert width > 50
        before_matrix = canvas.width - MARGIN - width

        line = head.fitting(canvas, *LINES)

        end = MARGIN + canvas.measure(line, NORMAL)[0]
        longer = MARGIN + canvas.measure(f"{line}n", NORMAL)[0]
        assert end <= before_matrix - MARGIN < longer
        assert head.fitting(canvas, LINES[0], LINES[1]) == LINES[1], "the last, if none fits"


def test_title_matrix_and_line_stand_on_a_ground_of_their_own() -> None:
    canvas = Canvas(Theme.DARK)
    head = head_of(canvas, "1 2; 3 4")
    head.write(canvas, "a line", "rest")

    (ground,) = [t for t in canvas.things if isinstance(t, Fill)]
    assert ground.colour == COLOURS[Theme.DARK].background
    low, high = ground.corners.min(axis=0), ground.corners.max(axis=0)
    assert (*low, *high) == (0, head.bottom, canvas.width, canvas.height)
    written = {text(t.lettering.content): t for t in canvas.things if isinstance(t, Written)}
    assert set(written) == {"A title", "a line", "A = [1, 2; 3, 4]"}
    boxes = {words: canvas.box_of(thing) for words, thing in written.items()}
    assert all(box.bottom > head.bottom for box in boxes.values())
    assert boxes["a line"].top <= boxes["A title"].bottom + 4
    assert boxes["a line"].left == boxes["A title"].left == MARGIN
    assert written["a line"].lettering.colour == COLOURS[Theme.DARK].rest
    assert written["a line"].lettering.size == NORMAL
    assert head.bottom > canvas.height - 200, "no more room than it needs"
