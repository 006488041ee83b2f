"""What governance says on lower pages: the seats that somebody holds, what a department leads, where a paper goes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import Panel, panels
from intlstrategy.governance.models import Body, Paper, SeatHolder
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability

Load = Callable[[Municipality, Sequence[int], Membership], dict[int, dict[str, Any]]]
SHOWN = 20


def seats_by(link: str) -> Load:
    """The seats that each of these holds or held, the latest first, in one query."""

    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        today = timezone.localdate()
        rows: Any = SeatHolder.objects.of(municipality).filter(**{f"{link}__in": ids})
        for row in rows.select_related("seat__body__municipality").newest_first():
            found[getattr(row, f"{link}_id")].append({"holder": row, "is_now": row.holds_on(today)})
        return {pk: {"seats": each[:SHOWN], "more": max(0, len(each) - SHOWN)} for pk, each in found.items()}

    return load


def bodies_of(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The bodies that each of these departments leads."""
    found: dict[int, list[Body]] = defaultdict(list)
    for row in Body.objects.of(municipality).filter(department__in=ids).order_by("folded", "pk"):
        found[row.department_id].append(row)  # type: ignore[index]
    return {pk: {"bodies": rows} for pk, rows in found.items()}


def meetings_with(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The meetings of which each of these documents is a paper."""
    found: dict[int, list[Paper]] = defaultdict(list)
    rows = Paper.objects.of(municipality).filter(document__in=ids, meeting__binned_at=None)
    for row in rows.select_related("meeting__body", "meeting__municipality").order_by("-meeting__on", "-pk"):
        found[row.document_id].append(row)
    return {pk: {"papers": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)} for pk, rows in found.items()}


def register_panels() -> None:
    for key, model, title, template, load in (
        (
            "seats-of-stakeholder",
            "stakeholders.Stakeholder",
            _("Seats in bodies"),
            "_seats_panel",
            seats_by("stakeholder"),
        ),
        ("seats-of-person", "stakeholders.Person", _("Seats in bodies"), "_seats_panel", seats_by("person")),
        ("seats-of-post", "municipalities.Post", _("Seats in bodies"), "_seats_panel", seats_by("post")),
        ("seats-of-member", "municipalities.Membership", _("Seats in bodies"), "_seats_panel", seats_by("membership")),
        ("bodies-of-department", "municipalities.Department", _("Bodies it leads"), "_bodies_panel", bodies_of),
        ("meetings-of-document", "documents.Document", _("Meetings it goes with"), "_papers_panel", meetings_with),
    ):
        panels.register(
            Panel(
                key=key, weight=40, for_model=model, title=title, capability=Capability.READ,
                template=f"governance/{template}.html", load=load,
            )
        )  # fmt: skip
