from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "intlstrategy.accounts"

    def ready(self) -> None:
        from intlstrategy.accounts import erasing  # noqa: PLC0415 - models load first
        from intlstrategy.core.registry import Eraser, erasers  # noqa: PLC0415

        for key, title, erase in (
            ("saved-filters", _("Saved filters"), erasing.forget_saved_filters),
            ("kept-forms", _("Forms kept for being sent again"), erasing.forget_kept_forms),
            ("administration-log", _("Names in the log of the administration site"), erasing.forget_in_administration),
        ):
            erasers.register(Eraser(key=key, weight=10, title=title, erase=erase))
