from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(admin_apps.AdminConfig):
    """Django's administration site, with our own answer to who may come in."""

    default = False
    default_site = "intlstrategy.municipalities.administration.AdministrationSite"


class MunicipalitiesConfig(AppConfig):
    default = True
    name = "intlstrategy.municipalities"
    verbose_name = _("Municipalities")

    def ready(self) -> None:
        from intlstrategy.core.registry import FormReader, NavItem, form_readers, navigation  # noqa: PLC0415
        from intlstrategy.municipalities.calendar import register_calendar  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415
        from intlstrategy.municipalities.typed import read_kept  # noqa: PLC0415

        form_readers.register(FormReader(key="municipalities", read=read_kept))
        register_calendar()
        read, administer = Capability.READ, Capability.ADMINISTER
        for key, weight, section, title, url_name, capability in (
            ("journal", 20, "exchange", _("Journal"), "journal", read),
            ("bin", 90, "exchange", _("Bin"), "bin-list", Capability.RESTORE),
            ("settings", 10, "settings", _("Settings"), "settings", read),
            ("departments", 20, "settings", _("Departments"), "department-list", read),
            ("posts", 30, "settings", _("Posts"), "post-list", read),
            ("mandates", 40, "settings", _("Mandates"), "mandate-list", read),
            ("members", 50, "settings", _("Members"), "member-list", administer),
            ("invitations", 60, "settings", _("Invitations"), "invitation-list", administer),
            ("security", 70, "settings", _("Security log"), "security-log", administer),
        ):
            navigation.register(
                NavItem(
                    key=key,
                    weight=weight,
                    section=section,
                    title=title,
                    url_name=f"municipalities:{url_name}",
                    capability=capability,
                )
            )
