"""Elements: their page, their form, and their row of the tree edited in place."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from intlstrategy.core.numbers import whole
from intlstrategy.core.registry import panels_for
from intlstrategy.municipalities.access import ScopedView, requires
from intlstrategy.municipalities.editing import Stale, save_record
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory, seen_in
from intlstrategy.municipalities.roles import Capability
from intlstrategy.planning.forms.elements import ElementForm, ElementInlineForm
from intlstrategy.planning.models import Action, Alignment, DiagnosisAnswer, Element, Level, Plan
from intlstrategy.planning.services.tree import add_element, demand_open
from intlstrategy.planning.views.attachments import attachments_of
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
        alignments = Alignment.objects.of(self.municipality).filter(element=element)
        return super().get_context_data(**kwargs) | {
            "plan": element.plan,
            "ancestors": ancestors_of(element, elements),
            "levels": {
                level.depth: level for level in Level.objects.of(self.municipality).filter(plan_id=element.plan_id)
            },
            "children": children,
            "share": element.weight * 100 / total if total else None,
            "actions": list(actions.in_order()[: MOST_ACTIONS + 1]),
            "most_actions": MOST_ACTIONS,
            "alignments": list(
                alignments.select_related("goal", "goal_target", "urban_objective", "plan_element__plan")
            ),
            "answers": list(
                DiagnosisAnswer.objects.of(self.municipality).filter(element=element).select_related("diagnosis")
            ),
            "attachments": attachments_of(element, self.membership),
            "documents_url": reverse(
                "planning:element-documents", args=[self.municipality.slug, element.plan.slug, element.pk]
            ),
            "panels": panels_for(element, self.membership),
        }


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

    def save(self, form: ElementForm) -> Element:
        demand_open(self.object.plan)
        return super().save(form)


class ElementBin(ScopedBin):
    model = Element

    def get_queryset(self):
        return super().get_queryset().filter(plan__slug=self.kwargs["slug"])

    def get_success_url(self) -> str:
        return f"{self.object.plan.get_absolute_url()}?edit=1"


class ElementHistory(ScopedHistory):
    model = Element

    def get_queryset(self):
        return super().get_queryset().filter(plan__slug=self.kwargs["slug"])


@requires(Capability.EDIT)
def element_inline(request: HttpRequest, municipality: Municipality, slug: str, pk: int) -> HttpResponse:
    """The row of an element as a form in the tree; without htmx its full form does the same."""
    element = get_object_or_404(Element.objects.of(municipality).filter(plan__slug=slug), pk=pk)
    if not request.htmx:
        return redirect("planning:element-edit", municipality.slug, slug, pk)
    form = ElementInlineForm(request.POST or None, instance=element, municipality=municipality)
    if request.method == "POST" and form.is_valid():
        try:
            demand_open(element.plan)
            save_record(form.save(commit=False), by=request.user, seen=seen_in(request.POST))
        except Stale:
            form.add_error(None, _("Somebody saved this element meanwhile. Open its page to see both texts."))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": element})
            return answer(request, element.plan, f"e{pk}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "form": form,
        "element": element,
        "plan": element.plan,
        "seen": request.POST.get("_seen") or element.revision,
    }
    return render(request, "planning/_element_inline.html", context, status=status)
