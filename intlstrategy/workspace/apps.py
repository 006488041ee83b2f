from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "intlstrategy.workspace"

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, navigation  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415

        navigation.register(
            NavItem(
                key="home",
                weight=0,
                section="home",
                title=_("Home"),
                url_name="workspace:home",
                capability=Capability.READ,
            )
        )
