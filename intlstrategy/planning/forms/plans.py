from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.planning.models import Plan
from intlstrategy.planning.models.plan import DEEPEST, deepest_in
from intlstrategy.planning.services.plans import LevelName


class LevelsField(forms.CharField):
    """The names of the levels, one line each, top first: “Axis / Axes”."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "w-m"})

    def clean(self, value: Any) -> list[LevelName]:  # type: ignore[override]
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > DEEPEST:
            raise ValidationError(_("A plan has at most %(most)d levels."), params={"most": DEEPEST})
        return [self.names(line) for line in lines]

    def names(self, line: str) -> LevelName:
        singular, slash, plural = (part.strip() for part in line.partition("/"))
        if not slash or not singular or not plural:
            raise ValidationError(
                _("“%(line)s”: write one and several of them with a slash between, such as Axis / Axes."),
                params={"line": line},
            )
        if len(singular) > 60 or len(plural) > 60:
            raise ValidationError(_("“%(line)s” is too long: up to 60 characters each."), params={"line": line})
        return singular, plural


class PlanForm(ScopedModelForm):
    levels = LevelsField(
        label=_("Names of the levels"),
        help_text=_("One line for each level, from the top: one of them / several of them. From 1 to 5 levels."),
    )

    class Meta:
        model = Plan
        fields = [
            "title", "slug", "kind", "summary", "starts_on", "ends_on", "sponsor", "lead_department",
            "strategy", "city_plan", "origin", "is_public",
        ]  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if deepest_in(self.municipality) < DEEPEST:
            self.fields["levels"].help_text = _(
                "One line for each level, from the top: one of them / several of them. One or two levels in simple mode."
            )
        self.fields["strategy"].queryset = self.fields["strategy"].queryset.strategies()
        self.fields["city_plan"].queryset = self.fields["city_plan"].queryset.city_plans()
        if self.instance.pk:
            names = self.instance.levels.filter(binned_at=None)
            self.fields["levels"].initial = "\n".join(f"{level.singular} / {level.plural}" for level in names)
        else:
            self.fields["levels"].initial = _("Axis / Axes\nObjective / Objectives")

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), "title", "slug", "kind", "summary"),
            Section(_("Period"), Pair("starts_on", "ends_on")),
            Section(_("Levels"), "levels", lead=_("The city’s own words for the parts of its plan.")),
            Section(_("Who is in charge"), Pair("sponsor", "lead_department")),
            Section(_("How it fits"), Pair("strategy", "city_plan"), "origin", "is_public"),
        )
