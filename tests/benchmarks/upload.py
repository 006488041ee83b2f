"""A large workbook is uploaded and read as the wizard does it: how long the page takes, and how long its job."""

import os
import sys
import time
from pathlib import Path

import django
import openpyxl

from tests.benchmarks.dataset import CITY

ROWS, COLUMNS = 20_000, 40


def write_workbook(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(["Level 1: Axis", "Identifier", "Title", *(f"Column {number}" for number in range(COLUMNS - 3))])
    for number in range(ROWS):
        texts = (f"Text {number % 97} of column {column}" for column in range(COLUMNS - 3))
        sheet.append([f"Axis {number % 10}", f"a{number}", f"Open the harbour to city {number}", *texts])
    book.save(path)


def main(path: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")
    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - once Django is set up
    from django.test import Client  # noqa: PLC0415

    from intlstrategy.interchange.models import ImportRun  # noqa: PLC0415
    from intlstrategy.jobs.services import carry_out  # noqa: PLC0415
    from intlstrategy.municipalities.models import Membership  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(
        Membership.objects.filter(municipality__slug=CITY, roles__role__in=["officer", "lead"]).first().user
    )
    file = SimpleUploadedFile(path.name, path.read_bytes())
    started = time.perf_counter()
    response = client.post(f"/{CITY}/imports/new/", {"file": file, "kind": "strategy", "slug": f"up-{time.time_ns()}"})
    uploaded = time.perf_counter()
    run = ImportRun.objects.latest("pk")
    carry_out(run.job_id)
    run.refresh_from_db()
    if (response.status_code, run.status) != (302, "uploaded"):
        sys.exit(f"answered {response.status_code}, the import is {run.status}: {run.message}")
    size = path.stat().st_size / 1024 / 1024
    print(f"{size:.0f} MB: page {uploaded - started:.1f} s, job {time.perf_counter() - uploaded:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
