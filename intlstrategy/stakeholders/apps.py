from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words


class StakeholdersConfig(AppConfig):
    name = "intlstrategy.stakeholders"
    verbose_name = _("Stakeholders")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, SearchKind, navigation, search_kinds  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415
        from intlstrategy.stakeholders.models import Person, Stakeholder  # noqa: PLC0415 - models load first

        def find(municipality, folded, reader):
            return having_words(Stakeholder.objects.of(municipality), folded).order_by("folded", "pk")

        search_kinds.register(SearchKind(key="stakeholder", weight=40, title=_("Stakeholders"), find=find))

        def find_people(municipality, folded, reader):
            return having_words(Person.objects.of(municipality).known(), folded).order_by("folded", "pk")

        search_kinds.register(SearchKind(key="person", weight=45, title=_("People"), find=find_people))
        for key, weight, title, url_name in (
            ("stakeholders", 10, _("Stakeholders"), "stakeholders:stakeholder-list"),
            ("stakeholder-map", 20, _("Stakeholder map"), "stakeholders:stakeholder-map"),
            ("people", 15, _("People"), "stakeholders:person-list"),
            ("stakeholder-awareness", 30, _("Awareness over time"), "stakeholders:stakeholder-awareness"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section="relate", title=title, url_name=url_name, capability=Capability.READ
                )
            )
