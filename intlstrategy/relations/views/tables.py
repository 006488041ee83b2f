"""The tables of parts on the page of a record: its costs, its roles, its programme."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from intlstrategy.core.tables import Column, cell_writer


@dataclass(frozen=True, kw_only=True)
class PartTable:
    """A section with a heading, the act that adds a row, and the rows; ``foot`` is the cells of a last line."""

    anchor: str
    title: Any
    columns: Sequence[Column]
    rows: Sequence[Any]
    empty: Any
    add_url: str = ""
    add_words: Any = ""
    lead: Any = ""
    foot: Sequence[Any] = ()


def part_table(
    view: Any, part: str, rows: Iterable[Any], columns: Sequence[Column], *, anchor: str = "", add: str = "", may_edit: bool,
    sub: Callable[[Any], Any] | None = None, foot: Sequence[Any] = (), **told: Any,
) -> PartTable:  # fmt: skip
    """The rows of one kind of part; their first cell leads to the form of each for whoever may edit.

    ``part`` is the name of their pages in addresses, ``add`` that of the page which adds one, if it is another;
    ``sub`` gives what stands below the first cell, or nothing.
    """
    slug = view.municipality.slug
    first, *others = columns

    def named(row: Any) -> Any:
        text, below = first.html(row), sub(row) if sub else ""
        url = reverse(f"relations:{part}-edit", args=[slug, row.pk]) if may_edit else ""
        name = format_html('<a href="{}">{}</a>', url, text) if may_edit else text
        return format_html('{}<span class="sub">{}</span>', name, below) if below else name

    head = Column(key=first.key, label=first.label, value=first.value, cell=named)
    write = cell_writer([head, *others], view.municipality.main_language)
    add_url = reverse(f"relations:{add or part}-create", args=[slug, view.object.pk]) if may_edit else ""
    return PartTable(
        anchor=anchor or part,
        columns=columns,
        rows=[write(row) for row in rows],
        add_url=add_url,
        foot=list(zip(columns, foot, strict=False)),
        **told,
    )


def money(value: Any) -> Any:
    """An amount as its reader writes it; what is not known is a dash."""
    return "–" if value is None else floatformat(value, "-2g")


def day(value: date | None) -> Any:
    return "–" if value is None else date_format(value, "SHORT_DATE_FORMAT")
