from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "intlstrategy.jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from intlstrategy.jobs import tasks  # noqa: F401, PLC0415 - registers the kinds of this floor
