"""What plans say on lower pages: the actions a member or a department answers for, and what a document is attached to."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import Panel, panels
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.judged import judged_actions
from intlstrategy.planning.models import Action, Attachment, Version

SHOWN = 50


def actions_by(link: str) -> Callable[[Municipality, Sequence[int], Membership], dict[int, dict[str, Any]]]:
    def load(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
        found: dict[int, list[Action]] = defaultdict(list)
        actions = Action.objects.of(municipality).accepted().filter(**{f"{link}__in": ids}).order_by("folded", "pk")
        rows = list(actions.select_related("plan"))
        judged = judged_actions(municipality, rows)
        for action in rows:
            action.judged = judged[action.pk]  # type: ignore[attr-defined]
            found[getattr(action, link)].append(action)
        return {pk: {"actions": rows[:SHOWN], "more": len(rows) - SHOWN} for pk, rows in found.items()}

    return load


def decided(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The versions of plans that each of these decisions approved, and the actions that it asked for, in two queries."""
    found: dict[int, dict[str, Any]] = defaultdict(lambda: {"versions": [], "actions": []})
    versions = Version.objects.of(municipality).filter(decision__in=ids, plan__binned_at=None)
    for version in versions.select_related("municipality", "plan").order_by("-approved_on", "-pk"):
        found[version.decision_id]["versions"].append(version)
    actions = Action.objects.of(municipality).accepted().filter(asked_by__in=ids).order_by("folded", "pk")
    for action in actions.select_related("lead_department"):
        found[action.asked_by_id]["actions"].append(action)
    return dict(found)


def register_panels() -> None:
    register_attached()
    panels.register(
        Panel(
            key="of-decision", weight=10, for_model="governance.Decision", title=_("What it approved or asked for"),
            capability=Capability.READ, template="planning/_decided_panel.html", load=decided,
        )
    )  # fmt: skip
    for key, model, link, title in (
        ("actions-of-member", "municipalities.Membership", "responsible_id", _("Actions this person answers for")),
        (
            "actions-of-department",
            "municipalities.Department",
            "lead_department_id",
            _("Actions this department leads"),
        ),
    ):
        panels.register(
            Panel(
                key=key,
                for_model=model,
                title=title,
                capability=Capability.READ,
                template="planning/_actions_panel.html",
                load=actions_by(link),
            )
        )


def register_attached() -> None:
    panels.register(
        Panel(
            key="attached-to",
            weight=10,
            for_model="documents.Document",
            title=_("Where it is attached"),
            capability=Capability.READ,
            template="planning/_attached_to.html",
            load=attached_to,
        )
    )


def attached_to(municipality: Municipality, ids: Sequence[int], reader: Membership) -> dict[int, dict[str, Any]]:
    """The plans, elements and actions that documents are attached to, in one query."""
    rows = Attachment.objects.of(municipality).filter(document__in=ids).order_by("pk")
    found: dict[int, dict[str, Any]] = {}
    for row in rows.select_related(
        "plan__municipality", "element__plan", "element__municipality", "action__municipality"
    ):
        if row.record.binned_at is None:
            found.setdefault(row.document_id, {"records": []})["records"].append(
                (row.record._meta.verbose_name, row.record)
            )
    return found
