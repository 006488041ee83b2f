from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterchangeConfig(AppConfig):
    name = "intlstrategy.interchange"
    verbose_name = _("Import and export")

    def ready(self) -> None:
        from intlstrategy.core.registry import Eraser, NavItem, erasers, navigation  # noqa: PLC0415
        from intlstrategy.interchange.services import work  # noqa: F401, PLC0415 - registers the kinds of jobs
        from intlstrategy.interchange.services.runs import forget_mentions  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415

        erasers.register(Eraser(key="imports", weight=30, title=_("Imports"), erase=forget_mentions))

        navigation.register(
            NavItem(
                key="imports",
                weight=10,
                section="exchange",
                title=_("Imports"),
                url_name="interchange:import-list",
                capability=Capability.READ,
            )
        )
