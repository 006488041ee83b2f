"""The steps of bringing a plan in: the file, the columns, the names, and nothing else to know."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import PageForm, Pair, Section
from intlstrategy.interchange.formats import FORMATS
from intlstrategy.interchange.formats.base import LEVEL_KEY
from intlstrategy.interchange.formats.targets import BY_KEY, TARGETS
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import LARGEST_FILE, MEGABYTE
from intlstrategy.interchange.services.runs import slug_from, title_from
from intlstrategy.interchange.sheets import IDENTIFIED, IDENTIFIER, SHEETS
from intlstrategy.municipalities.models import Municipality
from intlstrategy.municipalities.reserved import RESERVED_INSIDE, lower_case, not_reserved_inside
from intlstrategy.planning.models import Plan


class PlaceForm(PageForm):
    """Into which plan a file goes: one that exists, or a new one."""

    plan = forms.ModelChoiceField(
        label=_("Into the plan"), queryset=Plan.objects.none(), required=False, empty_label=_("A new plan")
    )
    title = forms.CharField(
        label=_("Title of the new plan"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the name of the file."),
    )
    slug = forms.CharField(
        label=_("Address of the new plan"), max_length=80, required=False, validators=[validate_slug, lower_case, not_reserved_inside],
        help_text=_("Lower-case letters, numbers and hyphens. Left empty, made from the title."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of the new plan"), choices=Plan.Kind.choices, required=False)
    starts_on = forms.DateField(
        label=_("Starts on"), required=False, help_text=_("Left empty, the first date of the file.")
    )
    ends_on = forms.DateField(label=_("Ends on"), required=False, help_text=_("Left empty, the last date of the file."))

    def __init__(self, *args: Any, municipality: Municipality, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality, self.name = municipality, name
        self.fields["plan"].queryset = Plan.objects.of(municipality).exclude(status=Plan.Status.CLOSED)  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            Section(_("Where it goes"), "plan"),
            Section(
                _("The new plan"), "title", "slug", "kind", Pair("starts_on", "ends_on"),
                lead=_("Only when it goes into a new plan."),
            ),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("plan") or self.errors.get("file"):
            return data
        data["title"] = data.get("title") or title_from(self.name)
        data["slug"] = data.get("slug") or slug_from(data["title"])
        if data["slug"] in RESERVED_INSIDE:
            data["slug"] = f"plan-{data['slug']}"[:80]
        if Plan.objects.of(self.municipality).filter(slug=data["slug"]).exists():
            self.add_error("slug", _("Another plan already has this address."))
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("The end date must not be before the start date."))
        return data

    def new_plan(self) -> dict[str, str] | None:
        data = self.cleaned_data
        if data.get("plan"):
            return None
        days = {name: data[name].isoformat() if data.get(name) else "" for name in ("starts_on", "ends_on")}
        return {"title": data["title"], "slug": data["slug"], "kind": data["kind"] or Plan.Kind.STRATEGY} | days


class FileForm(PageForm):
    """Which file."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV or Excel (.xlsx), up to 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )  # fmt: skip

    def layout(self) -> Layout:
        return Layout(Section(_("The file"), "file"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(
                _("This file is larger than %(most)d MB. Split it, or leave out the columns you do not need."),
                params={"most": LARGEST_FILE // MEGABYTE},
            )
        self.name = file.name
        return file


class UploadForm(FileForm, PlaceForm):
    """Which file, and into which plan."""

    field_order = ("file",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "CSV or Excel (.xlsx), up to 25 MB. Gobierto, Decidim and Barcelona’s format are recognised."
        )

    def layout(self) -> Layout:
        return Layout(Section(_("The file"), "file"), *PlaceForm.layout(self))


def key_in_words(key: str) -> str:
    """A level below the deepest that a plan can have: it is shown, and refused with its rows."""
    level = LEVEL_KEY.fullmatch(key)
    return _("Level %(depth)s: too deep for a plan") % {"depth": level[1]} if level else key


class ColumnsForm(forms.Form):
    """What each column of the file means. The field of column number n is ``column_n``."""

    format = forms.ChoiceField(
        label=_("Format"),
        choices=[(key, each.label) for key, each in FORMATS.items()],
        widget=forms.Select(attrs={"class": "form-select w-m"}),
    )

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        if len(run.sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet"), choices=[(sheet, sheet) for sheet in run.sheets], initial=run.sheet, required=False,
                widget=forms.Select(attrs={"class": "form-select w-m"}),
            )  # fmt: skip
        self.fields["format"].initial = run.format
        choices = self.meanings_of_register() if run.register else self.meanings_of_plan()
        for number, column in enumerate(run.header):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=run.mapping.get(column, ""),
                widget=forms.Select(attrs={"class": "form-select form-select-sm", "aria-label": column}),
            )  # fmt: skip

    def meanings_of_plan(self) -> list[tuple[str, Any]]:
        choices = [("", _("From the source")), *((target.key, target.label) for target in TARGETS)]
        return choices + [(key, key_in_words(key)) for key in sorted({*self.run.mapping.values()} - {"", *BY_KEY})]

    def meanings_of_register(self) -> list[tuple[str, Any]]:
        sheet = SHEETS[self.run.register]
        self.fields["format"].choices = [(sheet.key, sheet.title)]  # type: ignore[attr-defined]
        columns = [(column.key, column.label) for column in sheet.columns]
        return [("", _("Not read")), (IDENTIFIER, IDENTIFIED), *columns]

    def other_sheet(self) -> str:
        """The sheet that was chosen instead of the one whose columns are shown."""
        chosen = self.cleaned_data.get("sheet", "")
        return "" if chosen == self.run.sheet else chosen

    def mapping(self) -> dict[str, str]:
        return {column: self.cleaned_data[f"column_{number}"] for number, column in enumerate(self.run.header)}

    def column_fields(self) -> list[Any]:
        return [self[f"column_{number}"] for number in range(len(self.run.header))]
