"""20,000 contacts come in as a table: first with 500 that are there twice, which is refused; then without them."""

import csv
import os
import sys
import time
from pathlib import Path

import django

from tests.benchmarks.dataset import CITY

ROWS, TWICE = 20_000, 500


def write_contacts(path: Path, twice: int) -> None:
    names = [f"Person number {number} of the fair" for number in range(ROWS - twice)]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Name", "E-mail", "Phone"])
        for number, name in enumerate([*names, *names[:twice]]):
            rows.writerow([name, f"person{number % (ROWS - twice)}@fair.example", f"+34 985 {number:06}"])


def main(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")
    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - once Django is set up
    from django.test import Client  # noqa: PLC0415

    from intlstrategy.interchange.models import ImportRun  # noqa: PLC0415
    from intlstrategy.jobs.models import Job  # noqa: PLC0415
    from intlstrategy.jobs.services import carry_out  # noqa: PLC0415
    from intlstrategy.municipalities.models import Membership  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    lead = Membership.objects.filter(municipality__slug=CITY, roles__role="lead").first()
    client.force_login(lead.user)

    def work() -> float:
        started = time.perf_counter()
        for job in Job.objects.filter(state=Job.State.WAITING).order_by("pk"):
            carry_out(job.pk)
        return time.perf_counter() - started

    def compared(twice: int) -> tuple[ImportRun, float]:
        path = folder / f"contacts-{twice}.csv"
        write_contacts(path, twice)
        file = SimpleUploadedFile(path.name, path.read_bytes())
        client.post(f"/{CITY}/imports/people/new/", {"file": file})
        run = ImportRun.objects.latest("pk")
        columns = {f"column_{number}": run.mapping[column] for number, column in enumerate(run.header)}
        client.post(f"/{CITY}/imports/{run.pk}/columns/", {"format": "people"} | columns)
        seconds = work()
        run.refresh_from_db()
        return run, seconds

    doubled, first = compared(TWICE)
    refused = doubled.rows.filter(outcome="refused").count()
    if doubled.status != "refused" or refused < TWICE:
        sys.exit(f"the import is {doubled.status} with {refused} rows refused: {doubled.message}")
    taken, second = compared(0)
    client.post(f"/{CITY}/imports/{taken.pk}/apply/", {"_seen": taken.revision})
    written = work()
    taken.refresh_from_db()
    if taken.status != "applied":
        sys.exit(f"the import is {taken.status}: {taken.message}")
    print(f"{refused} rows refused after {first:.1f} s; compared in {second:.1f} s, written in {written:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
