"""The elements as they will stand: those of the plan, those of the file, and those that its paths imply."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from intlstrategy.interchange.comparison.changes import CHANGED, NEW, REFUSED, Change
from intlstrategy.interchange.comparison.known import Known, Path
from intlstrategy.interchange.rows import ParsedPlan, SourceRow
from intlstrategy.planning.models import Element
from intlstrategy.planning.models.plan import DEEPEST

PARENT = "parent_external_id"


class Tree:
    def __init__(self, parsed: ParsedPlan, known: Known) -> None:
        self.known, self.columns = known, parsed.columns
        self.first_rows = first_rows(parsed)
        self.changes: list[Change] = []
        self.rows = sorted((row for row in parsed.rows if row.kind == "element"), key=lambda row: len(row.path))
        self.rows_by_id = {row.external_id: row for row in self.rows if row.external_id}
        self.under_way: set[int] = set()
        self.placed: set[int] = set()
        self.by_path: dict[Path, Change] = {}
        self.by_id: dict[str, Change] = {}
        self.by_key: dict[Any, Change] = {}
        self.known_by_id = {element.external_id: element for element in known.elements.values()}
        self.known_by_path: dict[Path, list[Element]] = defaultdict(list)
        for element in known.elements.values():
            if element.external_id not in self.rows_by_id:  # what a row names by its identifier is that row's alone
                self.known_by_path[known.path_of(element)].append(element)

    # Placing -----------------------------------------------------------------------------------------

    def place_all(self) -> Iterator[Change]:
        """Every element row beside its record, parents first."""
        for row in self.rows:
            yield from self.place(row)

    def place(self, row: SourceRow) -> Iterator[Change]:
        """A row, after those above it that were not placed yet."""
        way: list[SourceRow] = []
        at: SourceRow | None = row
        while at is not None and id(at) not in self.placed:
            self.placed.add(id(at))
            self.under_way.add(id(at))
            way.append(at)
            at = self.rows_by_id.get(at.parent_external_id) if at.parent_external_id else None
        for each in reversed(way):
            change = self.beside_its_record(each)
            parent = self.parent_of(change)
            self.under_way.discard(id(each))
            if each.is_placed or change.record._state.adding:
                self.put(change, parent)
            self.remember(change)
            yield change

    def beside_its_record(self, row: SourceRow) -> Change:
        record = self.known_by_id.get(row.external_id) if row.external_id else None
        candidates = [] if row.external_id else self.known_by_path.get(row.path, [])
        if len(candidates) == 1:
            record = candidates[0]
        change = self.new(row) if record is None else Change(row, record)
        if len(candidates) > 1:
            self.refuse_doubled(change, row.path)
        return change

    def refuse_doubled(self, change: Change, path: Path) -> None:
        change.refuse(
            "",
            _("The plan has several elements called “%(title)s” at this place. Tell them apart by their identifiers.")
            % {"title": path[-1]},
        )

    def new(self, row: SourceRow) -> Change:
        element = Element(municipality=self.known.municipality, plan=self.known.plan, title=row.title)
        if row.external_id:
            element.external_id = row.external_id
        return Change(row, element, NEW)

    def parent_of(self, change: Change) -> Change | None:
        """By its identifier where the row names one, else by the path."""
        row = change.row
        if not row.parent_external_id:
            return self.node(row.path[:-1], change)
        above = self.rows_by_id.get(row.parent_external_id)
        if above is not None and id(above) in self.under_way:
            change.refuse(
                self.columns[PARENT],
                _("The identifier above, %(id)s, makes a loop: an element cannot stand below itself.")
                % {"id": row.parent_external_id},
            )
            return None
        return self.called(row.parent_external_id, change)

    def called(self, external_id: str, change: Change) -> Change | None:
        """The element with this identifier, of the file or of the plan; the row is refused when there is none."""
        if external_id in self.by_id:
            return self.by_id[external_id]
        if external_id in self.known_by_id:
            return self.standing(self.known_by_id[external_id], change.row.number)
        column = self.columns[PARENT]
        if not any(problem.column == column for problem in change.problems):
            change.refuse(column, _("No element has the identifier “%(name)s”.") % {"name": external_id})
        return None

    def element_called(self, external_id: str) -> Element | None:
        change = self.by_id.get(external_id)
        return change.record if change else self.known_by_id.get(external_id)

    def standing(self, element: Element, number: int) -> Change:
        """An element of the plan that the file only points at; what is above it is pointed at too."""
        if key(element) not in self.by_key:
            path = self.known.path_of(element)
            row = SourceRow(number=number, kind="element", path=path, title=element.title)
            self.remember(Change(row, element, is_implied=True))
            if element.parent_id in self.known.elements:
                self.standing(self.known.elements[element.parent_id], number)
        return self.by_key[key(element)]

    def node(self, path: Path, change: Change) -> Change | None:
        """The element at a path: of the file, of the plan, or implied by this row and therefore new."""
        if not path:
            return None
        if path in self.by_path:
            return self.by_path[path]
        found = self.known_by_path.get(path, [])
        if len(found) > 1:
            self.refuse_doubled(change, path)
        if found:
            return self.standing(found[0], change.row.number)
        parent = self.node(path[:-1], change)
        implied = self.new(SourceRow(number=change.row.number, kind="element", path=path, title=path[-1]))
        implied.is_implied = True
        self.put(implied, parent)
        self.remember(implied)
        return implied

    def put(self, change: Change, parent: Change | None) -> None:
        element, above = change.record, parent.record if parent else None
        if element._state.adding:
            element.parent = above
        elif (above.pk if above else None) != element.parent_id or (above is not None and above.pk is None):
            change.differs("parent", self.known.path_of(self.known.elements.get(element.parent_id)))
            element.parent = above
            change.fields.append("parent")

    def remember(self, change: Change) -> None:
        change.order = min(change.order, self.first_rows.get(change.row.path, change.order))
        self.by_path.setdefault(change.row.path, change)
        if change.row.external_id:
            self.by_id[change.row.external_id] = change
        self.by_key[key(change.record)] = change
        self.changes.append(change)

    # The shape that comes of it ----------------------------------------------------------------------

    def settle(self) -> list[Element]:
        """Give every element its depth, refuse loops and what is too deep; return those that are only carried along."""
        new = [change.record for change in self.changes if change.record._state.adding]
        elements = [*self.known.elements.values(), *new]
        below: dict[Any, list[Element]] = defaultdict(list)
        for element in elements:
            below[parent_key(element)].append(element)
        carried, reached = [], set()
        layer, depth, most = below[None], 1, min(self.known.levels, DEEPEST)
        while layer:
            for element in layer:
                reached.add(key(element))
                if element.depth != depth and not element._state.adding and self.is_carried(element):
                    carried.append(element)
                element.depth = depth
            if depth > most:
                self.refuse_depth(layer, depth, most)
            layer, depth = [child for element in layer for child in below[key(element)]], depth + 1
        for change in self.changes:
            if key(change.record) not in reached and "parent" in change.fields:
                change.refuse(
                    self.columns.get(PARENT, ""),
                    _("This would put “%(title)s” below itself.") % {"title": change.row.title},
                )
        return carried

    def is_carried(self, element: Element) -> bool:
        """Whether no row of the file writes it anyway; its depth then is written with what the row changes."""
        change = self.by_key.get(key(element))
        if change is None or change.outcome != CHANGED:
            return True
        change.fields.append("depth")
        return False

    def refuse_depth(self, layer: list[Element], depth: int, most: int) -> None:
        words = _("This row is %(depth)d levels deep, and the plan has %(levels)d.")
        if self.known.plan.pk is None and self.known.municipality.is_simple:
            words = _("This row is %(depth)d levels deep, and in simple mode a new plan has %(levels)d.")
        for element in layer:
            change = self.change_that_puts(element)
            # A loop has no depth, and what no plan holds is refused already.
            if change and change.outcome != REFUSED and len(change.row.path) <= DEEPEST:
                change.refuse("", words % {"depth": depth, "levels": most})

    def change_that_puts(self, element: Element) -> Change | None:
        """The row that put it where it stands: its own, or that of the element above it which moves."""
        at: Element | None = element
        for _step in range(len(self.known.elements) + 1):
            change = self.by_key.get(key(at)) if at else None
            if at is None or (change and (not change.is_implied or change.outcome == NEW)):
                return change
            at = self.known.elements.get(at.parent_id) if at.parent_id else None
        return None


def first_rows(parsed: ParsedPlan) -> dict[Path, int]:
    """The row that names each place first, of whichever kind: a file puts its elements in that order."""
    found: dict[Path, int] = {}
    for row in parsed.rows:
        for depth in range(1, len(row.path) + 1):
            found.setdefault(row.path[:depth], row.number)
    return found


def key(element: Element) -> Any:
    return element.pk or ("new", id(element))


def parent_key(element: Element) -> Any:
    if Element._meta.get_field("parent").is_cached(element):
        return key(element.parent) if element.parent else None
    return element.parent_id
