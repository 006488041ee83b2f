"""What was approved: the list of versions, the text of one, what changed since, and both as files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from intlstrategy.core.tables import Column, shown
from intlstrategy.core.wording import NOTHING, named_by
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.bin import is_hidden
from intlstrategy.municipalities.exports import export_response
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.comparison import TextComparison, compare_texts, person_named
from intlstrategy.planning.models import Action, Plan, Version, VersionAction, VersionElement
from intlstrategy.planning.services.versions import Text, frozen_text, people_named, users_named, working_text
from intlstrategy.planning.views.plans import plan_frame, plan_of

OPEN_WHOLE = 150  # actions: a longer text opens branch by branch
MOST_DIFFERENCES = 200  # of a kind on the page; the file has them all
PRIORITIES = dict(Action.Priority.choices)
STATUSES = dict(Action.Status.choices)


def changes_since(version: Version, plan: Plan) -> TextComparison:
    """What the text worked on says differently from an approved one. Who holds a post does not count."""
    people = people_named(plan.municipality)
    return compare_texts(frozen_text(version), working_text(plan, version.approved_on), people)


@require_safe
@requires(Capability.READ)
def version_list(request: HttpRequest, municipality: Municipality, slug: str) -> HttpResponse:
    plan = plan_of(municipality, slug)
    versions = Version.objects.of(municipality).filter(plan=plan).select_related("plan", "recorded_by", "document")
    frame = plan_frame(plan)
    context = frame | {
        "versions": list(versions.order_by("-number")),
        "changes": changes_since(frame["latest"], plan) if frame["latest"] else None,
    }
    return render(request, "planning/version_list.html", context)


def version_of(municipality: Municipality, slug: str, number: int) -> Version:
    versions = Version.objects.of(municipality).select_related(
        "plan__municipality", "plan__sponsor", "plan__lead_department", "document", "document__municipality", "recorded_by",
        "decision__municipality",
    )  # fmt: skip
    return get_object_or_404(versions, plan__slug=slug, plan__binned_at=None, number=number)


@require_safe
@requires(Capability.READ)
def version_detail(
    request: HttpRequest, municipality: Municipality, slug: str, number: int, suffix: str = ""
) -> HttpResponse:
    """The text as approved: a branch opens to show its actions; ``?all=1`` shows everything, for printing."""
    version = version_of(municipality, slug, number)
    if suffix:
        return export_version(request, version, suffix)
    elements = list(VersionElement.objects.of(municipality).filter(version=version).order_by("order"))
    actions = VersionAction.objects.of(municipality).filter(version=version)
    counts = Counter(actions.order_by().values_list("element_source_id", flat=True))
    everything = "all" in request.GET or counts.total() <= OPEN_WHOLE
    opened = next((each.source_id for each in elements if str(each.source_id) == request.GET.get("open")), None)
    if not everything:
        actions = actions.filter(element_source_id=opened or 0)
    shown_actions = list(actions.order_by("order"))
    context = {
        "version": version, "plan": version.plan, "everything": everything,
        "rows": text_rows(elements, shown_actions, counts, people_named(municipality)),
        "hides_document": version.document is not None and is_hidden(version.document, request.membership),
        "is_long": counts.total() > OPEN_WHOLE, "element_count": len(elements), "action_count": counts.total(),
        "crumbs": [*version_crumbs(version), (_("Version %(number)s") % {"number": version.number}, "")],
    }  # fmt: skip
    return render(request, "planning/version_detail.html", context)


def text_rows(
    elements: Sequence[VersionElement],
    actions: Sequence[VersionAction],
    counts: Mapping[int, int],
    people: Mapping[int, str],
) -> list[dict[str, Any]]:
    """Each element of a text with how many actions it has, and those of them that are shown."""
    below = actions_below(actions, people)
    return [
        {
            "element": element,
            "count": counts[element.source_id],
            "actions": below.get(element.source_id, []),
            "is_open": element.source_id in below,
        }
        for element in elements
    ]


def actions_below(actions: Sequence[VersionAction], people: Mapping[int, str]) -> dict[int, list[dict[str, Any]]]:
    """The actions of each element, with what is resolved only when it is shown."""
    below: dict[int, list[dict[str, Any]]] = {}
    users = users_named(action.stated_by_id for action in actions)
    for action in actions:
        below.setdefault(action.element_source_id, []).append(
            {
                "action": action,
                "responsible": person_named(action.responsible_id, people),
                "priority": PRIORITIES.get(action.priority, ""),
                "status": status_then(action),
                "stated_by": person_named(action.stated_by_id, users),
            }
        )
    return below


def status_then(row: VersionElement | VersionAction) -> str:
    """The status that was stated, as the city called it when the version was approved."""
    with named_by(NOTHING):
        standard = str(STATUSES.get(getattr(row, "stated_status", ""), ""))
    return getattr(row, "stated_status_name", "") or standard


def version_crumbs(version: Version) -> list[tuple[Any, str]]:
    slugs = [version.municipality.slug, version.plan.slug]
    return [
        (_("Plans"), reverse("planning:plan-list", args=slugs[:1])),
        (version.plan.title, version.plan.get_absolute_url()),
        (_("Approved versions"), reverse("planning:version-list", args=slugs)),
    ]


# Compare -------------------------------------------------------------------------------------------------


@require_safe
@requires(Capability.READ)
def version_compare(
    request: HttpRequest, municipality: Municipality, slug: str, number: int, suffix: str = ""
) -> HttpResponse:
    """What has changed since this version, or between it and another one."""
    version = version_of(municipality, slug, number)
    others = Version.objects.of(municipality).filter(plan=version.plan).exclude(pk=version.pk).order_by("-number")
    versions = list(others)
    asked = request.GET.get("with", "")
    other = next((each for each in versions if str(each.number) == asked), None)
    if asked and not other:
        raise Http404
    if other:
        comparison = compare_texts(frozen_text(version), frozen_text(other), people_named(municipality))
    else:
        comparison = changes_since(version, version.plan)
    if suffix:
        return export_comparison(request, version, other, comparison, suffix)
    parts = [
        {"title": _("Elements"), "key": "elements", "found": comparison.elements},
        {"title": _("Actions"), "key": "actions", "found": comparison.actions},
    ]
    context = {
        "version": version, "plan": version.plan, "other": other, "comparison": comparison, "parts": parts,
        "versions": versions, "most": MOST_DIFFERENCES, "most_slice": f":{MOST_DIFFERENCES}",
        "crumbs": [
            *version_crumbs(version),
            (_("Version %(number)s") % {"number": version.number}, version.get_absolute_url()),
            (_("Compare"), ""),
        ],
    }  # fmt: skip
    return render(request, "planning/version_compare.html", context)


# Files ---------------------------------------------------------------------------------------------------


def file_response(
    request: HttpRequest, version: Version, columns: list[Column], rows: Any, name: str, suffix: str
) -> HttpResponse:
    return export_response(
        request, suffix, columns, rows, name, municipality_id=version.municipality_id, target=version, detail=name
    )


def export_version(request: HttpRequest, version: Version, suffix: str) -> HttpResponse:
    """The whole frozen text: elements and actions as a reader meets them, one row each."""
    text = frozen_text(version)
    below: dict[int, list[VersionAction]] = {}
    for action in text.actions:
        below.setdefault(action.element_source_id, []).append(action)
    rows: list[Any] = []
    for element in text.elements:
        rows += [element, *below.get(element.source_id, [])]
    name = f"{version.plan.slug}-version-{version.number}"
    return file_response(request, version, version_columns(text), rows, name, suffix)


def version_columns(text: Text) -> list[Column]:
    names = {row.source_id: str(row) for row in text.elements}
    people = people_named(text.version.municipality)

    def above(row: Any) -> str:
        return names.get(getattr(row, "parent_source_id", None) or getattr(row, "element_source_id", None), "")

    def responsible(row: Any) -> str:
        return person_named(getattr(row, "responsible_id", None), people)

    users = users_named(action.stated_by_id for action in text.actions)

    def stater(row: Any) -> str:
        return person_named(getattr(row, "stated_by_id", None), users)

    def field(name: str, words: Mapping[str, Any] | None = None) -> Any:
        return lambda row: (words or {}).get(getattr(row, name, ""), getattr(row, name, ""))

    return [
        Column(key="level", label=_("Level"), value=lambda row: getattr(row, "level_name", _("Action"))),
        Column(key="under", label=_("Under"), value=above),
        Column(key="code", label=_("Code"), value=field("code")),
        Column(key="title", label=_("Title"), value=field("title")),
        Column(key="text", label=_("Text"), value=field("text")),
        Column(key="reason", label=_("Why it matters"), value=field("reason")),
        Column(key="sponsor", label=_("Political sponsor"), value=field("sponsor_name")),
        Column(key="lead", label=_("Lead department"), value=field("lead_department_name")),
        Column(key="contributing", label=_("Contributing departments"), value=field("contributing_department_names")),
        Column(key="further", label=_("Further elements it contributes to"), value=field("further_elements")),
        Column(key="responsible", label=_("Responsible person"), value=responsible),
        Column(key="starts", label=_("Starts on"), value=field("starts_on")),
        Column(key="ends", label=_("Ends on"), value=field("ends_on")),
        Column(key="continuous", label=_("Continuous"), value=field("is_continuous")),
        Column(key="priority", label=_("Priority"), value=field("priority", PRIORITIES)),
        Column(key="weight", label=_("Weight"), value=field("weight")),
        Column(key="file", label=_("File number"), value=field("file_number")),
        Column(key="status", label=_("Stated status"), value=status_then),
        Column(key="progress", label=_("Stated progress"), value=field("stated_progress")),
        Column(key="stated_on", label=_("Stated on"), value=field("stated_on")),
        Column(key="stated_by", label=_("Stated by"), value=stater),
        Column(key="stated_in", label=_("Stated in"), value=field("stated_in")),
        Column(key="aligned", label=_("Alignments"), value=field("alignments")),
    ]


COMPARISON_COLUMNS = [
    Column(key="part", label=gettext_lazy("Part"), value=lambda row: row[0]),
    Column(key="act", label=gettext_lazy("Difference"), value=lambda row: row[1]),
    Column(key="name", label=gettext_lazy("Title"), value=lambda row: row[2]),
    Column(key="field", label=gettext_lazy("Field"), value=lambda row: row[3]),
    Column(key="before", label=gettext_lazy("Before"), value=lambda row: row[4]),
    Column(key="after", label=gettext_lazy("After"), value=lambda row: row[5]),
]


def export_comparison(
    request: HttpRequest, version: Version, other: Version | None, comparison: TextComparison, suffix: str
) -> HttpResponse:
    rows: list[tuple] = [
        (_("Plan"), pgettext("difference", "Changed"), version.title, *difference_cells(difference))
        for difference in comparison.plan
    ]
    for part, found in ((_("Element"), comparison.elements), (_("Action"), comparison.actions)):
        rows += [
            (part, pgettext("difference", "Changed"), each.row, *difference_cells(difference))
            for each in found.changed
            for difference in each.differences
        ]
        rows += [(part, _("Added"), row, "", "", "") for row in found.added]
        rows += [(part, _("Taken away"), row, "", "", "") for row in found.removed]
    until = other.number if other else _("today")
    name = f"{version.plan.slug}-{version.number}-{until}"
    return file_response(request, version, COMPARISON_COLUMNS, rows, name, suffix)


def difference_cells(difference: Any) -> tuple[Any, Any, Any]:
    return difference.label, shown(difference.before), shown(difference.after)
