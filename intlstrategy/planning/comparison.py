"""Two texts of a plan side by side: what was added, taken away, changed or put elsewhere. Nothing is read here."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.core.tables import shown
from intlstrategy.planning.models import Action, Version, VersionAction, VersionElement

PLAN_FIELDS = ("title", "summary", "starts_on", "ends_on", "sponsor_name", "lead_department_name")
ELEMENT_FIELDS = (
    "code", "title", "text", "parent_source_id", "weight", "sponsor_name", "lead_department_name", "alignments",
)  # fmt: skip
ACTION_FIELDS = (
    "code", "title", "text", "reason", "element_source_id", "starts_on", "ends_on", "is_continuous", "priority", "weight",
    "file_number", "responsible_id", "lead_department_name", "contributing_department_names", "further_elements",
    "alignments",
)  # fmt: skip
LABELS = {
    "parent_source_id": gettext_lazy("belongs to"),
    "element_source_id": gettext_lazy("place in the plan"),
    "responsible_id": gettext_lazy("responsible person"),
}


class Plain(Protocol):
    """A text as `services.versions.Text` holds it."""

    version: Version
    elements: Sequence[VersionElement]
    actions: Sequence[VersionAction]


@dataclass(frozen=True)
class Difference:
    label: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    row: Any
    differences: list[Difference]


@dataclass(frozen=True)
class Comparison:
    added: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


Words = Callable[[str, Any], Any]


def compare_rows(
    old: Sequence[Any], new: Sequence[Any], fields: Iterable[str], parent: str, words: Words
) -> Comparison:
    """Rows matched by the id of their source; ``words(field, value)`` says a value as people read it."""
    before, after = {row.source_id: row for row in old}, {row.source_id: row for row in new}
    reordered = moved_among_siblings(old, new, parent)
    changed = []
    for source_id, row in after.items():
        if source_id in before:
            differences = differences_of(before[source_id], row, fields, words)
            if source_id in reordered:
                differences.append(Difference(_("Order"), _("Its earlier place"), _("Another place on its level")))
            if differences:
                changed.append(Changed(row, differences))
    return Comparison(
        added=[row for source_id, row in after.items() if source_id not in before],
        removed=[row for source_id, row in before.items() if source_id not in after],
        changed=changed,
    )


def differences_of(old: Any, new: Any, fields: Iterable[str], words: Words) -> list[Difference]:
    return [
        Difference(label_of(new, name), words(name, getattr(old, name)), words(name, getattr(new, name)))
        for name in fields
        if getattr(old, name) != getattr(new, name) and is_recorded(name, old, new)
    ]


def is_recorded(name: str, *rows: Any) -> bool:
    """Versions of old say nothing of further elements, which is not the same as none."""
    return name != "further_elements" or None not in {getattr(row, name) for row in rows}


def label_of(row: Any, name: str) -> Any:
    return LABELS.get(name) or row._meta.get_field(name).verbose_name


def moved_among_siblings(old: Sequence[Any], new: Sequence[Any], parent: str) -> set[int]:
    """The rows that stay under the same parent and are read in another order there."""
    found: set[int] = set()
    before, after = by_parent(old, parent), by_parent(new, parent)
    for key, ids in after.items():
        found |= fewest_moves(before.get(key, []), ids)
    return found


def by_parent(rows: Sequence[Any], parent: str) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, parent)].append(row.source_id)
    return groups


def fewest_moves(before: Sequence[int], after: Sequence[int]) -> set[int]:
    """The fewest of the ids in both that must have moved: all but a longest run that kept its order."""
    place = {each: number for number, each in enumerate(before)}
    common = [each for each in after if each in place]
    ends: list[int] = []  # the least last place of a run of each length
    last_of: list[int] = []  # and whose it is
    previous: dict[int, int | None] = {}
    for each in common:
        length = bisect_left(ends, place[each])
        previous[each] = last_of[length - 1] if length else None
        ends[length : length + 1] = [place[each]]
        last_of[length : length + 1] = [each]
    kept, step = set(), last_of[-1] if last_of else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return set(common) - kept


@dataclass(frozen=True)
class TextComparison:
    plan: list[Difference]
    elements: Comparison
    actions: Comparison

    @property
    def count(self) -> int:
        return bool(self.plan) + self.elements.count + self.actions.count


def compare_texts(old: Plain, new: Plain, people: Mapping[int, str]) -> TextComparison:
    names = {row.source_id: str(row) for text in (old, new) for row in text.elements}
    words = words_for(names, people)
    return TextComparison(
        plan=differences_of(old.version, new.version, PLAN_FIELDS, words),
        elements=compare_rows(old.elements, new.elements, ELEMENT_FIELDS, "parent_source_id", words),
        actions=compare_rows(old.actions, new.actions, ACTION_FIELDS, "element_source_id", words),
    )


def person_named(pk: int | None, people: Mapping[int, str]) -> str:
    """The responsible person of a frozen action: a name as long as the person is known."""
    return people.get(pk, _("person erased")) if pk else ""


def words_for(names: Mapping[int, str], people: Mapping[int, str]) -> Words:
    special: dict[str, Callable[[Any], Any]] = {
        "parent_source_id": lambda pk: names.get(pk, "") or _("The top of the plan"),
        "element_source_id": lambda pk: names.get(pk, ""),
        "responsible_id": lambda pk: person_named(pk, people),
        "priority": lambda code: dict(Action.Priority.choices).get(code, code),
        "weight": lambda weight: shown(Decimal(weight).normalize() + 0),
    }
    return lambda name, value: special.get(name, shown)(value)
