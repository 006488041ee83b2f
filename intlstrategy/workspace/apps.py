from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "intlstrategy.workspace"
    verbose_name = _("Workspace")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, navigation  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415

        for key, weight, section, title, url_name in (
            ("home", 0, "home", _("Home"), "workspace:home"),
            ("calendar", 10, "home", _("Calendar"), "workspace:calendar"),
            ("world-map", 40, "relate", _("World map"), "workspace:world-map"),
            ("jobs", 30, "exchange", _("Jobs"), "workspace:job-list"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section=section, title=title, url_name=url_name, capability=Capability.READ
                )
            )
