"""A ready set of criteria for approaches to begin with, in both languages of the interface; each city changes its own list."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

READY: list[tuple[Any, Any, int]] = [
    (_("Serves the strategy"), _("Does it serve an axis, a line or an action of a plan in force?"), 3),
    (_("Benefit for both sides"), _("What does each side gain, and is the city’s part worth its effort?"), 3),
    (_("Resources it needs"), _("Are the money, the days of staff and the people there? 4 is little or all there."), 2),
    (_("Track record of the counterpart"), _("What has come of earlier work with it, or of its work with others?"), 2),
    (_("Continuity"), _("Can it last beyond one visit and one mandate, with somebody in charge on both sides?"), 2),
    (_("Political moment"), _("Does it fit the calendar and the commitments of the government of the city?"), 1),
    (_("Support in the city"), _("Do associations, companies, the university or neighbours want to take part?"), 1),
    (_("Risks"), _("Legal, political, of safety or of reputation. 4 is hardly any."), 2),
]


def in_words(language: str) -> list[dict[str, Any]]:
    """The ready set in one language, as a city keeps it."""
    with override(language):
        return [{"name": str(name), "help": str(asked), "weight": weight} for name, asked, weight in READY]
