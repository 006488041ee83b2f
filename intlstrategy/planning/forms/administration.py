"""What the administration site asks of the records of a plan."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.forms.administration import ScopedAdminForm
from intlstrategy.planning.forms.plans import LevelsField
from intlstrategy.planning.models.alignment import TARGETS


class PlanAdminForm(ScopedAdminForm):
    levels = LevelsField(
        label=_("Names of the levels"),
        help_text=_("One line for each level, from the top: one of them / several of them. From 1 to 5 levels."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = self.instance.levels.filter(binned_at=None) if self.instance.pk else ()
        known = "\n".join(f"{level.singular} / {level.plural}" for level in names)
        self.initial["levels"] = known or _("Axis / Axes\nObjective / Objectives")


class ElementAdminForm(ScopedAdminForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance._state.adding:
            parent = data.get("parent")
            self.instance.depth = parent.depth + 1 if parent else 1
            if parent and data.get("plan") and parent.plan_id != data["plan"].pk:
                self.add_error("parent", ValidationError(_("An element stays in its own plan.")))
        return data


class ActionAdminForm(ScopedAdminForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance._state.adding:
            self.instance.plan = data["element"].plan if data.get("element") else None
        return data


class LinkAdminForm(ScopedAdminForm):
    """A row that links one record with one other, of several kinds."""

    one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for names in self.one_of if self.instance._state.adding else ():
            if sum(bool(data.get(name)) for name in names) != 1 and not self.errors:
                for name in names:
                    self.add_error(name, ValidationError(_("Choose exactly one of these.")))
        return data


class AlignmentAdminForm(LinkAdminForm):
    one_of = (("element", "action"), TARGETS)


class AttachmentAdminForm(LinkAdminForm):
    one_of = (("plan", "element", "action"),)
