"""What is wrong with rows by themselves, whatever format they came in and whatever record they stand for."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.interchange.formats.targets import DEEPEST, LONGEST
from intlstrategy.interchange.rows import SourceRow

Columns = dict[str, str]  # target key -> column of the file


def check(rows: list[SourceRow], columns: Columns) -> None:
    for row in rows:
        check_title(row, columns)
        check_lengths(row, columns)
        check_stated_on(row, columns)
        check_depth(row)
    check_identifiers(rows, columns)
    check_pairs(rows, columns)


def check_title(row: SourceRow, columns: Columns) -> None:
    if not row.title:
        row.refuse(columns.get("title", ""), _("The title is missing."))


def check_lengths(row: SourceRow, columns: Columns) -> None:
    for key, text, most in limited(row):
        if len(text) > most:
            row.refuse(
                columns.get(key, ""),
                _("This has %(has)d characters. At most %(most)d fit.") % {"has": len(text), "most": most},
            )


def limited(row: SourceRow) -> Iterator[tuple[str, str, int]]:
    yield "title", row.title, LONGEST["title"]
    yield "code", row.code, LONGEST["code"]
    yield "external_id", row.external_id, LONGEST["external_id"]
    yield "file_number", row.fields.get("file_number") or "", LONGEST["file_number"]
    above = row.path[:-1] if row.kind == "element" else row.path
    for depth, name in enumerate(above, start=1):
        yield f"level_{depth}", name, LONGEST["title"]


def check_stated_on(row: SourceRow, columns: Columns) -> None:
    stated_on = row.fields.get("stated_on")
    if stated_on and stated_on > timezone.localdate():
        row.refuse(columns["stated_on"], _("Progress is stated as of today or an earlier day."))


def check_depth(row: SourceRow) -> None:
    if len(row.path) > DEEPEST:
        row.refuse(
            "",
            _("This row is more than %(most)d levels deep. A plan has %(most)d levels at most.") % {"most": DEEPEST},
        )


def check_identifiers(rows: Iterable[SourceRow], columns: Columns) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row.kind, row.external_id
        if row.external_id and first.setdefault(key, row.number) != row.number:
            row.refuse(
                columns["external_id"],
                _("The identifier %(id)s stands in row %(row)d already.") % {"id": row.external_id, "row": first[key]},
            )


def check_pairs(rows: Iterable[SourceRow], columns: Columns) -> None:
    """Without an identifier a row is known by its place and title, so these must not come twice."""
    first: dict[tuple[str, tuple[str, ...], str, str], int] = {}
    for row in rows:
        key = row.kind, row.path, row.title, row.parent_external_id
        if not row.external_id and row.title and first.setdefault(key, row.number) != row.number:
            row.refuse(
                columns.get("title", ""),
                _(
                    "Row %(row)d has the same place and title, and neither has an identifier: "
                    "they cannot be told apart. Change a title, or add identifiers."
                )
                % {"row": first[key]},
            )
