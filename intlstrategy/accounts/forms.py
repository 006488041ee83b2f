from crispy_forms.layout import Layout
from django import forms
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
