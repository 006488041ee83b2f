"""Building blocks of every page, each a template under ``templates/components/``."""

from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from intlstrategy.core import markdown
from intlstrategy.core.languages import language_name
from intlstrategy.core.numbers import amount_in

register = template.Library()

# One shape and one colour for each of the seven statuses; "" is no data.
STATUS_LOOK = {
    "not_started": ("none", "circle"),
    "on_track": ("ok", "check-circle-fill"),
    "at_risk": ("risk", "exclamation-triangle-fill"),
    "delayed": ("off", "exclamation-diamond-fill"),
    "completed": ("done", "flag-fill"),
    "suspended": ("none", "pause-circle-fill"),
    "cancelled": ("none", "x-circle"),
    "": ("none", "dash-circle-dotted"),
    # the life of a plan
    "draft": ("none", "pencil"),
    "consultation": ("done", "chat-left-text"),
    "approved": ("done", "check2-square"),
    "in_force": ("ok", "check-circle-fill"),
    "closed": ("none", "archive"),
    # an agreement
    "negotiating": ("risk", "chat-left-text"),
    "dormant": ("risk", "moon"),
    "expired": ("off", "flag-fill"),
    "relinquished": ("none", "x-circle"),
    "community": ("ok", "people"),
    # what happens to a row of an import, and to a job
    "new": ("ok", "plus-lg"),
    "changed": ("risk", "pencil"),
    "unchanged": ("none", "circle"),
    "refused": ("off", "exclamation-diamond-fill"),
    "waiting": ("none", "circle"),
    "running": ("done", "arrow-repeat"),
    "done": ("ok", "check-circle-fill"),
    "failed": ("off", "exclamation-diamond-fill"),
    # a proposal of a department
    "proposed": ("risk", "send"),
    "returned": ("risk", "arrow-counterclockwise"),
    "accepted": ("ok", "check-circle-fill"),
}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    return format_html(
        '<svg class="ic{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {extra}" if extra else "",
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def status(code: str | None, label: Any = "", *, box: bool = False) -> SafeString:
    """Shape, word and colour of a status; blank is "No data"."""
    tone, shape = STATUS_LOOK.get(code or "", STATUS_LOOK[""])
    return format_html(
        '<span class="st st-{}{}">{}{}</span>', tone, " st-box" if box else "", icon(shape), label or gettext("No data")
    )


@register.simple_tag
def progress(value: Decimal | None) -> SafeString:
    """A bar with its figure; nothing reported is said in words, never drawn as zero."""
    if value is None:
        return format_html('<span class="muted">{}</span>', gettext("No data"))
    shown = min(max(float(value), 0), 100)
    return format_html(
        '<span class="pg"><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="t" width="100" height="8"></rect><rect class="f" width="{}" height="8"></rect></svg>'
        '<span class="num">{}</span></span>',
        f"{shown:g}",
        percent(value),
    )


@register.filter
def percent(value: Decimal | None) -> str:
    """52% in English, 52 % in Spanish."""
    if value is None:
        return gettext("No data")
    plain = number_format(Decimal(value).normalize() + 0, use_l10n=True)
    return f"{plain}%" if (get_language() or "en").startswith("en") else f"{plain}\u00a0%"


@register.filter
def money(value: Decimal | float | None, currency: str) -> str:
    """An amount with its currency; what is not known is a dash."""
    return "–" if value is None else amount_in(value, currency)


@register.filter
def can(membership: Any, capability: str) -> bool:
    """Whether a member holds a capability at all: for buttons that lead to a page which decides for itself."""
    return bool(membership and membership.can(capability))


@register.filter
def can_all(membership: Any, capability: str) -> bool:
    """Whether a member holds a capability on every record, not only on their own."""
    return bool(membership and membership.grant(capability) == "all")


@register.filter(is_safe=True)
def as_markdown(text: str) -> SafeString:
    return markdown.render(text or "")


register.filter(language_name)


@register.filter
def language_names(codes: list[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


@register.filter
def attribute(record: Any, name: str) -> Any:
    return getattr(record, name, "")


@register.simple_block_tag
def panel(
    content: str, *, title: str = "", id: str = "", lead: str = "", acts: str = "", flush: bool = False
) -> SafeString:
    """A card with its heading. ``flush`` lets a table or rows reach its edges."""
    context = {"content": content, "title": title, "id": id, "lead": lead, "acts": acts, "flush": flush}
    return mark_safe(render_to_string("components/panel.html", context))  # noqa: S308 - a template of ours


@register.simple_block_tag
def note(content: str, *, tone: str = "done") -> SafeString:
    shapes = {"done": "info-circle-fill", "risk": "exclamation-triangle-fill", "off": "exclamation-diamond-fill"}
    return mark_safe(  # noqa: S308 - a template of ours
        render_to_string("components/note.html", {"content": content, "tone": tone, "shape": shapes[tone]})
    )


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> SafeString:
    """What a list is for when it has nothing yet; the block holds the explanation and the first steps."""
    return mark_safe(render_to_string("components/empty_state.html", {"content": content, "title": title}))  # noqa: S308
