from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "intlstrategy.journal"

    def ready(self) -> None:
        from intlstrategy.journal import receivers  # noqa: F401, PLC0415 - models must be loaded first
