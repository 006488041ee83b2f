from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationsConfig(AppConfig):
    name = "intlstrategy.relations"
    verbose_name = _("Relations")

    def ready(self) -> None:
        from intlstrategy.core.registry import Eraser, MeetingFollower, NavItem, erasers, meeting_followers, navigation  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415
        from intlstrategy.relations.calendar import register_calendar  # noqa: PLC0415
        from intlstrategy.relations.due import register_due_kinds  # noqa: PLC0415
        from intlstrategy.relations.findable import register_findable  # noqa: PLC0415
        from intlstrategy.relations.panels import register_panels  # noqa: PLC0415
        from intlstrategy.relations.panels_of_records import register_panels_of_records  # noqa: PLC0415
        from intlstrategy.relations.services.contact_data import forget_in_approaches  # noqa: PLC0415
        from intlstrategy.relations.services.decided import follow_meeting  # noqa: PLC0415
        from intlstrategy.relations.world import register_map  # noqa: PLC0415

        register_due_kinds()
        register_panels()
        register_panels_of_records()
        register_findable()
        register_calendar()
        register_map()
        erasers.register(
            Eraser(key="approaches", weight=20, title=_("Contact data of approaches"), erase=forget_in_approaches)
        )
        meeting_followers.register(MeetingFollower(key="decided", weight=10, follow=follow_meeting))
        navigation.register(
            NavItem(
                key="legal-natures", weight=45, section="settings", title=_("Legal natures"),
                url_name="relations:nature-list", capability=Capability.READ,
            )
        )  # fmt: skip
        for key, weight, title, url_name, capability in (
            ("engagements", 5, _("Engagements"), "relations:engagement-list", Capability.READ),
            ("agreements", 6, _("Agreements"), "relations:agreement-list", Capability.READ),
            ("commitments", 7, _("Commitments"), "relations:commitment-list", Capability.READ),
            ("networks", 8, _("Networks"), "relations:network-list", Capability.READ),
            ("missions", 9, _("Missions and visits"), "relations:mission-list", Capability.READ),
            (
                "relation-proposals",
                11,
                _("Meetings and missions proposed"),
                "relations:proposal-list",
                Capability.PROPOSE,
            ),
            ("approaches", 10, _("Approaches"), "relations:approach-list", Capability.READ),
            ("assets", 17, _("City assets"), "relations:asset-list", Capability.READ),
        ):
            navigation.register(
                NavItem(key=key, weight=weight, section="relate", title=title, url_name=url_name, capability=capability)
            )
