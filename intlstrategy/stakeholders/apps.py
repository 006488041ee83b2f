from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words


class StakeholdersConfig(AppConfig):
    name = "intlstrategy.stakeholders"
    verbose_name = _("Stakeholders")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, SearchKind, navigation, search_kinds  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415
        from intlstrategy.stakeholders.models import Stakeholder  # noqa: PLC0415 - models load first

        def find(municipality, folded, reader):
            return having_words(Stakeholder.objects.of(municipality), folded).order_by("folded", "pk")

        search_kinds.register(SearchKind(key="stakeholder", weight=40, title=_("Stakeholders"), find=find))
        for key, weight, title, url_name in (
            ("stakeholders", 10, _("Stakeholders"), "stakeholders:stakeholder-list"),
            ("stakeholder-map", 20, _("Stakeholder map"), "stakeholders:stakeholder-map"),
            ("stakeholder-awareness", 30, _("Awareness over time"), "stakeholders:stakeholder-awareness"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section="relate", title=title, url_name=url_name, capability=Capability.READ
                )
            )
