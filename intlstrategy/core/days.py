"""How far away a day is, as one says it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_TOLD, MONTHS_TOLD = 60, 24  # up to so many of each
DAYS_OF_MONTH = 365.25 / 12


def how_far(day: date, today: date) -> str:
    """ "6 days ago", "today", "in 37 days", "in 13 months", "in 3 years"."""
    days = (day - today).days
    months = round(abs(days) / DAYS_OF_MONTH)
    if days == 0:
        return _("today")
    if abs(days) <= DAYS_TOLD:
        ahead = ngettext("in %(n)d day", "in %(n)d days", abs(days))
        past = ngettext("%(n)d day ago", "%(n)d days ago", abs(days))
        return (ahead if days > 0 else past) % {"n": abs(days)}
    if months <= MONTHS_TOLD:
        ahead = ngettext("in %(n)d month", "in %(n)d months", months)
        past = ngettext("%(n)d month ago", "%(n)d months ago", months)
        return (ahead if days > 0 else past) % {"n": months}
    years = round(months / 12)
    ahead = ngettext("in %(n)d year", "in %(n)d years", years)
    past = ngettext("%(n)d year ago", "%(n)d years ago", years)
    return (ahead if days > 0 else past) % {"n": years}
