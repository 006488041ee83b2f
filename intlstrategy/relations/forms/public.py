"""The public form by which somebody from outside approaches the city, without an account and without JavaScript."""

import hashlib
import json
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.countries import country_choices
from intlstrategy.core.forms import PageForm, Pair, Section
from intlstrategy.relations.models import Approach
from intlstrategy.relations.models.approach import LONGEST_ASKED

NOTICE_VERSION = "2026-1"  # of the privacy notice in relations/public/_privacy.html: a changed text is another version
SALT = "public-approach"
QUICKEST, SLOWEST = 3, 24 * 3600  # seconds between opening the form and sending it
MOST_LINKS = 3
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
LINE_END = re.compile(r"[\r\n\u0085\u2028\u2029\x0b\x0c]")
TYPED = (
    "kind", "title", "asked", "sender", "place", "country", "website", "contact_name", "contact_email", "contact_phone",
)  # fmt: skip
SINGLE_LINES = ("title", "sender", "place", "website", "contact_name", "contact_email", "contact_phone")


def new_stamp(slug: str) -> str:
    """When, and for which city, the form was opened: signed, so that nobody makes one up."""
    return signing.dumps({"city": slug, "at": time.time(), "once": uuid.uuid4().hex}, salt=SALT)


def stamp_in(text: str, slug: str) -> dict[str, Any] | None:
    """What a stamp says; None for none of ours, or of another city."""
    try:
        told = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return told if isinstance(told, dict) and told.get("city") == slug else None


def refuse_line_ends(field: forms.Field) -> Callable[[Any], Any]:
    """One line is one line: a second one would be a header of its own in a mail that carries it."""
    clean = field.clean

    def one_line(value: Any) -> Any:
        if isinstance(value, str) and LINE_END.search(value.strip()):
            raise ValidationError(_("Write this in one line, without line breaks."))
        return clean(value)

    return one_line


class PublicApproachForm(PageForm):
    kind = forms.ChoiceField(label=_("What it is about"), choices=[("", _("Choose…")), *Approach.Kind.choices])
    title = forms.CharField(
        label=_("Subject"), max_length=200, help_text=_("In a few words, such as: invitation to a conference on ports.")
    )
    asked = forms.CharField(
        label=_("What you propose or offer"), max_length=LONGEST_ASKED, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What, when, where, with whom, and what you expect of the city. Up to 5,000 characters and three links."),
    )  # fmt: skip
    sender = forms.CharField(
        label=_("Your organisation"), max_length=200, required=False, help_text=_("Leave it empty if you write for yourself.")
    )  # fmt: skip
    place = forms.CharField(label=_("City or place"), max_length=200, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    contact_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, help_text=_("The answer goes there."), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )  # fmt: skip
    contact_phone = forms.CharField(
        label=_("Your phone"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"})
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_("I have read how my data are used, and agree that the city keeps them to answer me")
    )
    subtitle = forms.CharField(  # nobody sees it but who fills in whatever there is
        label=_("Leave this box empty"), required=False, max_length=1000, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )  # fmt: skip
    stamp = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug, self.fresh = slug, new_stamp(slug)
        self.initial["stamp"] = self.fresh
        self.fields["country"].choices = [("", _("Not chosen")), *country_choices()]
        self.fields["consent"].error_messages["required"] = _("Without this the city may not keep what you write.")
        for name in SINGLE_LINES:
            self.fields[name].clean = refuse_line_ends(self.fields[name])

    def layout(self) -> Layout:
        return Layout(
            Section(_("Your proposal"), "kind", "title", "asked"),
            Section(_("Your organisation"), "sender", Pair("place", "country"), "website"),
            Section(_("How the city reaches you"), "contact_name", Pair("contact_email", "contact_phone")),
        )

    def clean_asked(self) -> str:
        text = self.cleaned_data["asked"]
        if len(LINK.findall(text)) > MOST_LINKS:
            raise ValidationError(_("Leave three links at most. What else there is to see can follow later."))
        return text

    def clean_title(self) -> str:
        if LINK.search(self.cleaned_data["title"]):
            raise ValidationError(_("Write the subject without a link."))
        return self.cleaned_data["title"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("subtitle"):
            self.add_error(None, _("A box that nobody sees was filled in, as programs do that send advertising. Nothing is lost: empty the last box and send it again."))  # fmt: skip
        stamp = stamp_in(data.get("stamp", ""), self.slug)
        age = None if stamp is None else time.time() - stamp["at"]
        if age is None or not 0 <= age <= SLOWEST:
            self.renew()
            self.add_error(None, _("The page had been open for too long. What you wrote is still here: look it over and send it again."))  # fmt: skip
        elif age < QUICKEST and not self.errors:  # what else is wrong is mended first, and takes its time
            self.add_error(None, _("That was faster than anybody writes. What you wrote is still here: wait some seconds and send it again."))  # fmt: skip
        else:
            self.once = str(stamp["once"])  # type: ignore[index]
        return data

    def renew(self) -> None:
        """The page is shown again with a stamp of now."""
        self.data = self.data.copy()
        self.data["stamp"] = self.fresh

    @property
    def sent_key(self) -> str:
        """The same for the same words from one page: a double click is one proposal, a second one from it another."""
        typed = [self.slug, self.once, [self.cleaned_data[name] for name in TYPED]]
        return hashlib.sha256(json.dumps(typed).encode()).hexdigest()

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TYPED} | {"language": (get_language() or "")[:2]}
