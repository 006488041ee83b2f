from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.numbers import read_percent
from intlstrategy.core.places import Region, place_name, place_named
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.planning.models import Plan
from intlstrategy.planning.models.plan import DEEPEST, deepest_in
from intlstrategy.planning.services.plans import LevelName
from intlstrategy.planning.services.priorities import Stated

MOST_PRIORITIES = 40
LONGEST_REASON = 300


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


class PrioritiesField(forms.CharField):
    """Parts of the world, one line each, the first first: “Cuba / 20 / Its emigrants live there”."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[Stated]:  # type: ignore[override]
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_PRIORITIES:
            raise ValidationError(_("A plan has at most %(most)d priorities."), params={"most": MOST_PRIORITIES})
        found = [self.read(line) for line in lines]
        twice = next(
            (each for number, each in enumerate(found) if each.place in {e.place for e in found[:number]}), None
        )
        if twice:
            raise ValidationError(_("“%(place)s” stands there twice."), params={"place": place_name(twice.place)})
        return found

    def read(self, line: str) -> Stated:
        name, share, reason = (part.strip() for part in [*line.split("/", 2), "", ""][:3])
        place = place_named(name)
        if not place:
            raise ValidationError(
                _("“%(name)s” is no country or region known here. Write the name of a country, or one of the regions above."),
                params={"name": name},
            )  # fmt: skip
        if len(reason) > LONGEST_REASON:
            raise ValidationError(_("“%(line)s” is too long: up to 300 characters for the reason."), params={"line": line})  # fmt: skip
        try:
            return Stated(place, read_percent(share), reason)
        except ValueError as error:
            raise ValidationError("%(line)s: %(error)s", params={"line": line, "error": error}) from error


def priorities_in_lines(plan: Plan) -> str:
    """The priorities of a plan as they are written in its form."""
    lines = []
    for row in plan.priorities.filter(binned_at=None):
        share = "" if row.share is None else f"{row.share.normalize():f}"
        lines.append(" / ".join([place_name(row.place), share, row.reason]).rstrip(" /"))
    return "\n".join(lines)


def regions_in_words() -> str:
    regions = ", ".join(str(each.label) for each in Region)
    return gettext(
        "One line for each region or country, the most important first; after a slash its share of the relations in per"
        " cent, and after another why: Cuba / 20 / Many of our emigrants live there. Regions: %(regions)s."
    ) % {"regions": regions}


class PlanForm(ScopedModelForm):
    levels = LevelsField(
        label=_("Names of the levels"),
        help_text=_("One line for each level, from the top: one of them / several of them. From 1 to 5 levels."),
    )

    priorities = PrioritiesField(
        label=_("Geographic priorities"), required=False, help_text=lazy(regions_in_words, str)()
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
            self.fields["priorities"].initial = priorities_in_lines(self.instance)
        else:
            self.fields["levels"].initial = _("Axis / Axes\nObjective / Objectives")

    def told_beside(self) -> dict[str, Any]:
        """What is stored beside the plan itself."""
        return {name: self.cleaned_data[name] for name in ("levels", "priorities")}

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it is"), "title", "slug", "kind", "summary"),
            Section(_("Period"), Pair("starts_on", "ends_on")),
            Section(_("Levels"), "levels", lead=_("The city’s own words for the parts of its plan.")),
            Section(
                _("Where in the world"), "priorities", lead=_("The map of the world holds the relations against them.")
            ),
            Section(_("Who is in charge"), Pair("sponsor", "lead_department")),
            Section(_("How it fits"), Pair("strategy", "city_plan"), "origin", "is_public"),
        )
