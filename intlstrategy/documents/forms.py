from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Pair, Section
from intlstrategy.core.languages import language_name
from intlstrategy.documents.content import LARGEST, Content, NotAllowed, recognise
from intlstrategy.documents.models import Document
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.uses import approved_with

ACCEPT = ".pdf,.odt,.ods,.docx,.xlsx,.pptx,.csv,.txt,.png,.jpg,.jpeg,.webp"


class DocumentForm(ScopedModelForm):
    content: Content | None = None

    upload = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text or a picture, up to 25 MB. No macros, no passwords."),
    )  # fmt: skip

    class Meta:
        model = Document
        fields = ["title", "description", "visibility", "department", "language"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, language_name(code)) for code in self.municipality.content_languages]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[("", _("Not said")), *languages], required=False
        )
        if self.instance.pk:
            self.fields["upload"].required = False
            self.fields["upload"].label = _("New file, in place of the present one")
            self.keep_approved()

    def keep_approved(self) -> None:
        """Something was approved with this document, so what it says stays."""
        users = approved_with(self.instance)
        for name in ("upload", "title") if users else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("It stays, since something was approved with it: %(users)s.") % {
                "users": users
            }

    def layout(self) -> Layout:
        return Layout(
            Section(_("The file"), "upload", "title", "description"),
            Section(_("Who may see it"), "visibility", Pair("department", "language")),
        )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data.get("upload")
        if not upload:
            return None
        if upload.size > LARGEST:
            raise ValidationError(_("This file is larger than 25 MB."))
        try:
            self.content = recognise(upload.read(), upload.name)
        except NotAllowed as refusal:
            raise ValidationError(str(refusal)) from refusal
        return upload
