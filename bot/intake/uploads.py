"""Files that people send -> text, by what is in them and not by what they are called.

Workbooks become CSV, see `workbooks`. Else nothing is unpacked, unpickled or executed: archives and
pictures are known by their first bytes and answered with how to get a CSV out of them.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from bot.intake.limits import MAX_BYTES
from bot.intake.names import shown_name
from bot.intake.workbooks import is_workbook, workbook_text
from linalg_engine.errors import InputError
from linalg_engine.notation import MAX_TABLE_CELLS, MAX_TABLE_CHARACTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_NPY_HEADER = 10_000
"""Bytes of the description at the beginning of a .npy file; an honest one has 118."""

_NPY = b"\x93NUMPY"
_ZIP = b"PK\x03\x04"
_ENTRIES = 4096
"""Bytes of an archive that have the names of its first entries."""

_EXPORT = "open it, choose File → Save as (or Download), and take CSV"

_PACKED = "an archive; unpack it, and send the CSV file that is in it"
_BOOK = f"a damaged Excel workbook; {_EXPORT} (“CSV UTF-8”)"
_OLD_BOOK = f"an old Excel or Word file; {_EXPORT}"
_SHEET = f"a LibreOffice document; {_EXPORT}"
_PICTURE = "a picture; the numbers in it must be typed or pasted as text"

_BY_ENTRY = (
    (b"mimetypeapplication/vnd.oasis.opendocument", _SHEET),
    (b"xl/", _BOOK),
    (b"word/", "a Word document; copy the table out of it and paste it as text"),
    (b"ppt/", "a PowerPoint file; copy the table out of it and paste it as text"),
    (b"Index/", f"a Numbers or Keynote document; {_EXPORT}"),
    (b".npy", "a .npz archive; save one array by itself, with np.save(“data.npy”, array)"),
)
"""What is found in the archives that office programs and NumPy write."""

_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_BOOK),
    (b"%PDF-", "a PDF; copy the table out of it and paste it as text"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"PK\x05\x06", "an empty archive; send the CSV file itself"),
    (b"\x1f\x8b", _PACKED),
    (b"BZh91AY&SY", _PACKED),
    (b"\xfd7zXZ\x00", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!\x1a\x07", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file; write the table with df.to_csv(“data.csv”)"),
    (b"PAR1\x15", "a Parquet file; write the table with df.to_csv(“data.csv”)"),
    (b"SQLite format 3\x00", "a database; export one table of it as CSV"),
    (b"MATLAB 5.0 MAT-file", "a MATLAB file; write the matrix with writematrix(A, 'data.csv')"),
    (b"{\\rtf", "a text with formatting; save it as plain text or CSV"),
    (b"\x7fELF", "a program; I take tables"),
    (b"MZ\x90", "a program; I take tables"),
)
"""First bytes of a file, and the words about it."""

_CONTROLS = dict.fromkeys((*range(1, 9), 12, *range(14, 32), 127, 173), " ")
"""Characters that cannot be seen, which programs leave in the texts of cells."""

_PICKLES = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
_WEB_PAGE = (b"<!doctype html", b"<html", b"<?xml")

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(name: str, data: bytes) -> str:
    """Return the text of a file, or the array of a .npy file as CSV.

    Text may be UTF-8, UTF-16 or UTF-32 behind their mark, or Latin-1 as Windows has it.

    Parameters
    ----------
    name
        What the file is called, for the words about it.
    data
        All that is in it.

    Raises
    ------
    InputError
        With what the file is, where it has no text, and how to get a CSV out of it.
    """
    shown = shown_name(name)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{shown} has {len(data):,} bytes, and at most {MAX_BYTES:,} can be read; "
            "send fewer rows or fewer decimals."
        )
    if data.startswith(_NPY):
        return _csv(_array(shown, data))
    if is_workbook(data):
        return workbook_text(shown, data)
    kind = _kind(data)
    if kind:
        raise InputError(f"{shown} is {kind}.")
    text = _decoded(shown, data)
    if not text.strip():
        raise InputError(f"{shown} is empty; send a file with rows of numbers.")
    if len(text) > MAX_TABLE_CHARACTERS:
        raise InputError(f"{shown} has more than {MAX_TABLE_CHARACTERS:,} characters of text.")
    return text


# Files that are not text


def _kind(data: bytes) -> str | None:
    if data.startswith(_ZIP):
        return next((words for mark, words in _BY_ENTRY if mark in data[:_ENTRIES]), _PACKED)
    for start, words in _KINDS:
        if data.startswith(start):
            return words
    if data.startswith(_PICKLES) and data.endswith(b"."):
        return "a pickle, which can run programs, so I never open one; send a CSV or a .npy file"
    if data[:200].lstrip().lower().startswith(_WEB_PAGE) and b"<table" not in data.lower():
        return (
            "a web page or XML without a table; download the CSV itself, or copy the table and "
            "paste it as text"
        )
    return None


# Text


def _decoded(shown: str, data: bytes) -> str:
    mark, encoding = next(
        ((mark, name) for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), (b"", "")
    )
    data = data[len(mark) :]
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise InputError(
                f"{shown} begins like {encoding.upper()} text and is not; save it again as UTF-8."
            ) from None
        text = _western(data)
    # Old editors end a file with a mark; Excel begins one with what separates its cells.
    text = text.rstrip("\x1a")
    first, end, rest = text.partition("\n")
    text = rest if end and first.strip().lower().startswith("sep=") else text
    if "\x00" in text:
        raise InputError(
            f"{shown} is not text: there are NUL bytes in it. Save the table as CSV in UTF-8."
        )
    return text.translate(_CONTROLS)


def _western(data: bytes) -> str:
    """Return text in Latin-1, with the signs that Windows puts where Latin-1 has none."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


# Arrays


def _array(shown: str, data: bytes) -> NDArray[np.generic]:
    """Return the array of a .npy file whose header is valid and needs no pickle."""
    file = io.BytesIO(data)
    shape, dtype = _header(shown, file)
    if dtype.hasobject:
        raise InputError(
            f"{shown} holds Python objects, which can run programs, so I never open them; save "
            "numbers with np.save(“data.npy”, array.astype(float))."
        )
    if dtype.kind not in "biuf" or dtype.itemsize > 8:
        raise InputError(f"{shown} has entries of type {dtype}; I take whole and decimal numbers.")
    if len(shape) not in (1, 2) or 0 in shape:
        raise InputError(
            f"{shown} has an array of shape {'×'.join(map(str, shape)) or '()'}; I take "
            "non-empty tables of rows and columns."
        )
    count = int(np.prod(shape, dtype=object))
    if count > MAX_TABLE_CELLS:
        raise InputError(
            f"{shown} has {count:,} numbers, and at most {MAX_TABLE_CELLS:,} can be used."
        )
    if len(data) - file.tell() < count * dtype.itemsize:
        _broken(shown)
    file.seek(0)
    return np.lib.format.read_array(file, allow_pickle=False, max_header_size=MAX_NPY_HEADER)


def _header(shown: str, file: io.BytesIO) -> tuple[tuple[int, ...], np.dtype[np.generic]]:
    try:
        version = np.lib.format.read_magic(file)
        read = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }[version]
        shape, _, dtype = read(file, max_header_size=MAX_NPY_HEADER)
    except Exception:  # a malformed header fails in many ways
        _broken(shown)
    if any(length < 0 for length in shape):
        _broken(shown)
    return shape, dtype


def _broken(shown: str) -> NoReturn:
    raise InputError(f"{shown} begins like a .npy file and is damaged or cut off; save it again.")


def _csv(array: NDArray[np.generic]) -> str:
    """Return the numbers such that reading them gives the same numbers; blank where nan."""
    if array.dtype.kind == "f" and np.isinf(array.astype(np.float64)).any():
        raise InputError("There is an infinite number in this array; replace it by nan.")
    numbers = array.astype(np.int64 if array.dtype.kind == "b" else array.dtype)
    rows = numbers.reshape(len(numbers), -1).tolist()
    return "\n".join(",".join("" if x != x else repr(x) for x in row) for row in rows)
