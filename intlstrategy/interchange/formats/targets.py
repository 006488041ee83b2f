"""What a column of a file can mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from intlstrategy.interchange import values

EXTRA = ""  # no meaning of its own: kept "From the source"
LEVELS = tuple(f"level_{depth}" for depth in range(1, 7))


@dataclass(frozen=True)
class Target:
    key: str
    label: Any
    parse: Callable[[str], Any] | None = None


LEVEL_LABELS = (_("Level 1"), _("Level 2"), _("Level 3"), _("Level 4"), _("Level 5"))

TARGETS = [
    Target("kind", _("Row type (element or action)")),
    *(Target(key, LEVEL_LABELS[number - 1]) for number, key in enumerate(LEVELS[:5], start=1)),
    Target("external_id", _("Identifier")),
    Target("parent_external_id", _("Identifier of the element above")),
    Target("code", _("Code")),
    Target("title", _("Title")),
    Target("text", _("Text")),
    Target("starts_on", _("Start date"), values.parse_date),
    Target("ends_on", _("End date"), values.parse_date),
    Target("is_continuous", _("Continuous (yes or no)"), values.parse_yes),
    Target("status", _("Status"), values.parse_status),
    Target("progress", _("Progress"), values.parse_percent),
    Target("weight", _("Weight"), values.parse_weight),
    Target("priority", _("Priority"), values.parse_priority),
    Target("file_number", _("File number")),
    Target("lead_department", _("Lead department")),
    Target("contributing_departments", _("Contributing departments"), values.parse_list),
    Target("responsible", _("Responsible person (e-mail)")),
    Target("sponsor", _("Political sponsor (post)")),
]
BY_KEY = {target.key: target for target in TARGETS}
# Facts of actions: an element has none of them, so a file's are kept with it "From the source".
OF_ACTIONS_ONLY = {
    "starts_on",
    "ends_on",
    "is_continuous",
    "status",
    "progress",
    "priority",
    "file_number",
    "contributing_departments",
    "responsible",
}
PLACES = {"kind", *LEVELS, "external_id", "parent_external_id", "code", "title", "text"}
