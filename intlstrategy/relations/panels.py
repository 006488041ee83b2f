"""What engagements and commitments say on lower pages: organisations, people, elements and actions."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import Panel, panels
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.models import Attendance, Commitment, Tie

SHOWN = 10

Load = Callable[[Municipality, Sequence[int], Membership], dict[int, dict[str, Any]]]


def engagements_by(model: Any, link: str, named: Callable[[Municipality, Any, Membership], dict[str, Any]]) -> Load:
    """The last engagements that rows of a link model connect with each of these records, in one query.

    ``named`` gives what stands beside them: where to log another one with this record.
    """

    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        rows = model.objects.of(municipality).filter(**{f"{link}__in": ids}, engagement__binned_at=None)
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        for row in rows.select_related("engagement__municipality").order_by("-engagement__on", "-engagement"):
            found[getattr(row, f"{link}_id")][row.engagement_id] = row.engagement
        beside = {pk: named(municipality, pk, reader) for pk in ids}
        return {
            pk: {"engagements": list(found[pk].values())[:SHOWN], "more": max(0, len(found[pk]) - SHOWN)} | beside[pk]
            for pk in ids
            if found[pk] or beside[pk]
        }

    return load


def acts_with(field: str) -> Callable[[Municipality, Any, Membership], dict[str, Any]]:
    """On the page of an organisation or a person: log an engagement with them, read the briefing sheet."""

    def named(municipality: Municipality, pk: int, reader: Membership) -> dict[str, Any]:
        acts = {}
        if reader.can(Capability.EDIT):
            acts["add_url"] = f"{reverse('relations:engagement-create', args=[municipality.slug])}?{field}={pk}"
        if field == "with":
            acts["briefing_url"] = reverse("relations:stakeholder-briefing", args=[municipality.slug, pk])
        return acts

    return named


def nothing_beside(municipality: Municipality, pk: int, reader: Membership) -> dict[str, Any]:
    return {}


def commitments_of(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The open commitments of each of these members, the first due first."""
    found: dict[int, list[Commitment]] = defaultdict(list)
    for row in Commitment.objects.of(municipality).open().filter(owner__in=ids).by_due_day():
        found[row.owner_id].append(row)
    return {pk: {"commitments": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)} for pk, rows in found.items()}


def register_panels() -> None:
    for key, model, link_model, link, named in (
        ("engagements-of-stakeholder", "stakeholders.Stakeholder", Attendance, "stakeholder", acts_with("with")),
        ("engagements-of-person", "stakeholders.Person", Attendance, "person", acts_with("person")),
        ("engagements-of-action", "planning.Action", Tie, "action", nothing_beside),
        ("engagements-of-element", "planning.Element", Tie, "element", nothing_beside),
    ):
        panels.register(
            Panel(
                key=key, weight=30, for_model=model, title=_("Engagements"), capability=Capability.READ,
                template="relations/_engagements_panel.html", load=engagements_by(link_model, link, named),
            )
        )  # fmt: skip
    panels.register(
        Panel(
            key="commitments-of-member", weight=30, for_model="municipalities.Membership", title=_("Open commitments"),
            capability=Capability.READ, template="relations/_commitments_panel.html", load=commitments_of,
        )
    )  # fmt: skip
