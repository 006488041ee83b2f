from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words


class PlanningConfig(AppConfig):
    name = "intlstrategy.planning"
    verbose_name = _("Planning")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, SearchKind, navigation, search_kinds  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415
        from intlstrategy.planning.calendar import register_calendar  # noqa: PLC0415
        from intlstrategy.planning.models import Action, Element, Plan  # noqa: PLC0415 - models load first
        from intlstrategy.planning.panels import register_panels  # noqa: PLC0415
        from intlstrategy.planning.registrations import register_actions  # noqa: PLC0415

        register_actions()
        register_panels()
        register_calendar()
        for key, weight, title, url_name in (
            ("plans", 10, _("Plans"), "planning:plan-list"),
            ("diagnosis", 40, _("Diagnosis"), "planning:diagnosis-home"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section="plan", title=title, url_name=url_name, capability=Capability.READ
                )
            )
        for weight, (model, title) in enumerate([(Plan, _("Plans")), (Element, _("Elements")), (Action, _("Actions"))]):
            search_kinds.register(
                SearchKind(key=model.__name__.lower(), weight=weight, title=title, find=finder(model))
            )


def finder(model):
    def find(municipality, folded, reader):
        return having_words(model.objects.of(municipality), folded).order_by("folded", "pk")

    return find
