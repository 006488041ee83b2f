from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "intlstrategy.monitoring"
    verbose_name = _("Monitoring")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, navigation  # noqa: PLC0415
        from intlstrategy.monitoring.due import register_due_kinds  # noqa: PLC0415
        from intlstrategy.monitoring.judge import register_judge  # noqa: PLC0415
        from intlstrategy.monitoring.panels import register_panels  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415

        register_due_kinds()
        register_panels()
        register_judge()
        for key, weight, title, url_name in (
            ("reporting", 10, _("Reporting"), "monitoring:period-list"),
            ("updates", 20, _("Progress updates"), "monitoring:update-list"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section="manage", title=title, url_name=url_name, capability=Capability.READ
                )
            )
