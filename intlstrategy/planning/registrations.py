"""What planning adds to the shell: its entries of the navigation."""

from django.utils.translation import gettext_lazy as _

from intlstrategy.core.registry import NavItem, navigation
from intlstrategy.municipalities.roles import Capability


def register_actions() -> None:
    for key, weight, title, url_name, capability, query in (
        ("actions", 20, _("Actions"), "planning:action-list", Capability.READ, ""),
        ("outside", 25, _("Not in the plan"), "planning:action-list", Capability.READ, "place=none"),
        ("proposals", 28, _("Proposals"), "planning:proposal-list", Capability.PROPOSE, ""),
    ):
        navigation.register(
            NavItem(
                key=key,
                weight=weight,
                section="plan",
                title=title,
                url_name=url_name,
                capability=capability,
                query=query,
            )
        )
