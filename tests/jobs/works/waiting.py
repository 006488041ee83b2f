"""A worker that comes to a halt in the middle of an import, where a test can kill it."""

import time
from pathlib import Path
from typing import Any

from django.db import transaction

from intlstrategy.interchange.services import work


def wait_in_import(moment: str, sign: Path) -> None:
    """Apply a file as ever, then wait for ever, either before or after what was written is committed."""
    apply_run = work.apply_run

    def apply_and_wait(**arguments: Any) -> None:
        if moment == "before its commit":
            with transaction.atomic():
                apply_run(**arguments)
                wait(sign)
        apply_run(**arguments)
        wait(sign)

    work.apply_run = apply_and_wait


def wait(sign: Path) -> None:
    sign.touch()
    while True:
        time.sleep(1)
