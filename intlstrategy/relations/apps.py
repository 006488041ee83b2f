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
        from intlstrategy.relations.due import register_due_kinds  # noqa: PLC0415
        from intlstrategy.relations.models import (  # noqa: PLC0415 - models load first
            Agreement,
            Asset,
            Attendance,
            Engagement,
            Mission,
            MissionParticipant,
            NetworkMembership,
        )
        from intlstrategy.relations.panels import register_panels  # noqa: PLC0415
        from intlstrategy.relations.panels_of_records import register_panels_of_records  # noqa: PLC0415

        def find(municipality, folded, reader):
            return having_words(Engagement.objects.of(municipality), folded).order_by("-on", "-pk")

        def members_who_met(person) -> set[int]:
            with_them = Attendance._base_manager.filter(person=person, binned_at=None).values("engagement")
            ours = Attendance._base_manager.filter(engagement__in=with_them, binned_at=None).exclude(membership=None)
            return set(ours.values_list("membership", flat=True))

        def find_agreements(municipality, folded, reader):
            return having_words(Agreement.objects.of(municipality), folded).order_by("folded", "pk")

        def find_networks(municipality, folded, reader):
            return having_words(NetworkMembership.objects.of(municipality), folded).order_by("folded", "pk")

        def find_missions(municipality, folded, reader):
            return having_words(Mission.objects.of(municipality), folded).order_by("-starts_on", "-pk")

        def find_assets(municipality, folded, reader):
            return having_words(Asset.objects.of(municipality), folded).order_by("folded", "pk")

        def members_who_travelled(person) -> set[int]:
            with_them = MissionParticipant._base_manager.filter(person=person, binned_at=None).values("mission")
            ours = MissionParticipant._base_manager.filter(mission__in=with_them, binned_at=None)
            return set(ours.exclude(membership=None).values_list("membership", flat=True))

        search_kinds.register(SearchKind(key="network", weight=52, title=_("Networks"), find=find_networks))
        search_kinds.register(SearchKind(key="mission", weight=54, title=_("Missions and visits"), find=find_missions))
        search_kinds.register(SearchKind(key="asset", weight=56, title=_("City assets"), find=find_assets))
        person_ties.register(PersonTie(key="missions", members_of=members_who_travelled))
        search_kinds.register(SearchKind(key="agreement", weight=48, title=_("Agreements"), find=find_agreements))
        search_kinds.register(SearchKind(key="engagement", weight=50, title=_("Engagements"), find=find))
        person_ties.register(PersonTie(key="engagements", members_of=members_who_met))
        register_due_kinds()
        register_panels()
        register_panels_of_records()
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
