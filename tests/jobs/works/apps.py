import os
from pathlib import Path

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """Kinds of jobs for a worker process under test: installed by tests.jobs.worker_settings only."""

    name = "tests.jobs.works"

    def ready(self) -> None:
        from tests.jobs.works import kinds, waiting  # noqa: F401, PLC0415 - models must be loaded first

        if "WAIT_IN_IMPORT" in os.environ:
            waiting.wait_in_import(os.environ["WAIT_IN_IMPORT"], Path(os.environ["WAITING_FILE"]))
