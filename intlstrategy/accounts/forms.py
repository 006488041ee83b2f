from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from intlstrategy.accounts.models import User
from intlstrategy.core.forms import PageFormMixin, Section, dress_fields


class ProfileForm(PageFormMixin, forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "theme"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        dress_fields(self)

    def layout(self) -> Layout:
        return Layout(Section(_("Who I am"), "name"), Section(_("How I read"), "language", "theme"))


class WithoutPlaceholders:
    """A label says what a field is; the same words inside it would vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
        dress_fields(self)  # type: ignore[arg-type]


class SignInForm(WithoutPlaceholders, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = settings.SESSION_COOKIE_AGE // (24 * 3600)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device for %(days)s days") % {"days": days}


class NewPasswordForm(WithoutPlaceholders, ResetPasswordForm):
    pass


class NewPasswordFromLinkForm(WithoutPlaceholders, ResetPasswordKeyForm):
    pass


class OtherPasswordForm(WithoutPlaceholders, ChangePasswordForm):
    pass


class FirstPasswordForm(WithoutPlaceholders, SetPasswordForm):
    pass


class OtherAddressForm(WithoutPlaceholders, AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New address")
