from django.apps import AppConfig


class WorksConfig(AppConfig):
    """Kinds of jobs for a worker process under test: installed by tests.jobs.worker_settings only."""

    name = "tests.jobs.works"

    def ready(self) -> None:
        from tests.jobs.works import kinds  # noqa: F401, PLC0415 - models must be loaded first
