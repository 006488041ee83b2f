from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from intlstrategy.municipalities.scoped_admin import ScopedAdmin
from intlstrategy.stakeholders.models import Appraisal, Stakeholder
from intlstrategy.stakeholders.services import save_appraisal


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
