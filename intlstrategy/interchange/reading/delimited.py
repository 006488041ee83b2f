"""CSV in any of the encodings and delimiters that offices use."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intlstrategy.interchange.reading.heading import IsHeading, known_header, pass_over
from intlstrategy.interchange.reading.table import LARGEST_FILE, Record, Table, Unreadable, gather, make_table

DELIMITERS = ",;\t|"
SAMPLED_RECORDS = 20
SAMPLED_CHARACTERS = 100_000
SAMPLED_BYTES = 1_000
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LINES = re.compile(rb"(?<=\n)")
SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
# A last line that no file holds: when it does not come back alone, a quotation mark was never closed.
END = "\x00end"


def read_delimited(data: bytes, name: str, is_heading: IsHeading, most: int | None = None) -> Table:
    text, encoding, notes = decode(data)
    refuse_other_kinds(data, text, name)
    told = SEPARATOR_LINE.match(text)  # Excel's own first line, which no spreadsheet shows
    if told:
        text = text[told.end() :]
    delimiter = told[1] if told else recognise_delimiter(text, is_heading)
    records = gather(itertools.islice(split(text, delimiter), most))
    notes += pass_over(records, is_heading, is_regular=True)
    return make_table(records, kind="csv", encoding=encoding, delimiter=delimiter, notes=notes)


def refuse_other_kinds(data: bytes, text: str, name: str) -> None:
    start = text[:500].lstrip().lower()
    if data.startswith(b"%PDF"):
        problem = _("This file is not a table: it is a PDF. Save the plan as CSV or as an Excel workbook (.xlsx).")
    elif start.startswith(("<!doctype", "<html", "<?xml", "<table", "<div", "<body")):
        problem = _("This file is not a table: it is a web page. Save it as CSV or as an Excel workbook (.xlsx).")
    elif start.startswith(('{"', "{\n", "{\r", "[{", "[\n", "{\\rtf")):
        problem = _(
            "This file is not a table: it holds data of another kind. Save the plan as CSV or as Excel (.xlsx)."
        )
    elif "\x00" in text:
        problem = _("“%(name)s” is not a table. Save the plan as CSV or as an Excel workbook (.xlsx).") % {"name": name}
    else:
        return
    raise Unreadable(problem)


def decode(data: bytes) -> tuple[str, str, list[str]]:
    """The text, its encoding, and a note when one file mixes several. What is damaged stays as it is."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom) and encoding != "utf-8":
            return data[len(bom) :].decode(encoding, errors="replace"), "utf-16", []
    if encoding := unmarked_utf16(data):
        return data.decode(encoding, errors="replace"), "utf-16", []
    data = data.removeprefix(b"\xef\xbb\xbf")
    if is_utf8(data):
        return data.decode("utf-8"), "utf-8", []
    lines = LINES.split(data)
    damaged = [not is_utf8(line) for line in lines]
    if not any(not bad and not line.isascii() for bad, line in zip(damaged, lines, strict=True)):
        return decode_western(data), "windows-1252", []
    text = "".join(
        decode_western(line) if bad else line.decode("utf-8") for bad, line in zip(damaged, lines, strict=True)
    )
    note = ngettext(
        "%(n)d line is not written like the rest of the file and was read as Windows-1252: line %(first)d.",
        "%(n)d lines are not written like the rest of the file and were read as Windows-1252, from line %(first)d on.",
        sum(damaged),
    )
    return text, "utf-8", [note % {"n": sum(damaged), "first": damaged.index(True) + 1}]


def unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: nearly every other byte of a text in Latin letters is zero, and no byte between."""
    even, odd = data[:SAMPLED_BYTES:2], data[1:SAMPLED_BYTES:2]
    for name, zeros, letters in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if 0 not in letters and zeros.count(0) > 0.8 * len(letters):
            return name
    return ""


def is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_western(data: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves undefined."""
    return data.decode("windows-1252", errors="latin-1 for these")


def as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin-1 for these", as_latin)


def recognise_delimiter(text: str, is_heading: IsHeading) -> str:
    """The one that parts known names of columns, else the one in the header, and as often in the most records below."""
    sample = text[:SAMPLED_CHARACTERS]
    counts = {delimiter: outside_quotes(sample, delimiter) for delimiter in DELIMITERS}
    titles = sum(1 for _record in itertools.takewhile(no_delimiter, itertools.zip_longest(*counts.values())))
    scores = {delimiter: score(each[titles:]) for delimiter, each in counts.items()}
    likely = sorted(DELIMITERS, key=lambda delimiter: scores[delimiter], reverse=True)
    return next((each for each in likely if parts_known_names(sample, each, is_heading)), likely[0])


def no_delimiter(counts: tuple[int | None, ...]) -> bool:
    """Whether a record is a title above the table, or blank."""
    return not any(counts)


def parts_known_names(sample: str, delimiter: str, is_heading: IsHeading) -> bool:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    records = [(number, cells) for number, cells in enumerate(itertools.islice(reader, SAMPLED_RECORDS)) if any(cells)]
    return known_header(records, is_heading) is not None


def score(counts: list[int]) -> tuple[int, int]:
    if not counts or not counts[0]:
        return 0, 0
    return sum(count == counts[0] for count in counts), counts[0]


def outside_quotes(sample: str, delimiter: str) -> list[int]:
    """How often the delimiter stands outside quotes, in each of the first records."""
    counts, count, quoted, fresh = [], 0, False, True
    for mark in sample:
        if quoted:
            quoted = mark != '"'
        elif mark == '"' and fresh:
            quoted = True
        elif mark == "\n":
            counts.append(count)
            count = 0
            if len(counts) == SAMPLED_RECORDS:
                return counts
        elif mark == delimiter:
            count += 1
        # A quote opens where a cell begins, and again right after one that closed: "" is a quote inside a cell.
        fresh = mark in {delimiter, "\n", "\r", '"'}
    return [*counts, count] if count else counts


def split(text: str, delimiter: str) -> Iterator[Record]:
    """The records with their numbers, blank ones counted as a spreadsheet counts them."""
    csv.field_size_limit(2 * LARGEST_FILE)  # a cell too long is refused with its row, not by the csv module
    whole = text if text.endswith(("\n", "\r")) else f"{text}\n"
    lines = itertools.chain(io.StringIO(whole, newline=""), [END])
    number = 0
    for number, cells in enumerate(records_in(lines, delimiter), start=1):
        if cells == [END]:
            return
        if cells and cells[-1].endswith(END):
            break
        yield number, cells
    raise Unreadable(
        _("A quotation mark opened in row %(row)d is never closed. Close it and try again.") % {"row": number}
    )


def records_in(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """As the csv module reads them; but a record whose quotation marks are damaged keeps them, as it is written."""
    taken: list[str] = []

    def remembered() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield as_written("".join(taken), delimiter)


def as_written(record: str, delimiter: str) -> list[str]:
    """A cell is quoted when its mark is closed at its end; of any other, every mark is part of the text."""
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]|"")*+)" *|([^{end}]*)){end}')
    cells = cell.finditer(record.rstrip("\r\n") + delimiter)
    return [each[2] if each[1] is None else each[1].replace('""', '"') for each in cells]
