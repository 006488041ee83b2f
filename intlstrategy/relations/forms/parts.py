from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intlstrategy.municipalities.forms import ScopedModelForm


class PartForm(ScopedModelForm):
    """The form of a row that belongs to the record whose page it is opened from."""

    holder_name: str

    def __init__(self, *args: Any, holder: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if holder is not None:
            setattr(self.instance, self.holder_name, holder)
        self.holder = getattr(self.instance, self.holder_name)


def members_here(form: Any, name: str) -> None:
    """Offer who is a member today, and whoever is named already."""
    members = form.fields[name].queryset
    here = members.on(timezone.localdate()).values("pk")
    form.fields[name].queryset = members.filter(Q(pk__in=here) | Q(pk=getattr(form.instance, f"{name}_id")))
    form.fields[name].empty_label = _("Nobody yet")
