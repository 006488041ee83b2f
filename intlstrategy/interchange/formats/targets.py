"""What a column of a file can mean."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from intlstrategy.interchange import values

DEEPEST = 5


class Target(NamedTuple):
    key: str
    label: Any
    help: Any


TARGETS = [
    Target("kind", _("Row type"), _("Says whether the row is an element of the plan or an action.")),
    Target("level_1", _("Level 1"), _("Title at the top of the plan, such as an axis.")),
    Target("level_2", _("Level 2"), _("Title one step below level 1, such as a line.")),
    Target("level_3", _("Level 3"), _("Title one step below level 2, such as an objective.")),
    Target("level_4", _("Level 4"), _("Title one step below level 3.")),
    Target("level_5", _("Level 5"), _("Title one step below level 4.")),
    Target("level_code_1", _("Code of level 1"), _("Such as 1.")),
    Target("level_code_2", _("Code of level 2"), _("Such as 1.2.")),
    Target("level_code_3", _("Code of level 3"), _("Such as 1.2.3.")),
    Target("level_code_4", _("Code of level 4"), _("Such as 1.2.3.4.")),
    Target("level_code_5", _("Code of level 5"), _("Such as 1.2.3.4.5.")),
    Target(
        "external_id", _("Identifier"), _("Stays the same from one file to the next, so that rows find their record.")
    ),
    Target("parent_external_id", _("Identifier above"), _("Identifier of the element that the row belongs to.")),
    Target("code", _("Code"), _("Such as 1.2.3.")),
    Target("title", _("Title"), _("Name of the action, 500 characters at most.")),
    Target("text", _("Text"), _("What the action or the element is about.")),
    Target("reason", _("Why it matters"), _("Why the action is done.")),
    Target("starts_on", _("Starts on"), _("Written as 2026-11-24 or 24/11/2026; a year alone is its first day.")),
    Target("ends_on", _("Ends on"), _("Written as 2026-11-24 or 24/11/2026; a year alone is its last day.")),
    Target("is_continuous", _("Continuous"), _("Yes or no: a continuous action has no end.")),
    Target("status", _("Status"), _("Not started, on track, at risk, delayed, completed, suspended or cancelled.")),
    Target("progress", _("Progress"), _("Percentage from 0 to 100.")),
    Target("stated_on", _("Stated on"), _("The day as of which status and progress hold; else the day of the import.")),
    Target("weight", _("Weight"), _("Share beside its siblings; 0 leaves it out of the mean.")),
    Target("priority", _("Priority"), _("High, medium or low.")),
    Target("file_number", _("File number"), _("Of the administrative file.")),
    Target("lead_department", _("Lead department"), _("Name of the department that answers for it.")),
    Target(
        "contributing_departments",
        _("Contributing departments"),
        _("Names of the other departments, with a semicolon between them."),
    ),
    Target(
        "further_elements",
        _("Further elements"),
        _("Identifiers of other elements that the action contributes to, with a semicolon between them."),
    ),
    Target(
        "alignments",
        _("Alignments"),
        _("Such as SDG 11.6; AUE 3.1. An element of a city plan is the plan’s address, # and its identifier."),
    ),
    Target("responsible", _("Responsible person"), _("Their e-mail address.")),
    Target("sponsor", _("Political sponsor"), _("Name of the post.")),
]
BY_KEY = {target.key: target for target in TARGETS}

# Where a value is called otherwise in a row than in a file.
FIELD_OF = {"responsible": "responsible_email"}
PARSERS: dict[str, Callable[[str], Any]] = {
    "starts_on": partial(values.parse_date, role="start"),
    "ends_on": partial(values.parse_date, role="end"),
    "is_continuous": values.parse_bool,
    "status": values.parse_status,
    "progress": values.parse_percent,
    "weight": values.parse_weight,
    "priority": values.parse_priority,
    "stated_on": values.parse_date,
    "contributing_departments": values.parse_names,
    "further_elements": values.parse_names,
    "alignments": values.parse_names,
}
NAMES = ("file_number", "lead_department", "responsible", "sponsor")
VALUE_KEYS = ("reason", *PARSERS, *NAMES)
# An element has none of these: what a file says of them stays with it "From the source".
OF_ACTIONS_ONLY = frozenset(VALUE_KEYS) - {"weight", "lead_department", "sponsor", "alignments"}
LONGEST = {"code": 30, "external_id": 100, "file_number": 60, "title": 500}
