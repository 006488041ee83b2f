"""A table is declared once, and serves the screen, CSV and Excel alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from intlstrategy.core.sheets import csv_line, guard, without_marks

CELL = '<td role="cell" data-l="{}">'
NUMBER_CELL = '<td role="cell" data-l="{}" class="r">'


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: ``value(row)`` is the raw value that exports write, ``cell(row)`` its HTML where it differs.

    ``sort`` names the fields to order by; the first column of a table is the name of the row and its link.
    """

    key: str
    label: Any
    value: Callable[[Any], Any]
    cell: Callable[[Any], Any] | None = None
    sort: tuple[str, ...] = ()
    is_number: bool = False
    is_hidden: bool = False  # exported, and shown only when chosen
    needs: Any = None  # the capability without which a reader has no such column

    def html(self, row: Any) -> Any:
        if self.cell:
            return self.cell(row)
        return conditional_escape(shown(self.value(row)))


def shown(value: Any) -> Any:
    """A raw value as a person reads it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return value


def cell_writer(columns: list[Column], language: str) -> Callable[[Any], Any]:
    """How to write the cells of a row: its name, in the city's language, as a heading; each other one with its label
    for a narrow screen.

    A template's loop over a hundred rows of eight cells takes several times as long.
    """
    first, *others = columns
    start_of_row = format_html('<th role="rowheader" scope="row" lang="{}">', language)
    opened = [(column, format_html(NUMBER_CELL if column.is_number else CELL, column.label)) for column in others]

    def write(row: Any) -> Any:
        parts = [start_of_row, conditional_escape(first.html(row)), "</th>"]
        for column, start in opened:
            parts += [start, conditional_escape(column.html(row)), "</td>"]
        return mark_safe("".join(parts))  # noqa: S308 - each part is escaped

    return write


def in_own_words(words: Any) -> Any:
    """A phrase in the reader's language, inside a cell that is in the city's."""
    return format_html('<span lang="{}">{}</span>', get_language(), words)


def linked(text: Any, url: str, sub: Any = "") -> Any:
    """The name of a row as the link to its page, with a second line below."""
    if sub:
        return format_html('<a href="{}">{}</a><span class="sub">{}</span>', url, text, sub)
    return format_html('<a href="{}">{}</a>', url, text)


def due_cell(day: date | None, *, is_late: bool) -> Any:
    """The day on which something is due, and that it is past where it is."""
    told = shown(day)
    if not is_late:
        return told
    return format_html('<span class="late">{}</span> <span class="sub">{}</span>', told, in_own_words(_("late")))


@dataclass(frozen=True)
class Heading:
    column: Column
    sort_url: str
    direction: str  # "ascending", "descending" or ""


def raw(value: Any) -> Any:
    """A value as an export writes it: ISO dates, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, (date, int, float, Decimal)):
        return value
    return without_marks(str(value))


def as_csv(columns: list[Column], rows: Iterable[Any], name: str) -> StreamingHttpResponse:
    """UTF-8 with BOM, so that Excel reads accents; cells that look like formulas are defused."""

    def lines() -> Iterator[str]:
        yield "\ufeff" + csv_line([str(column.label) for column in columns])
        for row in rows:
            yield csv_line([text_of(raw(column.value(row))) for column in columns])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def text_of(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def as_excel(columns: list[Column], rows: Iterable[Any], name: str) -> HttpResponse:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "B2"
    bold = []
    for column in columns:
        cell = WriteOnlyCell(sheet, str(column.label))
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for row in rows:
        sheet.append(
            [guard(value) if isinstance(value, str) else value for value in (raw(c.value(row)) for c in columns)]
        )
    file = BytesIO()
    book.save(file)
    response = HttpResponse(
        file.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
