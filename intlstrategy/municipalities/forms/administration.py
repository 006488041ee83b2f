"""Forms of the administration site: a new record says whose it is, a known one which version was read."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import OpenedForm, refuse_odd_year
from intlstrategy.municipalities.forms.base import WholeValidation
from intlstrategy.municipalities.forms.organisation import (
    DepartmentRules,
    DeputyRules,
    HolderRules,
    InvitationRules,
    MunicipalityForm,
    RolesField,
)
from intlstrategy.municipalities.models import Municipality


class AdminForm(OpenedForm):
    """A form of a record with revision, and what a service said to it."""

    refusal: ClassVar[ValidationError | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators = [*field.validators, refuse_odd_year]

    @staticmethod
    def seen_field() -> forms.Field:
        return forms.IntegerField(widget=forms.HiddenInput, label=_("version read"))

    def state_of_record(self) -> int:
        return self.instance.revision

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.refusal and not self.errors:
            self.add_error(None, self.refusal)

    def add_error(self, field: str | None, error: Any) -> None:
        """What is said about a field that is not in this form stands at its top."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, errors in error.error_dict.items():
            super().add_error(name if name in self.fields else None, errors)


class ScopedAdminForm(AdminForm, WholeValidation):
    field_order: ClassVar[list[str]] = ["municipality"]  # the other fields are checked against it
    home: ClassVar[Municipality | None] = None  # of whoever administers one municipality and has nothing to choose

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.home and self.instance._state.adding:
            self.instance.municipality = self.home

    def clean_municipality(self) -> Municipality:
        self.instance.municipality = self.cleaned_data["municipality"]
        return self.instance.municipality

    def _get_validation_exclusions(self) -> set[str]:
        """Every constraint is checked, also one that names a field which is not in the form."""
        excluded = super()._get_validation_exclusions()
        if self.instance.municipality_id is None:
            return excluded | {"municipality"}
        for constraint in self._meta.model._meta.constraints:
            condition = getattr(constraint, "condition", None)
            excluded -= set(condition.referenced_base_fields if condition else ()) - set(self.errors)
        return excluded


class DepartmentAdminForm(DepartmentRules, ScopedAdminForm):
    pass


class HolderAdminForm(HolderRules, ScopedAdminForm):
    pass


class DeputyAdminForm(DeputyRules, ScopedAdminForm):
    pass


class MemberAdminForm(ScopedAdminForm):
    roles = RolesField(help_text=_("One person may hold several. Nobody changes their own."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["roles"] = [role.value for role in self.instance.role_names()] if self.instance.pk else []


class InvitationAdminForm(InvitationRules, ScopedAdminForm):
    roles = RolesField()


class MunicipalityAdminForm(AdminForm, MunicipalityForm):
    """The settings as in the workspace, with what only the superuser decides."""

    class Meta(MunicipalityForm.Meta):
        fields: ClassVar[list[str]] = [*MunicipalityForm.Meta.fields, "slug", "is_demonstration"]
