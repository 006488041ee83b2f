"""What the frame of every page needs: navigation, language, theme."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.kept_forms import OWNER_FIELD, sign_owner
from intlstrategy.core.registry import navigation

# The stages of the policy cycle first, the organisation after: (key, title, icon, group)
SECTIONS = [
    ("home", _("Home"), "house-door", "cycle"),
    ("plan", pgettext_lazy("stage of the policy cycle", "Plan"), "map", "cycle"),
    ("manage", _("Manage"), "kanban", "cycle"),
    ("relate", _("Relations"), "globe2", "cycle"),
    ("evaluate", _("Evaluate"), "bar-chart-line", "cycle"),
    ("communicate", _("Communicate"), "megaphone", "cycle"),
    ("govern", _("Govern"), "diagram-3", "organisation"),
    ("exchange", _("Import and records"), "arrow-left-right", "organisation"),
    ("settings", _("Settings"), "gear", "organisation"),
]

# Whom the demonstration makes: the sign-in page names those that exist.
DEMO_ACCOUNTS = [
    f"{name}@demo.test"
    for name in ("observer", "contributor", "officer", "lead", "cabinet", "administrator", "neighbour", "admin")
]


@dataclass
class Link:
    title: Any
    url: str
    is_current: bool = False


@dataclass
class Section:
    title: Any
    icon: str
    group: str
    links: list[Link] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.links[0].url

    @property
    def is_open(self) -> bool:
        return any(link.is_current for link in self.links)


def sections_for(request: HttpRequest) -> list[Section]:
    """The navigation of a member: what exists, and what their roles may open."""
    membership = getattr(request, "membership", None)
    if membership is None:
        return []
    sections = {key: Section(title, icon, group) for key, title, icon, group in SECTIONS}
    for item in navigation:
        if membership.can(item.capability):
            url = reverse(item.url_name, args=[membership.municipality.slug])
            address = f"{url}?{item.query}" if item.query else url
            sections[item.section].links.append(Link(item.title, address))
    shown = [section for section in sections.values() if section.links]
    mark_current(shown, request.get_full_path())
    return shown


def mark_current(sections: list[Section], path: str) -> None:
    """The page whose address is the longest beginning of this one is where the reader is."""
    home = sections[0].links[0] if sections else None
    links = [link for section in sections for link in section.links if link is not home]
    best = max((link for link in links if path.startswith(link.url)), key=lambda link: len(link.url), default=None)
    best = best or (home if home and path.partition("?")[0] == home.url else None)
    if best:
        best.is_current = True


def demo_accounts() -> list[str]:
    """The accounts of the demonstration, for the sign-in page while developing."""
    if not settings.DEBUG:
        return []
    known = get_user_model().objects.filter(email__in=DEMO_ACCOUNTS).values_list("email", flat=True)
    return sorted(known, key=DEMO_ACCOUNTS.index)


def shell(request: HttpRequest) -> dict[str, Any]:
    membership = getattr(request, "membership", None)
    user = getattr(request, "user", None)
    return {
        "membership": membership,
        "municipality": membership.municipality if membership else None,
        "sections": SimpleLazyObject(lambda: sections_for(request)),
        "form_owner": SimpleLazyObject(
            lambda: {"name": OWNER_FIELD, "value": sign_owner(user.pk)} if user and user.is_authenticated else None
        ),
        "interface_languages": settings.LANGUAGES,
        "debug": settings.DEBUG,
        "demo_accounts": SimpleLazyObject(demo_accounts),
    }
