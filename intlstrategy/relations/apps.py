from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words


class RelationsConfig(AppConfig):
    name = "intlstrategy.relations"
    verbose_name = _("Relations")

    def ready(self) -> None:
        from intlstrategy.core.registry import (  # noqa: PLC0415
            NavItem,
            PersonTie,
            SearchKind,
            navigation,
            person_ties,
            search_kinds,
        )
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415
        from intlstrategy.relations.calendar import register_calendar  # noqa: PLC0415
        from intlstrategy.relations.due import register_due_kinds  # noqa: PLC0415
        from intlstrategy.relations.findable import register_findable  # noqa: PLC0415
        from intlstrategy.relations.models import Agreement, Attendance, Engagement  # noqa: PLC0415 - models load first
        from intlstrategy.relations.panels import register_panels  # noqa: PLC0415
        from intlstrategy.relations.panels_of_records import register_panels_of_records  # noqa: PLC0415
        from intlstrategy.relations.world import register_map  # noqa: PLC0415

        def find(municipality, folded, reader):
            return having_words(Engagement.objects.of(municipality), folded).order_by("-on", "-pk")

        def members_who_met(person) -> set[int]:
            with_them = Attendance._base_manager.filter(person=person, binned_at=None).values("engagement")
            ours = Attendance._base_manager.filter(engagement__in=with_them, binned_at=None).exclude(membership=None)
            return set(ours.values_list("membership", flat=True))

        def find_agreements(municipality, folded, reader):
            return having_words(Agreement.objects.of(municipality), folded).order_by("folded", "pk")

        search_kinds.register(SearchKind(key="agreement", weight=48, title=_("Agreements"), find=find_agreements))
        search_kinds.register(SearchKind(key="engagement", weight=50, title=_("Engagements"), find=find))
        person_ties.register(PersonTie(key="engagements", members_of=members_who_met))
        register_due_kinds()
        register_panels()
        register_panels_of_records()
        register_findable()
        register_calendar()
        register_map()
        navigation.register(
            NavItem(
                key="legal-natures", weight=45, section="settings", title=_("Legal natures"),
                url_name="relations:nature-list", capability=Capability.READ,
            )
        )  # fmt: skip
        for key, weight, title, url_name in (
            ("engagements", 5, _("Engagements"), "relations:engagement-list"),
            ("agreements", 6, _("Agreements"), "relations:agreement-list"),
            ("commitments", 7, _("Commitments"), "relations:commitment-list"),
            ("networks", 8, _("Networks"), "relations:network-list"),
            ("missions", 9, _("Missions and visits"), "relations:mission-list"),
            ("assets", 17, _("City assets"), "relations:asset-list"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section="relate", title=title, url_name=url_name, capability=Capability.READ
                )
            )
