"""Words that already are addresses, so no municipality or plan may take them as its own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

RESERVED = frozenset(
    [
        "accounts",
        "admin",
        "healthz",
        "calendar-feed",
        "cities",
        "api",
        "static",
        "media",
        "components",
        "legal",
        "i18n",
        "robots.txt",
        "favicon.ico",
        ".well-known",
    ]
)
RESERVED_INSIDE = frozenset(
    [
        "new",
        "import",
        "export",
        "compare",
        "edit",
        "bin",
        "plans",
        "actions",
        "diagnosis",
        "stakeholders",
        "people",
        "agreements",
        "networks",
        "missions",
        "engagements",
        "assets",
        "approaches",
        "bodies",
        "meetings",
        "decisions",
        "indicators",
        "entry",
        "evaluations",
        "recommendations",
        "dashboards",
        "reports",
        "imports",
        "calendar",
        "map",
        "search",
        "settings",
    ]
)


def lower_case(value: str) -> None:
    """Two addresses that differ in capitals only would be taken for one."""
    if value != value.lower():
        raise ValidationError(_("Write an address in lower-case letters."))


def not_reserved(value: str) -> None:
    if value.lower() in RESERVED:
        raise ValidationError(
            _("“%(value)s” is an address of the site itself. Choose another."), params={"value": value}
        )


def not_reserved_inside(value: str) -> None:
    if value.lower() in RESERVED_INSIDE:
        raise ValidationError(
            _("“%(value)s” is an address of the site itself. Choose another."), params={"value": value}
        )
