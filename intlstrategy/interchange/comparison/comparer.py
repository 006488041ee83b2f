"""Every row of a file beside the record it means."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intlstrategy.core.text import tidy
from intlstrategy.interchange.comparison.changes import NEW, UNCHANGED, Change, Comparison
from intlstrategy.interchange.comparison.facts import demand_facts
from intlstrategy.interchange.comparison.filling import ACTION_FIELDS, ELEMENT_FIELDS, Filling
from intlstrategy.interchange.comparison.known import Known, read_known
from intlstrategy.interchange.comparison.tree import Tree
from intlstrategy.interchange.rows import ParsedPlan, SourceRow
from intlstrategy.planning.models import Action, Plan


def compare(parsed: ParsedPlan, plan: Plan, *, levels: int) -> Comparison:
    """Place every row of the file beside the record it means."""
    return Comparer(parsed, read_known(plan, levels)).run()


MOST_NAMED = 10


def in_short(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")


class Comparer:
    def __init__(self, parsed: ParsedPlan, known: Known) -> None:
        self.parsed, self.known = parsed, known
        self.tree = Tree(parsed, known)
        self.filling = Filling(parsed, known, self.tree.element_called)
        self.rows = [row for row in parsed.rows if row.kind != "element"]
        self.actions_by_id = {action.external_id: action for action in known.actions}
        self.actions_by_place: dict[tuple[int | None, str], list[Action]] = defaultdict(list)
        named = {row.external_id for row in self.rows if row.external_id}
        for action in known.actions:
            if action.external_id not in named:  # what a row names by its identifier is that row's alone
                self.actions_by_place[action.element_id, tidy(action.title)].append(action)

    def run(self) -> Comparison:
        result = Comparison(elements=self.tree.changes)
        for change in self.tree.place_all():
            self.filling.fill(change, ELEMENT_FIELDS)
            self.filling.fill_links(change)
        result.actions = [self.action(row) for row in self.rows]
        result.carried = self.tree.settle()
        there = [*self.known.elements.values(), *self.known.actions]
        result.absent = len(there) - sum(change.record.pk is not None for change in result)
        result.notes = [*self.about_silence(), *self.about_the_past(), *self.about_the_bin(result)]
        return result

    def about_silence(self) -> Iterator[str]:
        if count := self.filling.silent:
            yield ngettext(
                "%(n)d status or progress is blank in the file: what was stated before stands.",
                "%(n)d statuses or figures of progress are blank in the file: what was stated before stands.",
                count,
            ) % {"n": count}

    def about_the_past(self) -> Iterator[str]:
        if names := list(self.filling.past):
            yield _("These are no longer here and are kept as the file has them: %(names)s.") % {
                "names": in_short(names)
            }

    def about_the_bin(self, result: Comparison) -> Iterator[str]:
        """What is made anew although it lies in the bin could come back from there instead."""
        new = {change.row.external_id for change in result if change.outcome == NEW and change.row.external_id}
        if names := sorted(new & self.known.in_the_bin):
            yield _(
                "These identifiers are those of records in the bin: %(names)s. The import makes new ones, and then those "
                "cannot come back. To have them back, restore them first and compare again."
            ) % {"names": in_short(names)}

    def action(self, row: SourceRow) -> Change:
        change = Change(row, None)
        place = self.place_of(change)
        change.record = self.record_of(change, place)
        if change.record._state.adding and change.outcome == UNCHANGED:
            change.outcome = NEW
        self.filling.fill(change, ACTION_FIELDS)
        demand_facts(change, self.parsed.columns)
        if place is not None:
            self.put(change, place)
        self.filling.fill_links(change)
        return change

    def place_of(self, change: Change) -> Change | None:
        row = change.row
        place = self.tree.called(row.parent_external_id, change) if row.parent_external_id else None
        place = place or self.tree.node(row.path, change)
        if place is None and not change.problems:
            change.refuse("", _("This row names no place in the plan: fill in at least its first level."))
        return place

    def record_of(self, change: Change, place: Change | None) -> Action:
        row = change.row
        if row.external_id:
            found = [self.actions_by_id[row.external_id]] if row.external_id in self.actions_by_id else []
        else:
            found = self.actions_by_place.get((place.record.pk, row.title), []) if place and place.record.pk else []
        if len(found) == 1:
            return found[0]
        if found:
            change.refuse(
                "", _("Several actions of the plan have this title at this place, and the row has no identifier.")
            )
        action = Action(municipality=self.known.municipality, plan=self.known.plan)
        if row.external_id:
            action.external_id = row.external_id
        return action

    def put(self, change: Change, place: Change) -> None:
        action = change.record
        if action._state.adding:
            action.element = place.record
        elif place.record.pk is None or place.record.pk != action.element_id:
            change.differs("element", self.known.path_of(self.known.elements.get(action.element_id)))
            action.element = place.record
            change.fields.append("element")
