"""What planning adds to the shell and to lower pages: entries of the navigation, and what a document is attached to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import NavItem, Panel, navigation, panels
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.models import Attachment


def register_actions() -> None:
    for key, weight, title, url_name, capability, query in (
        ("actions", 20, _("Actions"), "planning:action-list", Capability.READ, ""),
        ("outside", 25, _("Not in the plan"), "planning:action-list", Capability.READ, "place=none"),
        ("proposals", 28, _("Proposals"), "planning:proposal-list", Capability.PROPOSE, ""),
    ):
        navigation.register(
            NavItem(
                key=key,
                weight=weight,
                section="plan",
                title=title,
                url_name=url_name,
                capability=capability,
                query=query,
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


def attached_to(municipality: Any, ids: list[int], reader: Any) -> dict[int, dict[str, Any]]:
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
