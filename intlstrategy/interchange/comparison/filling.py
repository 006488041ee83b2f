"""What a row says of its record: its fields and its links, where they are not what is there already."""

from collections.abc import Callable, Sequence, Set
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from intlstrategy.core.sheets import without_marks
from intlstrategy.core.text import fold, tidy
from intlstrategy.interchange.comparison.changes import Change
from intlstrategy.interchange.comparison.facts import STATEMENT, in_words
from intlstrategy.interchange.comparison.known import Known
from intlstrategy.interchange.formats.targets import FIELD_OF
from intlstrategy.interchange.links import ALIGNMENTS, DEPARTMENTS, FURTHER, KINDS
from intlstrategy.interchange.reading import column_name
from intlstrategy.interchange.rows import ParsedPlan, SourceRow
from intlstrategy.municipalities.models import Department, Membership
from intlstrategy.planning.models import Action, Element, Plan
from intlstrategy.taxonomy.models import as_read

ELEMENT_FIELDS = ("title", "code", "text", "weight", "lead_department", "sponsor", "source_columns")
ACTION_FIELDS = (
    "title", "code", "text", "reason", "weight", "lead_department", "responsible", "starts_on", "ends_on",
    "is_continuous", "priority", "file_number", "stated_status", "stated_progress", "stated_on", "source_columns",
)  # fmt: skip
# What a file calls a field, where the record calls it otherwise.
NAMED_IN_FILE = {"stated_status": "status", "stated_progress": "progress"}


class Filling:
    """``element_called`` finds the element of the file or of the plan that has an identifier."""

    def __init__(self, parsed: ParsedPlan, known: Known, element_called: Callable[[str], Element | None]) -> None:
        self.parsed, self.known, self.element_called = parsed, known, element_called
        self.columns = parsed.columns
        self.silent = 0  # blanks where something was stated before
        self.past: dict[str, None] = {}  # what our own export names of an earlier day, each once
        self.today = timezone.localdate()

    def fill(self, change: Change, names: Sequence[str]) -> None:
        """Set on the record what the file says differently, and remember what stood there."""
        for name in names:
            in_file = NAMED_IN_FILE.get(name, name)
            if not self.speaks_of(change.row, in_file):
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
            change.differs(name, self.before(change.record, name, current))
            setattr(change.record, name, value)
            change.fields.append(name)

    def speaks_of(self, row: SourceRow, in_file: str) -> bool:
        if in_file == "code" and row.code:
            return True
        if not row.is_told:
            return False
        return in_file in self.columns or in_file in {"title", "source_columns"}

    def before(self, record: Element | Action, name: str, current: Any) -> Any:
        shelf = self.known.people_and_places.get(name)
        return current if shelf is None else shelf.get(getattr(record, f"{name}_id"))

    def value_for(self, change: Change, name: str, in_file: str) -> Any:
        row = change.row
        if name in {"title", "code", "text"}:
            return getattr(row, name)
        if name == "source_columns":
            untold = [
                pair for pair in change.record.source_columns if column_name(pair[0]) not in self.parsed.column_names
            ]
            return [*untold, *(list(pair) for pair in row.extras)]
        value = row.fields.get(FIELD_OF.get(in_file, in_file))
        if name == "lead_department":
            found = self.named(self.known.departments, value, change, in_file, _("department"))
            return self.of_today(found, value, change, in_file, {change.record.lead_department_id})
        if name == "sponsor":
            return self.named(self.known.posts, value, change, in_file, _("post"))
        if name == "responsible":
            found = self.member(value, change)
            return self.of_today(found, value, change, in_file, {change.record.responsible_id})
        if name in STATEMENT and value is None and not states_anew(change):
            self.silent += name != "stated_on" and bool(getattr(change.record, name))
            raise LookupError(name)  # blank is no data, and takes away nothing that was stated
        if name == "stated_on" and not (value and said_of(row)):
            raise LookupError(name)  # a day says nothing by itself; without one it is that of the import
        return blank_of(change.record, name) if value is None else value

    def named(self, shelf: dict[str, list[Any]], name: str | None, change: Change, column: str, what: str) -> Any:
        """The record with this name: written just so, or else the only one written nearly so."""
        if not name:
            return None
        found = shelf.get(fold(name), [])
        found = [each for each in found if str(each) == name] or found
        if len(found) == 1:
            return found[0]
        words = {"name": name, "what": what}
        if found:
            message = _("Several records of the kind “%(what)s” are called “%(name)s”.") % words
        else:
            message = (
                _(
                    "There is no “%(what)s” called “%(name)s”. Add it in Settings, or keep this column as “From the source”."
                )
                % words
            )
        change.refuse(self.columns[column], message)
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

    def of_today(self, found: Any, name: str | None, change: Change, column: str, stored: Set[int | None]) -> Any:
        """What a record names already may have ended since; what it names anew is here today, as in a form."""
        if found is None or found.pk in stored or found.holds_on(self.today):
            return found
        if self.parsed.is_our_own and change.record._state.adding:
            self.past.setdefault(str(found))
            return found
        if found.ends_on and found.ends_on < self.today:
            message = _("“%(name)s” was here until %(date)s only. Name one that is here today.")
            words = {"name": name, "date": in_words(found.ends_on)}
        else:
            message = _("“%(name)s” is not here before %(date)s. Name one that is here today.")
            words = {"name": name, "date": in_words(found.starts_on)}
        change.refuse(self.columns[column], message % words)
        return found

    # Links -------------------------------------------------------------------------------------------

    def fill_links(self, change: Change) -> None:
        if isinstance(change.record, Action):
            self.fill_link(change, DEPARTMENTS, self.contributing)
            self.fill_link(change, FURTHER, self.further)
        self.fill_link(change, ALIGNMENTS, self.aligned)

    def fill_link(self, change: Change, key: str, read: Callable[[Change, str], Any]) -> None:
        """What the cell names, found by ``read``, where it is not what the record is linked to already."""
        if not self.speaks_of(change.row, key):
            return
        names = change.row.fields.get(key) or []
        targets = [target for name in names if (target := read(change, name)) is not None]
        known = self.known.linked(key, change.record)
        if {KINDS[key].target(target) for target in targets} != known.keys():
            change.links[key] = targets
            change.differs(key, list(known.values()))

    def contributing(self, change: Change, name: str) -> Department | None:
        """The lead department does not also contribute."""
        found = self.named(self.known.departments, name, change, DEPARTMENTS, _("department"))
        known = {each.pk for each in self.known.linked(DEPARTMENTS, change.record).values()}
        self.of_today(found, name, change, DEPARTMENTS, known)
        return None if found is None or found.pk == change.record.lead_department_id else found

    def further(self, change: Change, name: str) -> Element | None:
        """An element of the file, of the plan or of another plan; an action’s own place is not also a further one."""
        found = self.element_called(name) or self.element_elsewhere(name)
        if found is None:
            change.refuse(self.columns[FURTHER], _("No element has the identifier “%(name)s”.") % {"name": name})
        elif not is_open(found) and KINDS[FURTHER].target(found) not in self.known.linked(FURTHER, change.record):
            change.refuse(
                self.columns[FURTHER],
                _("“%(name)s” is an element of a closed plan, to which nothing is added any more.") % {"name": name},
            )
        return None if found is None or stands_at(change.record, found) else found

    def element_elsewhere(self, name: str) -> Element | None:
        slug, hash_mark, external_id = name.partition("#")
        return self.known.elsewhere.get((slug, external_id)) if hash_mark else None

    def aligned(self, change: Change, name: str) -> Model | None:
        agenda, _blank, code = name.partition(" ")
        found = self.known.agendas.get((agenda.casefold(), as_read(code)), [])
        known = self.known.linked(ALIGNMENTS, change.record)
        found = [term for term in found if KINDS[ALIGNMENTS].target(term) in known] or found
        target = found[0] if found else self.element_elsewhere(name)
        if len(found) > 1:
            change.refuse(
                self.columns[ALIGNMENTS],
                _("“%(name)s” is the code of several: %(terms)s. Give your own another code.")
                % {"name": name, "terms": ", ".join(f"“{term}”" for term in found)},
            )
        elif target is None:
            change.refuse(
                self.columns[ALIGNMENTS],
                _("“%(name)s” is nothing to align with. Write SDG 11, SDG 11.6, AUE 3.1, or an element of a city plan.")
                % {"name": name},
            )
        elif (
            isinstance(target, Element)
            and not is_of_city_plan(target)
            and KINDS[ALIGNMENTS].target(target) not in known
        ):
            change.refuse(
                self.columns[ALIGNMENTS],
                _("“%(name)s” is an element of a plan that is no city plan. Align with elements of a city plan only.")
                % {"name": name},
            )
        return target


def said_of(row: SourceRow) -> dict[str, Any]:
    """What a row states of how far its action has come."""
    told = {"stated_status": row.fields.get("status"), "stated_progress": row.fields.get("progress")}
    return {name: value for name, value in told.items() if value is not None}


def states_anew(change: Change) -> bool:
    """Whether a row states something else than what stands there, or the same of another day."""
    said = said_of(change.row)
    if said and change.row.fields.get("stated_on"):
        said["stated_on"] = change.row.fields["stated_on"]
    return any(change.before.get(name, getattr(change.record, name)) != value for name, value in said.items())


def is_of_city_plan(element: Element) -> bool:
    """Only these are counted in what a plan serves, and offered where one says what it serves."""
    return element.plan.kind == Plan.Kind.CITY


def is_open(element: Element) -> bool:
    return element.plan.is_open


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
    """Whether a stored value and one of a file say the same; blanks, line ends and what no sheet holds do not count."""
    if isinstance(current, str) and isinstance(value, str):
        return current == value or any(read(current) == read(value) for read in (as_text, as_line))
    if isinstance(current, list) and isinstance(value, list):  # the order of columns says nothing
        return sorted(map(plain_pair, current)) == sorted(map(plain_pair, value))
    return current == value or (current in (None, "") and value in (None, ""))


def as_text(text: str) -> str:
    return tidy(without_marks(text))


def as_line(text: str) -> str:
    """The separators of Unicode are line ends in a text, and blanks in a title."""
    return as_text(text.replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " "))


def plain_pair(pair: Sequence[str]) -> list[str]:
    name, text = map(without_marks, pair)
    return [column_name(name), text.replace("\r\n", "\n").replace("\r", "\n")]
