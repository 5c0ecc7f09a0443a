"""Files become text by what is in them; what is none is named, and never opened."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from bot.intake.message_tables import table_in
from bot.intake.uploads import MAX_BYTES, text_of
from linalg_engine.errors import InputError
from linalg_engine.notation import parse_data
from tests.examples import examples

TABLE = "Stadt,Höhe\nKöln,53\nMünchen,519\n"


def refusal(data: bytes, name: str = "data.csv") -> str:
    with pytest.raises(InputError) as caught:
        text_of(name, data)
    return caught.value.problem


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, "1,2\n3,4\n")
    return file.getvalue()


# Text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252"]
)
def test_text_in_many_encodings(encoding: str) -> None:
    assert text_of("x", TABLE.encode(encoding)) == TABLE


def test_utf_16_in_either_order() -> None:
    assert text_of("x", b"\xff\xfe" + TABLE.encode("utf-16-le")) == TABLE
    assert text_of("x", b"\xfe\xff" + TABLE.encode("utf-16-be")) == TABLE


def test_what_windows_has_where_latin_1_has_nothing() -> None:
    assert text_of("x", b"a,b\n\x80,\x96\n") == "a,b\n€,–\n"
    assert text_of("x", b"caf\xe9,\x81\n") == "café,\x81\n"


def test_marks_of_old_programs_are_left_out() -> None:
    assert text_of("x", b"sep=;\r\n1;2\r\n3;4\r\n\x1a") == "1;2\r\n3;4\r\n"


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"1,2\n\x003,4", "NUL bytes"),
        (TABLE.encode("utf-16-le"), "NUL bytes"),
        (b"\xff\xfe1,2", "UTF-16-LE text and is not"),
        (b"\xef\xbb\xbf\xff\xff", "UTF-8 text and is not"),
    ],
)
def test_what_is_no_text(data: bytes, part: str) -> None:
    assert part in refusal(data)


def test_too_long_files_are_refused_unread() -> None:
    problem = refusal(b"1,2\n" * 2_500_000, "big.csv")

    assert "big.csv has 10,000,000 bytes" in problem
    assert f"{MAX_BYTES:,}" in problem


def test_a_name_is_repeated_without_what_turns_or_hides_words() -> None:
    problem = refusal(b"", "re\u202ecsv\n\x00" + "x" * 500)

    assert problem.startswith("recsvx")
    assert len(problem) < 150


# What is no text


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "Excel workbook"),
        (archive("word/document.xml"), "Word document"),
        (archive("data.csv"), "unpack it"),
        (archive("arr_0.npy"), "np.save"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old Excel"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (picture("PNG"), "picture"),
        (picture("JPEG"), "picture"),
        (picture("GIF"), "picture"),
        (picture("TIFF"), "picture"),
        (b"\x1f\x8b\x08" + bytes(20), "unpack it"),
        (b"SQLite format 3\x00" + bytes(100), "database"),
        (pickle.dumps({"a": [1, 2]}), "pickle"),
        (b"  <!DOCTYPE html>\n<html><p>", "web page"),
        (b'<?xml version="1.0"?><x/>', "web page or XML"),
    ],
)
def test_a_file_that_was_renamed_is_known_by_its_first_bytes(data: bytes, part: str) -> None:
    problem = refusal(data, "table.csv")

    assert problem.startswith("table.csv ")
    assert part in problem


def test_a_libreoffice_sheet_is_answered_with_how_to_export() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    problem = refusal(file.getvalue())

    assert "LibreOffice" in problem
    assert "CSV" in problem


def test_heads_that_begin_like_other_files_are_text() -> None:
    for head in ("PAR1,PAR2", "GIF8,x", "BZh,x", "RIFF,x", "MZ,x", "PK,x"):
        text = f"{head}\n1,2\n3,4\n"
        assert text_of("x.csv", text.encode()) == text


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would become a thousand times as big: nothing may look into it."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was unpacked")

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.csv", bytes(20_000_000))
    bomb = file.getvalue()
    for module, name in ((zipfile, "ZipFile"), (zlib, "decompress"), (zlib, "decompressobj")):
        monkeypatch.setattr(module, name, never)

    assert len(bomb) < 20_000
    assert "unpack it" in refusal(bomb, "bomb.csv")


# .npy


@examples(0.6)
@given(
    arrays.arrays(
        st.sampled_from(["<f8", ">f8", "<f4", "<f2", "<i8", ">i2", "u1", "?"]),
        arrays.array_shapes(min_dims=1, max_dims=2, min_side=2, max_side=5),
        elements={"allow_infinity": False},
    )
)
def test_arrays_are_read_without_loss(array: np.ndarray) -> None:
    expected = array.astype(np.float64).reshape(len(array), -1)

    text = text_of("x.npy", npy(array))

    rows = [[float(cell or "nan") for cell in line.split(",")] for line in text.split("\n")]
    assert np.array_equal(np.array(rows), expected, equal_nan=True)


def test_arrays_in_columns_are_read_in_rows() -> None:
    array = np.asfortranarray([[1.5, 2], [3, 4], [5, 7]])

    assert text_of("x.csv", npy(array)) == "1.5,2.0\n3.0,4.0\n5.0,7.0"


class Trap:
    """Unpickled, it would end the program."""

    def __reduce__(self) -> tuple[object, ...]:
        return SystemExit, ("it was opened",)


def test_pickled_objects_are_never_opened() -> None:
    data = npy(np.array([[Trap(), 1], [2, 3]], dtype=object))

    assert b"it was opened" in data
    assert "Python objects" in refusal(data, "x.npy")


@pytest.mark.parametrize(
    ("array", "part"),
    [
        (np.zeros((2, 2, 2)), "shape 2×2×2"),
        (np.zeros(()), "shape ()"),
        (np.zeros((0, 3)), "shape 0×3"),
        (np.zeros((2, 2), "c16"), "complex128"),
        (np.array([["a", "b"]]), "type <U1"),
        (np.zeros(3, [("x", "f8")]), "whole and decimal numbers"),
        (np.array([[1, np.inf]]), "infinite"),
        (np.zeros((1000, 400), "i1"), "400,000 numbers"),
    ],
)
def test_arrays_that_are_no_tables(array: np.ndarray, part: str) -> None:
    assert part in refusal(npy(array))


def crooked(header: bytes) -> bytes:
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header


@pytest.mark.parametrize(
    "data",
    [
        npy(np.zeros((4, 4)))[:-1],
        npy(np.zeros((4, 4)))[:40],
        b"\x93NUMPY",
        b"\x93NUMPY\x09\x00" + bytes(200),
        crooked(b"{'descr': '<f8', 'fortran_order': False, 'shape': (-2, -2)}\n" + bytes(32)),
        crooked(b"{'descr': '<f8', 'fortran_order': False, 'shape': (9, 9)}\n"),
        crooked(b"{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}\n"),
        crooked(b"[" * 9_000 + b"\n"),
        crooked(b"{'descr': '<f8', 'fortran_order': False, 'shape': (2.5, 1)}\n"),
    ],
)
def test_damaged_arrays_are_said_to_be_damaged(data: bytes) -> None:
    assert "damaged" in refusal(data, "x.npy")


def test_an_array_that_claims_to_be_huge_costs_nothing() -> None:
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999, 99999999)}\n"

    assert "9,999,999,800,000,001 numbers" in refusal(crooked(header))


# In a message


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Hi all, here is it:\na,b\n1,2\n3,4\nthanks, bye!", "a,b\n1,2\n3,4"),
        ("```\n1,2\n3,4\n```", "1,2\n3,4"),
        ("No 1:\n```py\nprint()\n```\nNo 2:\n```csv\n1,2\n3,4\n```\n5,6\n7,8", "1,2\n3,4"),
        ("Look\n|a|b|\n|-|-|\n|1|2|\n|2|3|\nOk?", "|a|b|\n|-|-|\n|1|2|\n|2|3|"),
        ("n\tx\nann\t1\nbob\t3\n\nsee you at 12:30, room 3", "n\tx\nann\t1\nbob\t3"),
        ("what of\n\n1 2 3\n4 5 6\n", "1 2 3\n4 5 6"),
        ("is [[1,2],[3,4]] regular?", "[[1,2],[3,4]]"),
        ("A = [1 2; 3 4]", "[1 2; 3 4]"),
        ('n,x\nann,1\n"Lee, Bob",3\ncy,4', 'n,x\nann,1\n"Lee, Bob",3\ncy,4'),
        ("n,cm (all)\nann,1\nbob,3\nthanks, all!", "n,cm (all)\nann,1\nbob,3"),
        ("math art\nann 1 2\nbob 3 4", "math art\nann 1 2\nbob 3 4"),
        ("So, two things I have measured\na,b\n1,2\n3,4", "a,b\n1,2\n3,4"),
        ("Hi all\n1 2 3\n4 5 6\nWhat do you think", "1 2 3\n4 5 6"),
        ("a,b\n1,2\n\n3,4\n5,6\n\n7,8", "a,b\n1,2\n\n3,4\n5,6\n\n7,8"),
        ("```\nprint('hi 1')\n```\n```\n1,2\n3,4\n```", "1,2\n3,4"),
        ("```\nprint('hi 1')\n```\nand\n1,2\n3,4", "1,2\n3,4"),
        ("```py\nimport np\nX = np.array([[1,2],[3,4]])\nprint(X)\n```", "[[1,2],[3,4]]"),
        # of two tables the larger one
        ("1,2\n3,4\n\nand\n\n1;2;3\n4;5;6\n7;8;9", "1;2;3\n4;5;6\n7;8;9"),
    ],
)  # fmt: skip
def test_the_table_among_the_words(content: str, found: str) -> None:
    assert table_in(content, []) == found


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("name,a,b\nann,1,2\nbob,3\ncy,2,9\ndi,4,5\ned,5,5", "Row 3 has 2 cells, but row 1 has 3"),
        ("name,a,b\nann,1,2\nSmith, Bob,3,4\ncy,2,9", "Row 3 has 4 cells, but row 1 has 3"),
        ("name a b\nann lee 1 2\nbob 3 4\ncy 2 9\ndi 4 4", "Row 2 has 4 cells, but row 1 has 3"),
        ("a,b\n1,2\n3,4\n(see below)\n5,6\n7,8\n9,1", "Row 4 has 1 cell, but row 1 has 2"),
        ("|a|b|\n|-|-|\n|1|2|\n|3|\n|4|5|\n|7|7|", "Row 3 has 1 cell, but row 1 has 2"),
        ("1,2\n3,4\n5", "Row 3 has 1 cell, but row 1 has 2"),
        ("a,b\n1,2\n3,4\nbob,absent", "Row 4, column 1 says 'bob'"),
    ],
)
def test_no_row_of_a_table_among_words_is_left_out(table: str, words: str) -> None:
    found = table_in(f"my data:\n{table}\n\nthanks", [])

    assert found == table
    with pytest.raises(InputError, match=re.escape(words)):
        parse_data(found)


def test_a_file_comes_before_the_words_and_a_readable_one_before_others() -> None:
    files = [("a.csv", picture("PNG")), ("b.csv", b"5,6\n7,8")]

    assert table_in("1,2\n3,4", files) == "5,6\n7,8"
    assert table_in("1,2\n3,4", files[:1]) == "1,2\n3,4"


def test_a_text_that_is_no_table_is_passed_over() -> None:
    files = [("readme.md", b"hello world"), ("d.csv", b"5,6\n7,8")]

    assert table_in("see", files) == "5,6\n7,8"
    assert table_in("1,2\n3,4", files[:1]) == "1,2\n3,4"
    assert table_in("```\n1,2\n3,4\n```", files[:1]) == "1,2\n3,4"
    assert table_in("see", files[:1]) == "hello world"
    assert table_in("```\n1,2\n3\n```\n```\n4,5\n6\n```", []) == "1,2\n3"


def test_a_message_without_a_table_is_told_why() -> None:
    with pytest.raises(InputError, match="no table of numbers in this message"):
        table_in("I have 3 cats, and you?", [])
    with pytest.raises(InputError, match=r"x\.csv is an Excel workbook"):
        table_in("please", [("x.csv", archive("xl/workbook.xml"))])


def test_characters_that_cannot_be_seen_become_blanks() -> None:
    assert text_of("x", b"name,x\nO\x19Hara,1\nB\xc2\xadob,2\n") == "name,x\nO Hara,1\nB ob,2\n"
