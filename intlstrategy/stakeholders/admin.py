from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.municipalities.scoped_admin import ScopedAdmin
from intlstrategy.stakeholders.models import Appraisal, Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import save_person, save_position
from intlstrategy.stakeholders.services.stakeholders import save_appraisal


@admin.register(Stakeholder)
class StakeholderAdmin(ScopedAdmin):
    list_display = ["name", "kind", "sector", "country", "owner"]
    list_filter = ["kind", "sector", "level", "country"]
    search_fields = ["folded"]


@admin.register(Appraisal)
class AppraisalAdmin(ScopedAdmin):
    fixed = ("stakeholder",)
    list_display = ["stakeholder", "on", "influence", "interest", "awareness"]
    list_filter = ["influence", "interest", "awareness"]
    search_fields = ["stakeholder__folded"]
    list_select_related = ["stakeholder"]

    def write(self, request: HttpRequest, obj: Appraisal, form: Any) -> None:
        save_appraisal(appraisal=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    list_display = ["name", "purpose", "basis", "keep_until"]
    list_filter = ["purpose", "basis", "keep_until"]
    search_fields = ["folded"]
    shown_along = ("erased_at",)

    def write(self, request: HttpRequest, obj: Person, form: Any) -> None:
        save_person(person=obj, by=request.user, seen=form.cleaned_data.get("seen"))


@admin.register(Position)
class PositionAdmin(ScopedAdmin):
    fixed = ("person",)
    list_display = ["title", "person", "stakeholder", "starts_on", "ends_on"]
    list_filter = ["side", "is_main"]
    search_fields = ["person__folded", "stakeholder__folded"]
    list_select_related = ["person", "stakeholder"]

    def write(self, request: HttpRequest, obj: Position, form: Any) -> None:
        save_position(position=obj, by=request.user, seen=form.cleaned_data.get("seen"))
