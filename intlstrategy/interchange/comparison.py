"""What a parsed file would do to a plan: every row new, changed, unchanged or refused. Nothing is written here.

With an identifier in the file, path and title never match a record; without one, they do. Only columns that the
file has are compared, so a file never empties what it does not speak of.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from intlstrategy.core.text import fold, tidy
from intlstrategy.interchange.formats.targets import FIELD_OF
from intlstrategy.interchange.links import ALIGNMENTS, DEPARTMENTS, FURTHER, KINDS, Links, agendas_of, links_in
from intlstrategy.interchange.rows import ParsedPlan, Problem, SourceRow
from intlstrategy.municipalities.models import Department, Membership, Municipality, Post
from intlstrategy.planning.models import Action, Element, Level, Plan
from intlstrategy.planning.models.plan import DEEPEST

Path = tuple[str, ...]
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"

ELEMENT_FIELDS = ("title", "code", "text", "weight", "lead_department", "sponsor", "source_columns")
ACTION_FIELDS = (
    "title", "code", "text", "reason", "weight", "lead_department", "responsible", "starts_on", "ends_on",
    "is_continuous", "priority", "file_number", "stated_status", "stated_progress", "stated_on", "source_columns",
)  # fmt: skip
# What a file calls a field, where the record calls it otherwise.
NAMED_IN_FILE = {"stated_status": "status", "stated_progress": "progress"}


@dataclass
class Change:
    """One row beside the record it stands for. ``record`` is unsaved when the row is new."""

    row: SourceRow
    record: Any  # an Element or an Action
    outcome: str = UNCHANGED
    fields: list[str] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    links: dict[str, list[Any]] = field(default_factory=dict)  # what each kind of link becomes, where it changes
    problems: list[Problem] = field(default_factory=list)
    is_implied: bool = False

    def refuse(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.row.number, column, message))
        self.outcome = REFUSED


@dataclass
class Comparison:
    elements: list[Change] = field(default_factory=list)
    actions: list[Change] = field(default_factory=list)
    absent: int = 0

    def __iter__(self):
        yield from self.elements
        yield from self.actions

    def count(self, outcome: str) -> int:
        return sum(change.outcome == outcome for change in self)

    @property
    def problems(self) -> list[Problem]:
        return sorted((p for change in self for p in change.problems), key=lambda p: (p.row, p.column))


@dataclass
class Known:
    """What the municipality and the plan hold, read once, in a fixed number of queries."""

    municipality: Municipality
    plan: Plan
    levels: int
    elements: dict[int, Element]
    actions: list[Action]
    links: Links
    departments: dict[str, list[Department]]
    posts: dict[str, list[Post]]
    members: dict[str, Membership]

    @cached_property
    def agendas(self) -> dict[tuple[str, str], list[Model]]:
        return agendas_of(self.municipality)

    @cached_property
    def elsewhere(self) -> dict[tuple[str, str], Element]:
        """The elements of the other plans, by the address of their plan and their identifier."""
        others = Element.objects.of(self.municipality).exclude(plan_id=self.plan.pk)
        return {(element.plan.slug, element.external_id): element for element in others}

    @cached_property
    def people_and_places(self) -> dict[str, dict[int, Any]]:
        """Departments, posts and members by their id: what a field named before."""
        return {
            "lead_department": {each.pk: each for shelf in self.departments.values() for each in shelf},
            "sponsor": {each.pk: each for shelf in self.posts.values() for each in shelf},
            "responsible": {each.pk: each for each in self.members.values()},
        }

    def path_of(self, element: Element | None) -> Path:
        titles: list[str] = []
        while element is not None:
            titles.insert(0, tidy(element.title))
            element = self.elements.get(element.parent_id) if element.parent_id else None
        return tuple(titles)


def by_folded_name(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[fold(str(row))].append(row)
    return found


def read_known(plan: Plan, levels: int) -> Known:
    municipality = plan.municipality
    saved = plan.pk is not None
    elements = Element.objects.of(municipality).filter(plan=plan).in_tree_order() if saved else ()
    actions = Action.objects.of(municipality).filter(plan=plan).order_by("pk") if saved else ()
    members = Membership.objects.of(municipality).select_related("user")
    return Known(
        municipality=municipality,
        plan=plan,
        levels=levels,
        elements={element.pk: element for element in elements},
        actions=list(actions),
        links=links_in(plan) if saved else {},
        departments=by_folded_name(Department.objects.of(municipality)),
        posts=by_folded_name(Post.objects.of(municipality)),
        members={member.user.email.lower(): member for member in members},
    )


def compare(parsed: ParsedPlan, plan: Plan, *, levels: int) -> Comparison:
    """Place every row of the file beside the record it means."""
    return Comparer(parsed, read_known(plan, levels)).run()


class Comparer:
    def __init__(self, parsed: ParsedPlan, known: Known) -> None:
        self.parsed, self.known = parsed, known
        self.columns = parsed.columns
        self.result = Comparison()
        self.nodes: dict[Path, Change] = {}
        self.nodes_by_id: dict[str, Change] = {}
        self.elements_by_id = {element.external_id: element for element in known.elements.values()}
        self.elements_by_path: dict[Path, list[Element]] = defaultdict(list)
        for element in known.elements.values():
            self.elements_by_path[known.path_of(element)].append(element)
        self.actions_by_id = {action.external_id: action for action in known.actions}
        self.actions_by_place: dict[tuple[int | None, str], list[Action]] = defaultdict(list)
        for action in known.actions:
            self.actions_by_place[action.element_id, tidy(action.title)].append(action)

    def run(self) -> Comparison:
        element_rows = [row for row in self.parsed.rows if row.kind == "element"]
        for row in sorted(element_rows, key=lambda row: len(row.path)):
            self.element(row)
        for row in self.parsed.rows:
            if row.kind != "element":
                self.action(row)
        matched = {change.record.pk for change in self.result.elements} - {None}
        matched_actions = {change.record.pk for change in self.result.actions} - {None}
        self.result.absent = len(self.known.elements) - len(matched) + len(self.known.actions) - len(matched_actions)
        return self.result

    # Elements ----------------------------------------------------------------------------------------

    def element(self, row: SourceRow) -> None:
        parent = self.node(row.path[:-1], row)
        record = self.known_element(row, parent)
        change = self.new_element(row, parent) if record is None else Change(row, record)
        change.problems += row.problems
        if row.problems:
            change.outcome = REFUSED
        self.check_depth(change, len(row.path))
        self.fill(change, ELEMENT_FIELDS)
        self.place_element(change, parent)
        self.remember(row.path, row.external_id, change)
        self.fill_links(change, ALIGNMENTS, self.aligned)

    def known_element(self, row: SourceRow, parent: Change | None) -> Element | None:
        if row.external_id:
            return self.elements_by_id.get(row.external_id)
        found = self.elements_by_path.get(row.path, [])
        if len(found) > 1:
            return None
        return found[0] if found else None

    def new_element(self, row: SourceRow, parent: Change | None) -> Change:
        element = Element(municipality=self.known.municipality, plan=self.known.plan)
        if row.external_id:
            element.external_id = row.external_id
        return Change(row, element, NEW)

    def place_element(self, change: Change, parent: Change | None) -> None:
        element = change.record
        depth = len(change.row.path)
        parent_record = parent.record if parent else None
        if change.outcome == NEW or element._state.adding:
            element.parent, element.depth = parent_record, depth
            return
        if (parent_record.pk if parent_record else None) != element.parent_id or element.depth != depth:
            change.before["parent"] = self.known.path_of(self.known.elements.get(element.parent_id))
            element.parent, element.depth = parent_record, depth
            change.fields += ["parent", "depth"]
            if change.outcome == UNCHANGED:
                change.outcome = CHANGED

    def check_depth(self, change: Change, depth: int) -> None:
        most = min(self.known.levels, DEEPEST)
        if depth <= most:
            return
        words = _("This row is %(depth)d levels deep, and the plan has %(levels)d.")
        if self.known.plan.pk is None and self.known.municipality.is_simple:
            words = _("This row is %(depth)d levels deep, and in simple mode a new plan has %(levels)d.")
        change.refuse("", words % {"depth": depth, "levels": most})

    def remember(self, path: Path, external_id: str, change: Change) -> None:
        if path not in self.nodes:
            self.nodes[path] = change
        if external_id:
            self.nodes_by_id[external_id] = change
        self.result.elements.append(change)

    def node(self, path: Path, row: SourceRow) -> Change | None:
        """The element at a path: of the file, of the plan, or implied by this row and therefore new."""
        if not path:
            return None
        if path in self.nodes:
            return self.nodes[path]
        parent = self.node(path[:-1], row)
        implied = SourceRow(number=row.number, kind="element", path=path, title=path[-1])
        found = self.elements_by_path.get(path, [])
        if found:
            change = Change(implied, found[0], is_implied=True)
        else:
            change = self.new_element(implied, parent)
            change.is_implied = True
            change.record.title = path[-1]
            self.place_element(change, parent)
            self.check_depth(change, len(path))
        self.remember(path, "", change)
        return change

    # Actions -----------------------------------------------------------------------------------------

    def action(self, row: SourceRow) -> None:
        place = self.place_of(row)
        record, ambiguous = self.known_action(row, place)
        if record is None:
            record = Action(municipality=self.known.municipality, plan=self.known.plan)
            if row.external_id:
                record.external_id = row.external_id
        change = Change(row, record, NEW if record._state.adding else UNCHANGED)
        change.problems += row.problems
        if row.problems:
            change.outcome = REFUSED
        if place is None:
            change.refuse("", _("This row names no place in the plan: fill in at least its first level."))
        if ambiguous:
            change.refuse(
                "", _("Several actions of the plan have this title at this place, and the row has no identifier.")
            )
        self.fill(change, ACTION_FIELDS)
        if place is not None:
            self.put_action(change, place)
        self.fill_links(change, DEPARTMENTS, self.contributing)
        self.fill_links(change, FURTHER, self.further)
        self.fill_links(change, ALIGNMENTS, self.aligned)
        self.result.actions.append(change)

    def place_of(self, row: SourceRow) -> Change | None:
        named = self.nodes_by_id.get(row.parent_external_id) if row.parent_external_id else None
        if named is not None:
            return named
        if row.parent_external_id in self.elements_by_id:
            element = self.elements_by_id[row.parent_external_id]
            return self.node(self.known.path_of(element), row)
        return self.node(row.path, row)

    def known_action(self, row: SourceRow, place: Change | None) -> tuple[Action | None, bool]:
        if row.external_id:
            return self.actions_by_id.get(row.external_id), False
        if place is None or place.record.pk is None:
            return None, False
        found = self.actions_by_place.get((place.record.pk, row.title), [])
        return (found[0] if len(found) == 1 else None), len(found) > 1

    def put_action(self, change: Change, place: Change) -> None:
        action = change.record
        if action._state.adding:
            action.element = place.record
        elif place.record.pk is None or place.record.pk != action.element_id:
            change.before["element"] = self.known.path_of(self.known.elements.get(action.element_id))
            action.element = place.record
            change.fields.append("element")
            if change.outcome == UNCHANGED:
                change.outcome = CHANGED

    # Links -------------------------------------------------------------------------------------------

    def fill_links(self, change: Change, key: str, read: Callable[[Change, str], Any]) -> None:
        """What the cell names, found by ``read``, where it is not what the record is linked to already."""
        if key not in self.columns:
            return
        names = change.row.fields.get(key) or []
        targets = [target for name in names if (target := read(change, name)) is not None]
        known = self.known.links.get(key, {}).get((type(change.record), change.record.pk), {})
        if {KINDS[key].target(target) for target in targets} == known.keys():
            return
        change.links[key] = targets
        change.before[key] = list(known.values())
        if change.outcome == UNCHANGED:
            change.outcome = CHANGED

    def contributing(self, change: Change, name: str) -> Department | None:
        """The lead department does not also contribute."""
        found = self.named(self.known.departments, name, change, DEPARTMENTS, _("department"))
        return None if found is None or found.pk == change.record.lead_department_id else found

    def further(self, change: Change, name: str) -> Element | None:
        """An element of the file, of the plan or of another plan; an action’s own place is not also a further one."""
        found = self.nodes_by_id[name].record if name in self.nodes_by_id else self.elements_by_id.get(name)
        found = found or self.element_elsewhere(name)
        if found is None:
            change.refuse(self.columns[FURTHER], _("No element has the identifier “%(name)s”.") % {"name": name})
        return None if found is None or stands_at(change.record, found) else found

    def element_elsewhere(self, name: str) -> Element | None:
        slug, hash_mark, external_id = name.partition("#")
        return self.known.elsewhere.get((slug, external_id)) if hash_mark else None

    def aligned(self, change: Change, name: str) -> Model | None:
        agenda, _blank, code = name.partition(" ")
        found = self.known.agendas.get((agenda.casefold(), code.strip().casefold()), [])
        known = self.known.links.get(ALIGNMENTS, {}).get((type(change.record), change.record.pk), {})
        already = [term for term in found if KINDS[ALIGNMENTS].target(term) in known]
        target = next(iter([*already, *found]), None) or self.element_elsewhere(name)
        if target is None:
            change.refuse(
                self.columns[ALIGNMENTS],
                _(
                    "“%(name)s” is nothing to align with. Write SDG 11, SDG 11.6, AUE 3.1, or an element of another plan."
                )
                % {"name": name},
            )
        return target

    # Both --------------------------------------------------------------------------------------------

    def fill(self, change: Change, names: Sequence[str]) -> None:
        """Set on the record what the file says differently, and remember what stood there."""
        for name in names:
            in_file = NAMED_IN_FILE.get(name, name)
            if in_file not in self.columns and name != "title" and name != "source_columns":
                continue
            try:
                value = self.value_for(change, name, in_file)
            except LookupError:
                continue
            current = getattr(change.record, f"{name}_id" if hasattr(value, "pk") else name)
            if same(current, getattr(value, "pk", value)):
                continue
            if hasattr(change.record, f"{name}_id") and value is None and getattr(change.record, f"{name}_id") is None:
                continue
            change.before[name] = self.before(change.record, name, current)
            setattr(change.record, name, value)
            change.fields.append(name)
            if change.outcome == UNCHANGED:
                change.outcome = CHANGED

    def before(self, record: Element | Action, name: str, current: Any) -> Any:
        shelf = self.known.people_and_places.get(name)
        return current if shelf is None else shelf.get(getattr(record, f"{name}_id"))

    def value_for(self, change: Change, name: str, in_file: str) -> Any:
        row = change.row
        if name in {"title", "code", "text"}:
            return getattr(row, name)
        if name == "source_columns":
            return [list(pair) for pair in row.extras]
        value = row.fields.get(FIELD_OF.get(in_file, in_file))
        if name in {"lead_department", "sponsor"}:
            shelf = self.known.departments if name == "lead_department" else self.known.posts
            return self.named(
                shelf, value, change, in_file, _("department") if name == "lead_department" else _("post")
            )
        if name == "responsible":
            return self.member(value, change)
        if name == "stated_on" and not (value and {row.fields.get("status"), row.fields.get("progress")} - {None}):
            raise LookupError(name)  # a day says nothing by itself
        if value is None:
            return blank_of(change.record, name)
        return value

    def named(self, shelf: dict[str, list[Any]], name: str | None, change: Change, column: str, what: str) -> Any:
        if not name:
            return None
        found = shelf.get(fold(name), [])
        if len(found) == 1:
            return found[0]
        words = {"name": name, "what": what}
        if found:
            change.refuse(
                self.columns[column], _("Several records of the kind “%(what)s” are called “%(name)s”.") % words
            )
        else:
            change.refuse(
                self.columns[column],
                _(
                    "There is no “%(what)s” called “%(name)s”. Add it in Settings, or keep this column as “From the source”."
                )
                % words,
            )
        return None

    def member(self, email: str | None, change: Change) -> Membership | None:
        if not email:
            return None
        found = self.known.members.get(email.lower())
        if found is None:
            change.refuse(
                self.columns["responsible"],
                _("Nobody here signs in as “%(email)s”. Invite them first, or keep this column as “From the source”.")
                % {"email": email},
            )
        return found


def stands_at(action: Action, element: Element) -> bool:
    """Whether this is the action’s own place; both may be new, and then have no id yet."""
    if element.pk:
        return element.pk == action.element_id
    return Action._meta.get_field("element").is_cached(action) and action.element is element


def blank_of(record: Element | Action, name: str) -> Any:
    """What an empty cell means for a field: its default where there is one, else nothing."""
    model_field = record._meta.get_field(name)
    if model_field.null:
        return None
    return model_field.get_default()


def same(current: Any, value: Any) -> bool:
    """Whether a stored value and one of a file say the same; blanks and line ends do not count."""
    if isinstance(current, str) and isinstance(value, str):
        return current == value or tidy(current) == tidy(value)
    if isinstance(current, list) and isinstance(value, list):
        return sorted(map(list, current)) == sorted(map(list, value))  # the order of columns says nothing
    return current == value or (current in (None, "") and value in (None, ""))


def levels_of(plan: Plan) -> int:
    return Level.objects.of(plan.municipality).filter(plan=plan).count()
