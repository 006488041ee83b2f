"""The product's addresses after the bare pages: same rows, same columns, session and sign-in, and nothing else."""

from functools import cache
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.models import Engagement
from intlstrategy.stakeholders.models import Stakeholder

TABLE = """<!DOCTYPE html><html lang="en"><head><title>Plain</title></head><body><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell|default_if_none:"" }}</td>{% endfor %}</tr>{% endfor %}
</table></body></html>"""
FORM = """{% load crispy_forms_tags %}<!DOCTYPE html><html lang="en"><head><title>Plain</title></head>
<body><form method="post">{% csrf_token %}{% crispy form %}</form></body></html>"""


@cache
def compiled(text: str) -> Any:
    return engines["django"].from_string(text)


def show(request: HttpRequest, text: str, context: dict) -> HttpResponse:
    return HttpResponse(compiled(text).render(context, request))


def register(request: HttpRequest, municipality: str) -> HttpResponse:
    rows = (
        Action.objects.filter(municipality__slug=municipality, binned_at=None)
        .order_by("folded", "pk")
        .values_list(
            "title",
            "element__title",
            "responsible__name",
            "lead_department__name",
            "ends_on",
            "stated_status",
            "stated_progress",
        )
    )
    return show(request, TABLE, {"rows": rows[:100]})


def stakeholders(request: HttpRequest, municipality: str) -> HttpResponse:
    """With the latest influence, interest and awareness, as the register shows them."""
    rows = (
        Stakeholder.objects.filter(municipality__slug=municipality, binned_at=None)
        .appraised_by(timezone.localdate())
        .order_by("folded", "pk")
        .values_list(
            "name",
            "kind",
            "level__name_en",
            "place",
            "country",
            "current_influence",
            "current_interest",
            "current_awareness",
            "owner__name",
        )
    )
    return show(request, TABLE, {"rows": rows[:100]})


def engagements(request: HttpRequest, municipality: str) -> HttpResponse:
    """With the organisation that was noted first, as the register shows them."""
    rows = (
        Engagement.objects.filter(municipality__slug=municipality, binned_at=None)
        .with_first_counterpart()
        .order_by("-on", "-pk")
        .values_list("title", "place", "on", "kind", "counterpart", "department__name", "owner__name")
    )
    return show(request, TABLE, {"rows": rows[:100]})


def elements(request: HttpRequest, municipality: str, slug: str) -> HttpResponse:
    """What the page of a plan shows as it is opened: its elements with the actions below each, and actions by status."""
    actions = Action.objects.filter(municipality__slug=municipality, plan__slug=slug, binned_at=None)
    by_status = actions.order_by().values_list("stated_status").annotate(n=Count("pk"))
    by_element = dict(actions.order_by().values_list("element").annotate(n=Count("pk")))
    rows = (
        Element.objects.filter(municipality__slug=municipality, plan__slug=slug, binned_at=None)
        .order_by("depth", "position")
        .values_list("pk", "code", "title", "sponsor__title", "lead_department__name")
    )
    return show(request, TABLE, {"rows": [*by_status, *((*row, by_element.get(row[0], 0)) for row in rows)]})


class BareForm(forms.ModelForm):
    class Meta:
        model = Action
        fields = [
            "title", "text", "reason", "element", "code", "lead_department", "responsible", "starts_on", "ends_on",
            "is_continuous", "priority", "weight", "file_number",
        ]  # fmt: skip


def form(request: HttpRequest, municipality: str, pk: int) -> HttpResponse:
    bare = BareForm(instance=Action.objects.get(municipality__slug=municipality, pk=pk))
    bare.helper = FormHelper()
    bare.helper.form_tag = False
    return show(request, FORM, {"form": bare})


urlpatterns = [
    path("plain/<slug:municipality>/actions/", register),
    path("plain/<slug:municipality>/stakeholders/", stakeholders),
    path("plain/<slug:municipality>/engagements/", engagements),
    path("plain/<slug:municipality>/plans/<slug:slug>/", elements),
    path("plain/<slug:municipality>/actions/<int:pk>/", form),
    path("", include("intlstrategy.urls")),
]
