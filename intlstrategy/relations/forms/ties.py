from typing import Any

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import Section
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import RecordField
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.models import Tie
from intlstrategy.relations.models.holders import link_to
from intlstrategy.relations.models.tie import SOURCES


class TieForm(ScopedModelForm):
    """What one more thing a relation serves: an action, or an element of a plan."""

    action = RecordField(Action, kind="action", label=_("Action"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip
    element = RecordField(Element, kind="element", label=_("Or element of a plan"), required=False)

    class Meta:
        model = Tie
        fields = ["action", "element"]

    def __init__(self, *args: Any, source: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if source is not None:
            setattr(self.instance, link_to(Tie, source, SOURCES), source)

    def layout(self) -> Layout:
        return Layout(Section(_("What it serves"), "action", "element", lead=_("One of the two.")))
