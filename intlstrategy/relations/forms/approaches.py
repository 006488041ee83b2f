"""The forms in which the office enters approaches, judges them, decides on them, and says how it takes them in."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.forms import DateInput, PageForm, Pair, Section, read_plainly
from intlstrategy.core.selects import QuickSelect
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import NameInput, RecordField
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.forms.rows import NamesOrganisations
from intlstrategy.relations.models import Approach, ApproachCriterion, ApproachDesk
from intlstrategy.relations.models.approach import CONTACT
from intlstrategy.relations.services.approaches import Given, deciders_here
from intlstrategy.relations.services.taking_part import Served
from intlstrategy.stakeholders.models import Stakeholder

LONGEST_NOTE = 2000


def radios() -> forms.RadioSelect:
    return forms.RadioSelect(attrs={"class": "form-check-input"})


def offer_deciders(form: Any) -> None:
    """Those who may decide today, and whoever is named already."""
    members = form.fields["decider"].queryset
    named = Q(pk__in=deciders_here(members).values("pk")) | Q(pk=form.instance.decider_id)
    form.fields["decider"].queryset = members.filter(named)
    form.fields["decider"].empty_label = _("Nobody yet")


class ApproachForm(ScopedModelForm):
    stakeholder = RecordField(
        Stakeholder, kind="stakeholder", label=_("Organisation of the register"), required=False,
        help_text=_("Write a part of its name and choose. If it is not there, write it below as it calls itself."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the answer"), choices=[("", _("Not said")), *settings.LANGUAGES], required=False)  # fmt: skip
    action = RecordField(Action, kind="action", label=_("Action it serves"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip
    element = RecordField(Element, kind="element", label=_("Element of a plan it serves"), required=False)

    class Meta:
        model = Approach
        fields = [
            "kind", "title", "asked", "received_on", "channel", "stakeholder", "sender", "place", "country", "website", *CONTACT, "keep_until",
            "decider", "decide_by", "language", "source",
        ]  # fmt: skip
        widgets = {"asked": forms.Textarea(attrs={"rows": 6})} | {
            name: QuickSelect(attrs={"data-search": ""}) for name in ("decider", "country")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_deciders(self)
        if self.instance.erased_at is not None:  # nobody is written into again
            for name in (*CONTACT, "keep_until"):
                del self.fields[name]
        if self.instance.pk:  # what it serves grows on its own page
            del self.fields["action"], self.fields["element"]

    def layout(self) -> Layout:
        contact = [name for name in (*CONTACT, "keep_until") if name in self.fields]
        serves = () if self.instance.pk else ("action", "element")
        return Layout(
            Section(_("What it is"), Pair("kind", "channel"), "title", "asked", "received_on"),
            Section(_("From whom"), "stakeholder", "sender", Pair("place", "country"), "website"),
            *([Section(
                _("Contact person"), *contact,
                lead=_("Personal data: read by the office and by whoever decides, each reading is logged. Only what the answer needs."),
            )] if contact else []),
            Section(_("Decision"), Pair("decider", "decide_by"), "language"),
            Section(_("What it serves, and where it is known from"), *serves, "source"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in ("stakeholder", "sender", "contact_name")) and not self.errors:
            self.add_error("sender", _("Say from whom it comes: an organisation, or a person."))
        return data

    @property
    def served(self) -> Served | None:
        if "action" not in self.fields:
            return None
        element, action = self.cleaned_data["element"], self.cleaned_data["action"]
        return Served([element] if element else [], [action] if action else [])


class JudgeForm(PageForm):
    """Points and a note for each criterion: what is left open is not judged."""

    POINTS = (
        (0, pgettext_lazy("points", "0 – not at all")), (1, pgettext_lazy("points", "1 – little")), (2, pgettext_lazy("points", "2 – in part")),
        (3, pgettext_lazy("points", "3 – well")), (4, pgettext_lazy("points", "4 – fully")),
    )  # fmt: skip

    def __init__(self, *args: Any, criteria: Sequence[ApproachCriterion], **kwargs: Any) -> None:
        self.criteria = criteria
        super().__init__(*args, **kwargs)
        self.fields |= self.of_criteria()
        read_plainly(self)

    def of_criteria(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for each in self.criteria:
            found[f"value_{each.pk}"] = forms.TypedChoiceField(
                label=_("Points: %(criterion)s") % {"criterion": each.name}, help_text=each.help, required=False, coerce=int, empty_value=None,
                choices=[("", _("Not judged")), *self.POINTS], widget=radios(),
            )  # fmt: skip
            found[f"note_{each.pk}"] = forms.CharField(
                label=_("Why: %(criterion)s") % {"criterion": each.name}, required=False, max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        return found

    def layout(self) -> Layout:
        return Layout(
            *(
                Section(each.name, f"value_{each.pk}", f"note_{each.pk}", lead=_("Weight %(weight)d.") % {"weight": each.weight})
                for each in self.criteria
            )
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for each in self.criteria:
            if data.get(f"note_{each.pk}") and data.get(f"value_{each.pk}") is None:
                self.add_error(f"value_{each.pk}", _("Give points too, or leave the note empty."))
        return data

    @property
    def given(self) -> dict[ApproachCriterion, Given]:
        data = self.cleaned_data
        return {
            each: Given(value, data[f"note_{each.pk}"])
            for each in self.criteria
            if (value := data[f"value_{each.pk}"]) is not None
        }


class DecideForm(PageForm):
    status = forms.ChoiceField(
        label=_("Decision"), widget=radios(),
        choices=[
            (Approach.Status.ACCEPTED, _("Accept it")), (Approach.Status.DECLINED, _("Decline it")),
            (Approach.Status.WITHDRAWN, _("Whoever sent it withdrew it")),
        ],
    )  # fmt: skip
    on = forms.DateField(label=_("Decided and answered on"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the memory of the city. Members read it. Name no private person."),
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Answer"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The text that is sent to whoever wrote. It is kept here; send it by your own mail."),
    )  # fmt: skip

    def layout(self) -> Layout:
        return Layout(Section(_("What is decided"), "status", "on"), Section(_("Why, and what is answered"), "reason", "answer"))  # fmt: skip


class ReasonForm(PageForm):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def layout(self) -> Layout:
        return Layout(Section(_("Why"), "reason"))


class SenderForm(NamesOrganisations, PageForm):
    """Which organisation it comes from: found in the register, or added, after a look at those of nearly the same name."""

    organisation_0 = forms.CharField(
        label=_("Organisation"), max_length=300, widget=NameInput("stakeholder"),
        help_text=_("Write a part of its name and choose, or its whole name to add it."),
    )  # fmt: skip
    kind_0 = forms.ChoiceField(
        label=_("Kind, if the organisation is new"), choices=[("", _("Known already")), *Stakeholder.Kind.choices], required=False
    )  # fmt: skip
    another_0 = forms.BooleanField(label=_("It is another one, to be added"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, municipality: Municipality, approach: Approach, **kwargs: Any) -> None:
        self.municipality, self.approach = municipality, approach
        super().__init__(*args, **kwargs)

    def layout(self) -> Layout:
        return Layout(Section(_("From whom"), "organisation_0", "kind_0", "another_0"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.new: dict[tuple[str, str], Any] = {}
        self.stakeholder = None
        if data.get("organisation_0"):
            names = ("organisation", "kind", "another")
            written = {name: " ".join(str(data.get(f"{name}_0") or "").split()) for name in names}
            written["another"] = "1" if data.get("another_0") else ""
            self.stakeholder = self.read_organisation(0, written)
        if self.stakeholder is not None and self.stakeholder._state.adding:
            for name in ("place", "country", "website"):
                setattr(self.stakeholder, name, getattr(self.approach, name))
        return data


class CriterionForm(ScopedModelForm):
    class Meta:
        model = ApproachCriterion
        fields = ["name", "help", "weight", "is_active"]

    def layout(self) -> Layout:
        return Layout(Section(_("Criterion"), "name", "help", "weight", "is_active"))


class DeskForm(ScopedModelForm):
    class Meta:
        model = ApproachDesk
        fields = ["is_open", "welcome", "registry_url", "answer_days", "decider", "years_kept", "privacy_email"]
        widgets = {"welcome": forms.Textarea(attrs={"rows": 4}), "decider": QuickSelect(attrs={"data-search": ""})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_deciders(self)
        self.fields["decider"].empty_label = _("Whoever takes it up")

    def layout(self) -> Layout:
        return Layout(
            Section(_("Public form"), "is_open", "welcome", "registry_url"),
            Section(_("Who decides, and when"), Pair("decider", "answer_days")),
            Section(_("Personal data"), Pair("years_kept", "privacy_email")),
        )


class ContactErasureForm(PageForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as: asked for by the person on 3 March; purpose ended. Without the name, since it stays."),
    )  # fmt: skip
    is_sure = forms.BooleanField(label=_("I know that this cannot be undone"))

    def layout(self) -> Layout:
        return Layout(Section(_("Erase the contact data"), "reason", "is_sure"))
