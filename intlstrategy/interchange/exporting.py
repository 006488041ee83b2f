"""A plan leaves as a table with everything in it, so that it can come back unchanged."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font

from intlstrategy.core.sheets import guard, without_marks
from intlstrategy.interchange.formats.native import HEADINGS, LEVEL_HEADING, SOURCE_MARK
from intlstrategy.interchange.links import KINDS, cell, links_in
from intlstrategy.planning.models import Action, Element, Level, Plan

BOM = "\ufeff"
LONGEST_IN_A_SHEET = 32_000  # Excel cuts a cell at 32,767 characters


@dataclass
class Exported:
    header: list[str]
    rows: list[list[str]]


def export_table(plan: Plan) -> Exported:
    """Elements in tree order, each followed by its actions; then the columns kept from the source."""
    municipality = plan.municipality
    levels = list(Level.objects.of(municipality).filter(plan=plan).order_by("depth"))
    elements = list(
        Element.objects.of(municipality).filter(plan=plan).select_related("lead_department", "sponsor").in_tree_order()
    )
    actions = Action.objects.of(municipality).filter(plan=plan).accepted()
    actions = actions.select_related("lead_department", "responsible__user").in_order()
    by_element: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        by_element[action.element_id].append(action)
    links = links_in(plan)

    def links_of(record: Element | Action) -> dict[str, str]:
        return {key: cell(links[key][type(record), record.pk].values(), plan) for key in KINDS}

    extras = extra_columns([*elements, *(action for rows in by_element.values() for action in rows)])
    names = {level.depth: level.singular for level in levels}
    depth = max([*names, *(element.depth for element in elements)], default=1)
    level_headings = [LEVEL_HEADING.format(depth=n, name=names.get(n, f"Level {n}")) for n in range(1, depth + 1)]
    header = [
        HEADINGS["kind"],
        *level_headings,
        *(text for key, text in HEADINGS.items() if key != "kind"),
    ]
    header += [f"{name}{SOURCE_MARK}" if name in header or name.endswith(SOURCE_MARK) else name for name in extras]
    ids = {each.pk: each.external_id for each in elements}
    rows = []
    for element, path in in_reading_order(elements):
        place = [*path, *[""] * (depth - len(path))]
        rows.append(["element", *place, *element_cells(element, ids, links_of(element)), *extra_cells(element, extras)])
        for action in by_element[element.pk]:
            cells = action_cells(action, element.external_id, links_of(action))
            rows.append(["action", *place, *cells, *extra_cells(action, extras)])
    return Exported(header, rows)


def in_reading_order(elements: list[Element]) -> Iterator[tuple[Element, list[str]]]:
    children: dict[int | None, list[Element]] = defaultdict(list)
    for element in elements:
        children[element.parent_id].append(element)

    def walk(parent: int | None, path: list[str]) -> Iterator[tuple[Element, list[str]]]:
        for element in children[parent]:
            here = [*path, element.title]
            yield element, here
            yield from walk(element.pk, here)

    yield from walk(None, [])


def extra_columns(records: list[Any]) -> list[str]:
    """The source's own columns in the order they came, each once."""
    found: dict[str, None] = {}
    for record in records:
        for name, _value in record.source_columns:
            found[name] = None
    return list(found)


def extra_cells(record: Any, extras: list[str]) -> list[str]:
    values = dict(record.source_columns)
    return [values.get(name, "") for name in extras]


def element_cells(element: Element, ids: dict[int, str], links: dict[str, str]) -> list[str]:
    told = {
        "external_id": element.external_id,
        "parent_external_id": ids.get(element.parent_id, "") if element.parent_id else "",
        "code": element.code,
        "title": element.title,
        "text": element.text,
        "weight": number(element.weight),
        "lead_department": element.lead_department.name if element.lead_department else "",
        "sponsor": element.sponsor.title if element.sponsor else "",
        **links,
    }
    return [told.get(key, "") for key in HEADINGS if key != "kind"]


def action_cells(action: Action, parent_id: str, links: dict[str, str]) -> list[str]:
    told = {
        "external_id": action.external_id,
        "parent_external_id": parent_id,
        "code": action.code,
        "title": action.title,
        "text": action.text,
        "reason": action.reason,
        "starts_on": action.starts_on.isoformat() if action.starts_on else "",
        "ends_on": action.ends_on.isoformat() if action.ends_on else "",
        "is_continuous": "yes" if action.is_continuous else "no",
        "status": action.stated_status.replace("_", " "),
        "stated_on": action.stated_on.isoformat() if action.stated_on else "",
        "progress": "" if action.stated_progress is None else f"{number(action.stated_progress)}%",
        "weight": number(action.weight),
        "priority": action.priority,
        "file_number": action.file_number,
        "lead_department": action.lead_department.name if action.lead_department else "",
        "responsible": action.responsible.user.email if action.responsible else "",
        **links,
    }
    return [told.get(key, "") for key in HEADINGS if key != "kind"]


def number(value: Any) -> str:
    return f"{value.normalize():f}"


def write_csv(table: Exported, file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guard(cell) for cell in table.header])
    writer.writerows([guard(cell) for cell in row] for row in table.rows)
    text.flush()
    text.detach()


def write_excel(table: Exported, file: BinaryIO) -> None:
    rows = [[guard(fitting(cell)) for cell in row] for row in table.rows]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.freeze_panes = "A2"
    heads = []
    for name in table.header:
        cell = WriteOnlyCell(sheet, guard(name))
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    for row in rows:
        sheet.append([as_text(sheet, cell) if cell in ERROR_CODES else cell for cell in row])
    book.save(file)


def as_text(sheet: Any, text: str) -> WriteOnlyCell:
    """#N/A that somebody wrote: left to itself, the library makes an error of it, which is no value."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def fitting(cell: str) -> str:
    """The cell as a sheet can hold it; a text that it would cut is refused."""
    if len(cell) > LONGEST_IN_A_SHEET:
        raise ValidationError(
            _("The text that begins “%(start)s…” is longer than a cell of a spreadsheet. Export the plan as CSV.")
            % {"start": cell[:60]}
        )
    return without_marks(cell).replace("\r\n", "\n").replace("\r", "\n")


def template_table() -> Exported:
    """An example to fill in: two levels, an element and an action."""
    header = [
        "Row type",
        "Level 1: Axis",
        "Level 2: Objective",
        *(text for key, text in HEADINGS.items() if key != "kind"),
    ]
    blank = {key: "" for key in HEADINGS if key != "kind"}
    axis = blank | {"external_id": "1", "code": "1", "title": "A city open to the world", "weight": "1"}
    goal = blank | {
        "external_id": "1.1",
        "parent_external_id": "1",
        "code": "1.1",
        "title": "Take part in networks",
        "weight": "1",
    }
    action = blank | {
        "external_id": "1.1.1", "parent_external_id": "1.1", "code": "1.1.1", "title": "Host the annual assembly",
        "starts_on": "2027-01-01", "ends_on": "2027-12-31", "is_continuous": "no", "status": "not started", "progress": "0%",
        "weight": "1", "priority": "high",
    }  # fmt: skip
    rows = [
        ["element", axis["title"], "", *axis.values()],
        ["element", axis["title"], goal["title"], *goal.values()],
        ["action", axis["title"], goal["title"], *action.values()],
    ]
    return Exported(header, rows)
