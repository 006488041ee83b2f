"""Plans in the administration site: the superuser's, read by administrators; the services decide as everywhere."""

from contextlib import suppress
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from intlstrategy.municipalities.scoped_admin import FilterWithinReach, ScopedAdmin, TenantAdmin, register_scoped
from intlstrategy.planning.forms.administration import (
    ActionAdminForm,
    AlignmentAdminForm,
    AttachmentAdminForm,
    ElementAdminForm,
    PlanAdminForm,
)
from intlstrategy.planning.models import (
    Action,
    ActionDepartment,
    ActionElement,
    Alignment,
    Attachment,
    Diagnosis,
    DiagnosisAnswer,
    Element,
    Level,
    Plan,
    PlanPriority,
    Version,
    VersionAction,
    VersionElement,
)
from intlstrategy.planning.services.actions import save_action
from intlstrategy.planning.services.alignment import refuse_own_plan
from intlstrategy.planning.services.attachments import attach_document
from intlstrategy.planning.services.diagnosis import bin_diagnosis, save_diagnosis
from intlstrategy.planning.services.holding import demand_open, hold, hold_places
from intlstrategy.planning.services.plans import bin_plan, create_plan, save_plan
from intlstrategy.planning.services.tree import add_element


@admin.register(Plan)
class PlanAdmin(ScopedAdmin):
    form = PlanAdminForm
    shown_along = ("status",)
    list_display = ["title", "kind", "status", "starts_on", "ends_on"]
    list_filter = ["kind", "status", "is_public", "lead_department"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Plan, form: Any) -> None:
        levels = form.cleaned_data["levels"]
        if obj.pk is None:
            create_plan(plan=obj, levels=levels, by=request.user)
        else:
            save_plan(plan=obj, levels=levels, by=request.user, seen=form.cleaned_data["seen"])

    def put_away(self, obj: Plan, request: HttpRequest) -> None:
        bin_plan(plan=obj, by=request.user)


class InPlanAdmin(ScopedAdmin):
    """What belongs to a plan is worked on while the plan is open."""

    def plan_of(self, obj: Any) -> Plan | None:
        return obj.plan

    def demand_open(self, obj: Any) -> None:
        plan = self.plan_of(obj)
        hold(plan)
        demand_open(plan)

    def hold(self, rows: QuerySet) -> None:
        for row in rows:
            with suppress(ValidationError):  # what is in the bin is refused when its page is looked for
                hold(self.plan_of(row))
        super().hold(rows)

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        self.demand_open(obj)
        super().write(request, obj, form)

    def put_away(self, obj: Any, request: HttpRequest) -> None:
        self.demand_open(obj)
        super().put_away(obj, request)


@admin.register(Level)
class LevelAdmin(InPlanAdmin):
    """Levels come and go in the form of their plan, since elements stand on them."""

    actions: ClassVar[list[str]] = []
    fixed = ("plan", "depth")
    list_display = ["singular", "plural", "depth", "plan"]
    list_filter = ["depth", "plan"]
    search_fields = ["singular", "plural", "plan__folded"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(PlanPriority)
class PlanPriorityAdmin(InPlanAdmin):
    fixed = ("plan",)
    list_display = ["place", "share", "plan"]
    list_filter = ["place", "plan"]
    search_fields = ["place", "reason", "plan__folded"]


@admin.register(Element)
class ElementAdmin(InPlanAdmin):
    form = ElementAdminForm
    fixed = ("plan", "parent")
    shown_along = ("depth", "external_id")
    list_display = ["title", "code", "depth", "plan"]
    list_filter = ["depth", "plan", "lead_department"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Element, form: Any) -> None:
        if obj.pk is None:
            add_element(element=obj, by=request.user)
        else:
            super().write(request, obj, form)


@admin.register(Action)
class ActionAdmin(InPlanAdmin):
    form = ActionAdminForm
    fixed = ("element",)
    shown_along = ("plan", "standing", "stated_status", "stated_progress", "stated_on", "external_id")
    list_display = ["title", "code", "stated_status", "lead_department", "ends_on"]
    list_filter = ["stated_status", "standing", "plan", "lead_department"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Action, form: Any) -> None:
        save_action(action=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Diagnosis)
class DiagnosisAdmin(InPlanAdmin):
    fixed = ("plan",)
    list_display = ["title", "kind", "plan"]
    list_filter = ["kind", "plan", "dimension"]
    search_fields = ["folded"]

    def write(self, request: HttpRequest, obj: Diagnosis, form: Any) -> None:
        answers = obj.answers.filter(binned_at=None).select_related("element") if obj.pk else ()
        elements = [answer.element for answer in answers]
        save_diagnosis(diagnosis=obj, elements=elements, by=request.user, seen=form.cleaned_data.get("seen"))

    def put_away(self, obj: Diagnosis, request: HttpRequest) -> None:
        bin_diagnosis(diagnosis=obj, by=request.user)


class OfActionAdmin(InPlanAdmin):
    def plan_of(self, obj: Any) -> Plan | None:
        return obj.action.plan


class ActionElementAdmin(OfActionAdmin):
    def write(self, request: HttpRequest, obj: ActionElement, form: Any) -> None:
        hold_places([obj.element], obj.action)
        demand_open(obj.element.plan)
        place = Action._base_manager.values_list("element_id", flat=True).get(pk=obj.action_id)
        if obj.element_id == place:
            raise ValidationError(_("This is the action’s own place in the plan, not a further one."))
        super().write(request, obj, form)


class ActionDepartmentAdmin(OfActionAdmin):
    def write(self, request: HttpRequest, obj: ActionDepartment, form: Any) -> None:
        if obj.department_id == obj.action.lead_department_id:
            raise ValidationError(_("This department leads the action: it does not also contribute."))
        super().write(request, obj, form)


class DiagnosisAnswerAdmin(InPlanAdmin):
    def plan_of(self, obj: DiagnosisAnswer) -> Plan:
        return obj.diagnosis.plan

    def write(self, request: HttpRequest, obj: DiagnosisAnswer, form: Any) -> None:
        if obj.element.plan_id != obj.diagnosis.plan_id:
            raise ValidationError(_("An answer is an element of the same plan."))
        super().write(request, obj, form)


class AlignmentAdmin(InPlanAdmin):
    form = AlignmentAdminForm

    def plan_of(self, obj: Alignment) -> Plan | None:
        aligned: Any = obj.element or obj.action
        return aligned.plan

    def write(self, request: HttpRequest, obj: Alignment, form: Any) -> None:
        aligned: Any = obj.element or obj.action
        refuse_own_plan(aligned, [obj.plan_element] if obj.plan_element else [])
        super().write(request, obj, form)


@admin.register(Attachment)
class AttachmentAdmin(ScopedAdmin):
    """Administrators hold no CONFIDE: where a confidential document is attached is not in their list."""

    form = AttachmentAdminForm
    fixed = ("document", "plan", "element", "action")
    list_display = ["document", "plan", "element", "action"]
    list_filter = ["document__visibility", "plan"]
    search_fields = ["document__folded"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.exclude(document__visibility="confidential")

    def write(self, request: HttpRequest, obj: Attachment, form: Any) -> None:
        if obj.pk is None:
            holder: Any = obj.record
            obj.pk = attach_document(document=obj.document, holder=holder, by=request.user).pk
        else:
            super().write(request, obj, form)


register_scoped(
    ActionElement,
    base=ActionElementAdmin,
    listed=["action", "element"],
    search=["action__folded", "element__folded"],
    filters=[("element__plan", FilterWithinReach)],
    fixed=("action", "element"),
)
register_scoped(
    ActionDepartment,
    base=ActionDepartmentAdmin,
    listed=["action", "department"],
    search=["action__folded", "department__folded"],
    filters=["department"],
    fixed=("action", "department"),
)
register_scoped(
    DiagnosisAnswer,
    base=DiagnosisAnswerAdmin,
    listed=["diagnosis", "element"],
    search=["diagnosis__folded", "element__folded"],
    filters=["diagnosis__kind", ("element__plan", FilterWithinReach)],
    fixed=("diagnosis", "element"),
)
register_scoped(
    Alignment,
    base=AlignmentAdmin,
    listed=["element", "action", "goal", "goal_target", "urban_objective", "plan_element"],
    search=["element__folded", "action__folded"],
    filters=["goal", ("element__plan", FilterWithinReach)],
    fixed=("element", "action", "goal", "goal_target", "urban_objective", "plan_element"),
)


@admin.register(Version)
class VersionAdmin(TenantAdmin):
    """What was approved is read, and changed by nobody. A confidential document is not named to administrators."""

    list_display = ["plan", "number", "approved_by_body", "approved_on"]
    list_filter = ["plan"]
    search_fields = ["title", "approved_by_body", "plan__folded"]

    def get_fields(self, request: HttpRequest, obj: Version | None = None) -> list[str]:
        names = list(super().get_fields(request, obj))
        is_kept = obj is not None and obj.document is not None and obj.document.is_confidential
        return [name for name in names if name != "document" or request.user.is_superuser or not is_kept]


@admin.register(VersionElement)
class VersionElementAdmin(TenantAdmin):
    list_display = ["title", "code", "version"]
    list_filter = [("version__plan", FilterWithinReach), "depth"]
    search_fields = ["title", "code"]


@admin.register(VersionAction)
class VersionActionAdmin(TenantAdmin):
    list_display = ["title", "code", "version"]
    list_filter = [("version__plan", FilterWithinReach), "stated_status"]
    search_fields = ["title", "code"]
