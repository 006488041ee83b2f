"""What engagements and commitments say on lower pages: organisations, people, elements and actions."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import Panel, panels
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.models import Agreement, Attendance, Commitment, Engagement, Mission, Party, Tie

SHOWN = 10

Load = Callable[[Municipality, Sequence[int], Membership], dict[int, dict[str, Any]]]


def living(model: Any, municipality: Municipality) -> Any:
    """Which records of a kind are there: rows that point at none, or at one in the bin, fall out."""
    return model.objects.of(municipality).order_by().values("pk")


def engagements_by(model: Any, link: str, named: Callable[[Municipality, Any, Membership], dict[str, Any]]) -> Load:
    """The last engagements that rows of a link model connect with each of these records, in one query.

    ``named`` gives what stands beside them: where to log another one with this record.
    """

    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        rows = model.objects.of(municipality).filter(
            **{f"{link}__in": ids}, engagement__in=living(Engagement, municipality)
        )
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


def agreements_by(model: Any, link: str, named: Callable[[Municipality, Any, Membership], dict[str, Any]]) -> Load:
    """The agreements that rows of a link model connect with each of these records, in one query."""

    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        rows = model.objects.of(municipality).filter(
            **{f"{link}__in": ids}, agreement__in=living(Agreement, municipality)
        )
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        for row in rows.select_related("agreement__municipality").order_by("agreement__folded", "agreement"):
            found[getattr(row, f"{link}_id")][row.agreement_id] = row.agreement
        beside = {pk: named(municipality, pk, reader) for pk in ids}
        return {
            pk: {"agreements": list(found[pk].values())[:SHOWN], "more": max(0, len(found[pk]) - SHOWN)} | beside[pk]
            for pk in ids
            if found[pk] or beside[pk]
        }

    return load


def add_agreement(municipality: Municipality, pk: int, reader: Membership) -> dict[str, Any]:
    if not reader.can(Capability.EDIT):
        return {}
    return {"add_url": f"{reverse('relations:agreement-create', args=[municipality.slug])}?with={pk}"}


def engagements_of_agreement(
    municipality: Municipality, ids: Sequence[int], reader: Membership
) -> dict[int, dict[str, Any]]:
    """The last engagements under each of these agreements."""
    found: dict[int, list[Engagement]] = defaultdict(list)
    for row in Engagement.objects.of(municipality).filter(agreement__in=ids).order_by("-on", "-pk"):
        found[row.agreement_id].append(row)
    acts = {}
    if reader.can(Capability.EDIT):
        create = reverse("relations:engagement-create", args=[municipality.slug])
        acts = {pk: {"add_url": f"{create}?agreement={pk}"} for pk in ids}
    return {
        pk: {"engagements": found[pk][:SHOWN], "more": max(0, len(found[pk]) - SHOWN)} | acts.get(pk, {})
        for pk in ids if found[pk] or pk in acts
    }  # fmt: skip


def decided(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The agreements and missions that each of these decisions of a body approved, in two queries."""
    found: dict[int, dict[str, Any]] = defaultdict(lambda: {"agreements": [], "missions": []})
    for agreement in Agreement.objects.of(municipality).filter(decision__in=ids).order_by("folded", "pk"):
        found[agreement.decision_id]["agreements"].append(agreement)
    for mission in Mission.objects.of(municipality).filter(decision__in=ids).order_by("-starts_on", "-pk"):
        found[mission.decision_id]["missions"].append(mission)
    return dict(found)


def briefing_of_meeting(
    municipality: Municipality, ids: Sequence[int], reader: Membership
) -> dict[int, dict[str, Any]]:
    """The way from the page of a body's meeting to its briefing sheet."""
    return {pk: {"briefing_url": reverse("relations:meeting-briefing", args=[municipality.slug, pk])} for pk in ids}


def register_panels() -> None:
    panels.register(
        Panel(
            key="briefing-of-meeting", weight=20, for_model="governance.Meeting", title=_("Before you go"),
            capability=Capability.READ, template="relations/_briefing_panel.html", load=briefing_of_meeting,
        )
    )  # fmt: skip
    panels.register(
        Panel(
            key="relations-of-decision", weight=20, for_model="governance.Decision", title=_("Agreements and missions it approved"),
            capability=Capability.READ, template="relations/_decided_panel.html", load=decided,
        )
    )  # fmt: skip
    panels.register(
        Panel(
            key="engagements-of-agreement", weight=30, for_model="relations.Agreement", title=_("Engagements"),
            capability=Capability.READ, template="relations/_engagements_panel.html", load=engagements_of_agreement,
        )
    )  # fmt: skip
    for key, model, link_model, link, beside in (
        ("agreements-of-stakeholder", "stakeholders.Stakeholder", Party, "stakeholder", add_agreement),
        ("agreements-of-person", "stakeholders.Person", Party, "signatory", nothing_beside),
        ("agreements-of-action", "planning.Action", Tie, "action", nothing_beside),
        ("agreements-of-element", "planning.Element", Tie, "element", nothing_beside),
    ):
        panels.register(
            Panel(
                key=key, weight=25, for_model=model, title=_("Agreements"), capability=Capability.READ,
                template="relations/_agreements_panel.html", load=agreements_by(link_model, link, beside),
            )
        )  # fmt: skip
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
