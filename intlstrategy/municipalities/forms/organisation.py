"""Forms of the organisation: settings, departments, posts, mandates, members, invitations."""

import re
import unicodedata
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from intlstrategy.core.countries import country_choices
from intlstrategy.core.forms import PageFormMixin, Pair, Section, dress_fields
from intlstrategy.core.selects import QuickSelect
from intlstrategy.core.text import fold
from intlstrategy.municipalities.forms.base import ScopedModelForm
from intlstrategy.municipalities.models import (
    Department,
    Deputy,
    Invitation,
    Mandate,
    Membership,
    Municipality,
    Post,
    PostHolder,
)
from intlstrategy.municipalities.roles import Role

STATUSES = [
    ("not_started", _("Not started")),
    ("on_track", _("On track")),
    ("at_risk", _("At risk")),
    ("delayed", _("Delayed")),
    ("completed", _("Completed")),
    ("suspended", _("Suspended")),
    ("cancelled", _("Cancelled")),
]
LANGUAGE_CODE = re.compile(r"[a-z]{3}|[a-z]{2}(-[a-z]{2})?")
LARGEST_CREST = 1024 * 1024


NAMES_OF_STATUSES = {
    f"status_{code}": forms.CharField(label=label, max_length=40, required=False) for code, label in STATUSES
}
StatusNames = type("StatusNames", (forms.Form,), dict(NAMES_OF_STATUSES))  # making the class empties what it is given


NO_DATA = _("No data")


def seen(name: str) -> str:
    """A name folded, without what nobody can see in it."""
    return fold("".join(mark for mark in name if unicodedata.category(mark) != "Cf"))


def words_for(label: Any) -> set[str]:
    """What a standard name is in each language of the product."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(fold(str(label)))
    return found


class MunicipalityForm(PageFormMixin, StatusNames, forms.ModelForm):
    """The settings of a municipality; the seven statuses may carry the city's own names."""

    main_language = forms.ChoiceField(label=_("Main content language"), choices=settings.LANGUAGES)
    other_languages = forms.CharField(
        label=_("Other content languages"), required=False, help_text=_("Codes with commas between, such as ast, en.")
    )

    no_crest = forms.BooleanField(label=_("Take the crest away"), required=False)

    class Meta:
        model = Municipality
        fields = [
            "name", "office", "country", "contact_email", "crest", "main_language", "currency", "fiscal_year_starts", "at_risk_threshold", "staff_day_cost", "is_simple",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "crest": forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
            "country": QuickSelect(attrs={"data-search": ""}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "crest": _("PNG or JPG, up to 1 MB. It stands at the top of every page.")
        }

    def __init__(self, *args: Any, municipality: Municipality | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Not said")), *country_choices()]  # type: ignore[attr-defined]
        self.initial["other_languages"] = ", ".join(self.instance.other_languages)
        self.initial |= {f"status_{code}": name for code, name in self.instance.status_names.items()}
        dress_fields(self)

    def layout(self) -> Layout:
        return Layout(
            Section(_("The city"), "name", "office", Pair("country", "contact_email"), "crest", *(["no_crest"] if self.instance.crest else [])),
            Section(_("Languages and money"), Pair("main_language", "other_languages"), Pair("currency", "fiscal_year_starts")),
            Section(
                _("Names of the statuses"), *NAMES_OF_STATUSES,
                lead=_("Left empty, a status carries the name above its box."),
            ),
            Section(_("Follow-up"), "at_risk_threshold", "staff_day_cost", "is_simple"),
        )  # fmt: skip

    def clean_other_languages(self) -> list[str]:
        codes = [code.strip().lower() for code in self.cleaned_data["other_languages"].split(",") if code.strip()]
        if not all(LANGUAGE_CODE.fullmatch(code) for code in codes):
            raise ValidationError(_("Write language codes of two or three letters, such as ast."))
        main = self.cleaned_data.get("main_language")
        return [code for code in dict.fromkeys(codes) if code != main]

    def clean(self) -> dict[str, Any]:
        """A name means one status: not also another one's, nor what another is called where it has no own name."""
        data = super().clean() or self.cleaned_data
        names = {code: seen(data.get(f"status_{code}", "")) for code, _label in STATUSES}
        standard = {code: words_for(label) | {code} for code, label in STATUSES}
        for code in (code for code, name in names.items() if name in words_for(NO_DATA)):
            self.add_error(f"status_{code}", _("So is called what has no status. Choose another name."))
        for code, name in names.items():
            others = [other for other in names if other != code and name in {names[other], *standard[other]}]
            if name and others:
                self.add_error(
                    f"status_{code}",
                    _("“%(name)s” is what another status is called: %(other)s.")
                    % {"name": data[f"status_{code}"], "other": dict(STATUSES)[others[0]]},
                )
        return data

    def clean_crest(self) -> Any:
        crest = self.cleaned_data["crest"]
        if not crest or not hasattr(crest, "content_type"):
            return crest
        if crest.size > LARGEST_CREST:
            raise ValidationError(_("The crest is larger than 1 MB."))
        try:
            with Image.open(crest) as picture:
                if picture.format not in {"PNG", "JPEG"}:
                    raise ValidationError(_("The crest must be a PNG or JPG picture."))
                crest.name = f"crest.{picture.format.lower()}"
                picture.verify()
        except Image.DecompressionBombError as error:
            raise ValidationError(_("The crest has too many pixels. Make it smaller.")) from error
        except (UnidentifiedImageError, OSError, SyntaxError) as error:
            raise ValidationError(_("The crest must be a PNG or JPG picture.")) from error
        crest.seek(0)
        return crest

    def save(self, commit: bool = True) -> Municipality:
        municipality = super().save(commit=False)
        if self.cleaned_data.get("no_crest") and "crest" not in self.changed_data:
            municipality.crest = ""
        municipality.other_languages = self.cleaned_data["other_languages"]
        names = {code: self.cleaned_data[f"status_{code}"].strip() for code, _label in STATUSES}
        municipality.status_names = {code: name for code, name in names.items() if name}
        return municipality


class DepartmentRules(forms.ModelForm):
    def clean_parent(self) -> Department | None:
        return self.without_loop("parent", _("That department belongs to this one: it would make a loop."))

    def clean_successor(self) -> Department | None:
        return self.without_loop("successor", _("This department follows that one: it would make a loop."))

    def without_loop(self, link: str, message: Any) -> Department | None:
        """The department chosen, provided that one does not come back to this one from there."""
        chosen = self.cleaned_data[link]
        living = Department.objects.filter(municipality_id=self.instance.municipality_id, binned_at=None)
        following = dict(living.values_list("pk", f"{link}_id"))
        current, seen = chosen.pk if chosen else None, set()
        while current is not None and current not in seen:
            if current == self.instance.pk:
                raise ValidationError(message)
            seen.add(current)
            current = following.get(current)
        return chosen


class DepartmentForm(DepartmentRules, ScopedModelForm):
    class Meta:
        model = Department
        fields = ["name", "code", "parent", "starts_on", "ends_on", "successor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parent", "successor"):
            self.fields[name].queryset = self.fields[name].queryset.exclude(pk=self.instance.pk)

    def layout(self) -> Layout:
        return Layout(
            Section(_("The unit"), Pair("name", "code"), "parent"),
            Section(
                _("Its time"),
                Pair("starts_on", "ends_on"),
                "successor",
                lead=_("Units end and are followed by others; the figures stay."),
            ),
        )


class MandateForm(ScopedModelForm):
    class Meta:
        model = Mandate
        fields = ["name", "starts_on", "ends_on"]

    def layout(self) -> Layout:
        return Layout(Section(_("The mandate"), "name", Pair("starts_on", "ends_on")))


class PostForm(ScopedModelForm):
    class Meta:
        model = Post
        fields = ["title", "department", "is_political", "starts_on", "ends_on"]

    def layout(self) -> Layout:
        return Layout(
            Section(_("The post"), "title", "department", "is_political"),
            Section(_("Its time"), Pair("starts_on", "ends_on")),
        )


class HolderRules(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        post_id = data["post"].pk if data.get("post") else self.instance.post_id
        others = PostHolder.objects.filter(post_id=post_id, binned_at=None).exclude(pk=self.instance.pk)
        other = others.between(data.get("starts_on"), data.get("ends_on")).first()
        if other is not None:
            raise ValidationError(
                _("%(name)s holds this post on some of these days. End that first.") % {"name": other.name}
            )
        return data


class HolderForm(HolderRules, ScopedModelForm):
    class Meta:
        model = PostHolder
        fields = ["name", "starts_on", "ends_on"]

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.post = post

    def layout(self) -> Layout:
        return Layout(Section(_("Who holds it"), "name", Pair("starts_on", "ends_on")))


class RolesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Role.choices, label=_("Roles"), **kwargs)


class MemberForm(ScopedModelForm):
    roles = RolesField(help_text=_("One person may hold several. Nobody changes their own."))

    class Meta:
        model = Membership
        fields = ["name", "department", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = [role.value for role in self.instance.role_names()] if self.instance.pk else []

    def layout(self) -> Layout:
        return Layout(
            Section(_("Who"), Pair("name", "department"), Pair("starts_on", "ends_on")),
            Section(_("What they may do"), "roles"),
        )


class DeputyRules(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        member_id = data["membership"].pk if data.get("membership") else self.instance.membership_id
        others = Deputy.objects.filter(membership_id=member_id, binned_at=None).exclude(pk=self.instance.pk)
        same = others.filter(deputy=data.get("deputy"))
        if same.between(data.get("starts_on"), data.get("ends_on")).exists():
            self.add_error("deputy", _("This person already stands in on some of these days. Change that one instead."))
        return data


class DeputyForm(DeputyRules, ScopedModelForm):
    class Meta:
        model = Deputy
        fields = ["deputy", "starts_on", "ends_on"]

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.membership = member
        self.fields["deputy"].queryset = self.fields["deputy"].queryset.exclude(pk=member.pk)

    def layout(self) -> Layout:
        return Layout(Section(_("Who stands in"), "deputy", Pair("starts_on", "ends_on")))


class InvitationRules(forms.ModelForm):
    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        members = Membership.objects.filter(municipality_id=self.instance.municipality_id, binned_at=None)
        if members.filter(user__email__iexact=email).exists():
            raise ValidationError(_("Somebody with this address already is a member."))
        return email


class InvitationForm(InvitationRules, ScopedModelForm):
    roles = RolesField()

    class Meta:
        model = Invitation
        fields = ["name", "email", "department"]

    def layout(self) -> Layout:
        return Layout(Section(_("Who"), Pair("name", "email"), "department"), Section(_("What they may do"), "roles"))
