"""Elements: their page, their form, and their row of the tree edited in place."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.figures import Judged
from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.pages import (
    ScopedBin,
    ScopedCreate,
    ScopedEdit,
    ScopedHistory,
    shown_value,
    typed_values,
)
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.elements import ElementForm, ElementInlineForm
from intlstrategy.planning.judged import judged_actions, judged_elements, weighed_in
from intlstrategy.planning.models import Action, Alignment, DiagnosisAnswer, Element, Level, Plan
from intlstrategy.planning.services.tree import add_element, bin_element, save_element
from intlstrategy.planning.tree import grow
from intlstrategy.planning.views.attachments import attachments_of, may_attach
from intlstrategy.planning.views.tree import answer

MOST_ACTIONS = 50


def ancestors_of(element: Element, elements: dict[int, Element]) -> list[Element]:
    """From the top of the plan down to the parent, read from rows already in memory."""
    found: list[Element] = []
    parent = elements.get(element.parent_id) if element.parent_id else None
    while parent is not None and parent not in found:
        found.insert(0, parent)
        parent = elements.get(parent.parent_id) if parent.parent_id else None
    return found


class ElementDetail(ScopedView, DetailView):
    capability = Capability.READ
    queryset = Element.objects.select_related("sponsor", "lead_department")

    def get_queryset(self):
        return super().get_queryset().filter(plan__slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        element = self.object
        rows = Element.objects.of(self.municipality).filter(plan_id=element.plan_id).defer("text", "source_columns")
        elements = {row.pk: row for row in rows.in_tree_order()}
        children = [row for row in elements.values() if row.parent_id == element.pk]
        siblings = [row for row in elements.values() if row.parent_id == element.parent_id]
        total = sum(row.weight for row in siblings)
        actions = (
            Action.objects.of(self.municipality).filter(element=element).accepted().select_related("lead_department")
        )
        shown = list(actions.in_order()[: MOST_ACTIONS + 1])
        mine = self.judged(list(elements.values()), shown)
        alignments = Alignment.objects.of(self.municipality).filter(element=element)
        return super().get_context_data(**kwargs) | {
            "plan": element.plan,
            "ancestors": ancestors_of(element, elements),
            "levels": {
                level.depth: level for level in Level.objects.of(self.municipality).filter(plan_id=element.plan_id)
            },
            "children": children,
            "share": element.weight * 100 / total if total else None,
            "actions": shown,
            "judged": mine,
            "most_actions": MOST_ACTIONS,
            "alignments": list(
                alignments.select_related("goal", "goal_target", "urban_objective", "plan_element__plan")
            ),
            "answers": list(
                DiagnosisAnswer.objects.of(self.municipality).filter(element=element).select_related("diagnosis")
            ),
            "attachments": attachments_of(element, self.membership),
            "may_align": self.membership.can(Capability.EDIT) and element.plan.is_open,
            "may_attach": may_attach(self.membership, element),
            "documents_url": reverse(
                "planning:element-documents", args=[self.municipality.slug, element.plan.slug, element.pk]
            ),
            "panels": panels_for(element, self.membership),
        }

    def judged(self, elements: list[Element], shown: list[Action]) -> Judged:
        """What is judged of this element; the actions that are shown know what is judged of them."""
        weighed = weighed_in(self.object.plan)
        judged = judged_actions(self.municipality, weighed)
        for action in shown:
            action.judged = judged[action.pk]  # type: ignore[attr-defined]
        return judged_elements(grow(elements), weighed, judged)[self.object.pk]


class ElementPage:
    """What the form pages of an element share."""

    model = Element
    form_class = ElementForm
    capability = Capability.EDIT
    submit_label = gettext_lazy("Save element")

    def get_plan(self) -> Plan:
        return get_object_or_404(Plan.objects.of(self.municipality), slug=self.kwargs["slug"])

    def get_queryset(self):
        return super().get_queryset().filter(plan__slug=self.kwargs["slug"])

    def get_crumbs(self) -> list[tuple[Any, str]]:
        plan = self.get_plan()
        return [
            (_("Plans"), reverse("planning:plan-list", args=[self.municipality.slug])),
            (plan.title, plan.get_absolute_url()),
        ]

    def get_success_url(self) -> str:
        return f"{self.object.plan.get_absolute_url()}?edit=1#e{self.object.pk}"


class ElementCreate(ElementPage, ScopedCreate):
    add_another = True
    done_message = gettext_lazy("“%(name)s” is added.")

    def get_parent(self) -> Element | None:
        asked = whole(self.request.GET.get("parent", ""))
        rows = Element.objects.of(self.municipality).filter(plan__slug=self.kwargs["slug"])
        return get_object_or_404(rows, pk=asked) if asked is not None else None

    def get_title(self) -> Any:
        parent = self.get_parent()
        depth = parent.depth + 1 if parent else 1
        level = Level.objects.of(self.municipality).filter(plan__slug=self.kwargs["slug"], depth=depth).first()
        name = level.singular if level else _("element")
        if parent:
            return _("Add below “%(parent)s”: %(level)s") % {"level": name, "parent": parent}
        return _("Add to the plan: %(level)s") % {"level": name}

    def get_form_kwargs(self):
        # The constraints of an element name its plan, so it is there before the form is validated.
        return super().get_form_kwargs() | {"instance": Element(plan=self.get_plan(), parent=self.get_parent())}

    def save(self, form: ElementForm) -> Element:
        return add_element(element=form.save(commit=False), by=self.request.user)


class ElementEdit(ElementPage, ScopedEdit):
    title = gettext_lazy("Edit element")
    done_message = gettext_lazy("“%(name)s” is saved.")

    def get_ever(self) -> QuerySet:
        return super().get_ever().filter(plan__slug=self.kwargs["slug"])

    def save(self, form: ElementForm) -> Element:
        return save_element(element=form.save(commit=False), by=self.request.user, seen=self.get_seen())


class ElementBin(ScopedBin):
    model = Element

    def carry_out(self, seen: int | None) -> None:
        bin_element(element=self.object, by=self.request.user, seen=seen)

    def get_queryset(self):
        return super().get_queryset().filter(plan__slug=self.kwargs["slug"])

    def get_success_url(self) -> str:
        return f"{self.object.plan.get_absolute_url()}?edit=1"


class ElementHistory(ScopedHistory):
    model = Element

    def get_queryset(self):
        return super().get_queryset().filter(plan__slug=self.kwargs["slug"])


class ElementInline(ElementEdit):
    """The row of an element as a form in the tree; without htmx its full form does the same."""

    form_class = ElementInlineForm
    template_name = "planning/_element_inline.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.htmx:
            return super().get(request, *args, **kwargs)
        element = self.get_object()
        return redirect("planning:element-edit", self.municipality.slug, element.plan.slug, element.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"auto_id": f"e{self.kwargs['pk']}-%s"}  # several rows may be open at once

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"plan": self.object.plan}

    def after_saving(self, url: str) -> HttpResponse:
        messages.success(self.request, self.done_message % {"name": self.object})
        return answer(self.request, self.object.plan, f"e{self.object.pk}")

    def taken_away(self, form: ElementInlineForm, record: Any) -> HttpResponse:
        """The tree without the row, above it what was typed."""
        if not self.request.htmx:
            return super().taken_away(form, record)
        typed = "; ".join(f"{label}: {value}" for label, value in typed_values(form) if value)
        messages.error(self.request, _("This element is gone by now. You had typed: %(typed)s") % {"typed": typed})
        return answer(self.request, self.object.plan, "tree")

    def conflict(self, form: ElementInlineForm, stale: Stale) -> HttpResponse:
        """Both texts of each field in the row itself; saving again writes what was chosen over the new revision."""
        current = stale.current
        stored = self.form_class(instance=current, municipality=self.municipality)
        over_it = self.form_class(form.data, instance=current, municipality=self.municipality)
        differing = [
            {
                "bound": form[name],
                "mine": shown_value(form, name, form.data),
                "theirs": shown_value(stored, name, None),
            }
            for name in over_it.changed_data
        ]
        context = self.get_context_data(form=form) | {
            "differing": differing,
            "current": current,
            "last": current.history.select_related("history_user").first(),
            "seen": current.revision,
        }
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
