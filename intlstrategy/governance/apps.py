from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from intlstrategy.core.fields import having_words


class GovernanceConfig(AppConfig):
    name = "intlstrategy.governance"
    verbose_name = _("Governance")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, SearchKind, navigation, search_kinds  # noqa: PLC0415
        from intlstrategy.governance.calendar import register_calendar  # noqa: PLC0415
        from intlstrategy.governance.due import register_due_kinds  # noqa: PLC0415
        from intlstrategy.governance.filters import having_all  # noqa: PLC0415
        from intlstrategy.governance.models import Body, Decision, Meeting  # noqa: PLC0415 - models load first
        from intlstrategy.governance.panels import register_panels  # noqa: PLC0415
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415

        def find_bodies(municipality, folded, reader):
            return having_words(Body.objects.of(municipality), folded).order_by("folded", "pk")

        def find_meetings(municipality, folded, reader):
            rows = Meeting.objects.of(municipality)
            return having_all(rows, folded, "folded", "body__folded").order_by("-on", "-pk")

        def find_decisions(municipality, folded, reader):
            return having_words(Decision.objects.of(municipality), folded).order_by("-meeting__on", "-pk")

        meetings = pgettext_lazy("of bodies", "Meetings")
        for key, weight, title, find in (
            ("body", 30, _("Bodies"), find_bodies),
            ("meeting", 34, meetings, find_meetings),
            ("decision", 32, _("Decisions"), find_decisions),
        ):
            search_kinds.register(SearchKind(key=key, weight=weight, title=title, find=find))
        register_due_kinds()
        register_calendar()
        register_panels()
        for key, weight, title, url_name in (
            ("bodies", 10, _("Bodies"), "governance:body-list"),
            ("meetings", 20, meetings, "governance:meeting-list"),
            ("decisions", 30, _("Decisions"), "governance:decision-list"),
        ):
            navigation.register(
                NavItem(
                    key=key, weight=weight, section="govern", title=title, url_name=url_name, capability=Capability.READ
                )
            )
