"""Forms over records of one municipality, and the forms of the organisation itself."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, UniqueConstraint

from intlstrategy.core.forms import PageFormMixin, dress_fields
from intlstrategy.municipalities.models import Municipality, ScopedModel
from intlstrategy.municipalities.querysets import ScopedQuerySet

ALWAYS_VALIDATED = {"municipality", "binned_at"}


class WholeValidation(forms.ModelForm):
    """The constraints of the model hold in the form too, and say so at the field they are about."""

    instance: ScopedModel

    def _get_validation_exclusions(self) -> set[str]:
        # Django skips a unique constraint when the form leaves out one of its fields, or one its condition names.
        constrained = set(ALWAYS_VALIDATED)
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                constrained |= set(constraint.fields)
                if constraint.condition is not None:
                    constrained |= constraint.condition.referenced_base_fields
        return super()._get_validation_exclusions() - (constrained - set(self.errors))

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.move_constraint_errors()

    def move_constraint_errors(self) -> None:
        """Show a constraint's message at the visible field it is about, not at the top of the page."""
        if not self.errors.get(NON_FIELD_ERRORS):
            return
        for constraint in self._meta.model._meta.constraints:
            message = getattr(constraint, "violation_error_message", None)
            name = self.visible_field_of(constraint)
            if message and name and str(message) in self.errors.get(NON_FIELD_ERRORS, []):
                self.add_error(name, ValidationError(message))
                self.drop_error(str(message))
        if not self.errors.get(NON_FIELD_ERRORS):
            self.errors.pop(NON_FIELD_ERRORS, None)

    def drop_error(self, message: str) -> None:
        kept = [error for error in self.errors[NON_FIELD_ERRORS].as_data() if message not in error.messages]
        self.errors[NON_FIELD_ERRORS] = self.error_class(kept, error_class="nonfield", renderer=self.renderer)

    def visible_field_of(self, constraint: Any) -> str:
        if isinstance(constraint, UniqueConstraint):
            named = [name for name in constraint.fields if name in self.fields]
        elif isinstance(constraint, CheckConstraint):
            named = [name for name in self.fields if name in str(constraint.condition)]
        else:
            named = []
        return named[-1] if named else ""


class ScopedModelForm(PageFormMixin, WholeValidation):
    """A model form whose object, and every object it links to, belongs to the municipality it was opened in."""

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.instance.municipality = municipality
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if isinstance(queryset, ScopedQuerySet):
                field.queryset = queryset.of(municipality)  # type: ignore[attr-defined]
        dress_fields(self)

    def save(self, commit: bool = True) -> Any:
        """Hand over the instance unsaved: services write it, with its author."""
        return super().save(commit=False)
