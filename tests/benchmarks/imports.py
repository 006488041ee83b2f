"""A plan of 10,000 rows comes in, and again, while somebody keeps writing: time, memory, longest wait."""

import csv
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tests.benchmarks.dataset import CITY
from tests.benchmarks.stage import ROOT, Stage
from tests.benchmarks.upload import write_workbook

ROWS = 10_000
FIRST, AGAIN, LARGE, CONTACTS, WAIT, MEMORY = 30.0, 15.0, 60.0, 120.0, 5.0, 400.0
SLUG = "generated"


def write_file(path: Path, word: str = "partner") -> None:
    """A plan in which every row names another city when ``word`` is another one."""
    header = ["Level 1: Axis", "Level 2: Line", "Identifier", "Title", "Text", "Starts on", "Ends on", "Progress"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(ROWS):
            line = number % 200
            writer.writerow(
                [
                    f"Axis {line % 10}",
                    f"Line {line}",
                    f"a{number}",
                    f"Open the harbour to {word} city {number}",
                    f"What is done with the {word} city, and for whom. " * 3,
                    "2024-01-01",
                    "2027-12-31",
                    f"{number % 101}%",
                ]
            )


class Somebody(threading.Thread):
    """Signs in and saves over and over, and remembers how long it had to wait at most."""

    def __init__(self, made: Stage) -> None:
        super().__init__(daemon=True)
        self.made, self.longest, self.times, self.is_over = made, 0.0, 0, threading.Event()

    def run(self) -> None:
        save = self.on_postgresql() if self.made.vendor == "postgresql" else self.on_sqlite()
        while not self.is_over.is_set():
            started = time.perf_counter()
            save()
            self.longest, self.times = max(self.longest, time.perf_counter() - started), self.times + 1
            time.sleep(0.05)

    def on_postgresql(self):
        connection = psycopg2.connect(self.made.url)
        connection.autocommit = True
        cursor = connection.cursor()
        return lambda: [cursor.execute(statement) for statement in self.statements()]

    def on_sqlite(self):
        import sqlite3  # noqa: PLC0415 - only where it is measured

        connection = sqlite3.connect(self.made.folder / "bench.sqlite3", timeout=60, isolation_level=None)
        return lambda: [connection.execute(statement) for statement in self.statements()]

    def statements(self) -> list[str]:
        """A sign-in writes the user's row; a save writes a record of the city."""
        return [
            "UPDATE accounts_user SET last_login = CURRENT_TIMESTAMP",
            "UPDATE municipalities_municipality SET contact_email = ''",
        ]


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float
    longest_wait: float
    last_line: str


def import_once(made: Stage, path: Path) -> Run:
    return carried_out(made, "manage.py", "import_plan", str(path), "--municipality", CITY, "--plan", SLUG)


def carried_out(made: Stage, *arguments: str) -> Run:
    somebody = Somebody(made)
    somebody.start()
    command = [sys.executable, *arguments]
    output = made.folder / "import.log"
    started = time.perf_counter()
    with output.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=made.env, stdout=log, stderr=subprocess.STDOUT)
        _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    somebody.is_over.set()
    somebody.join()
    lines = output.read_text().strip().splitlines() or [""]
    if status:
        sys.exit(f"{arguments[1]} failed:\n" + "\n".join(lines[-20:]))
    return Run(seconds, used.ru_maxrss / 1024, somebody.longest, lines[-1])


def measure(made: Stage) -> list[str]:
    if "import_plan" not in made.manage("help", "--commands").split():
        print(f"\nimport_plan on {made.vendor}: the command does not exist, so nothing is measured.")
        return []
    if made.vendor == "sqlite":
        made.run("-m", "tests.benchmarks.dataset")
    path = made.folder / "generated.csv"
    write_file(path)
    changed = made.folder / "changed.csv"
    write_file(changed, "sister")
    book = made.folder / "large.xlsx"
    write_workbook(book)
    faults = []
    print(f"\n{'import_plan on ' + made.vendor:<26}{'s':>7}{'bound':>7}{'MB':>7}{'bound':>7}{'wait s':>8}{'bound':>7}")
    steps = (
        ("first", FIRST, lambda: import_once(made, path)),
        ("again", AGAIN, lambda: import_once(made, path)),
        ("every row changed", FIRST, lambda: import_once(made, changed)),
        ("large workbook uploaded", LARGE, lambda: carried_out(made, "-m", "tests.benchmarks.upload", str(book))),
        ("20,000 contacts", CONTACTS, lambda: carried_out(made, "-m", "tests.benchmarks.contacts", str(made.folder))),
    )
    for name, most_seconds, carry_out in steps:
        run = carry_out()
        print(
            f"{name:<26}{run.seconds:>7.1f}{most_seconds:>7g}{run.megabytes:>7.0f}{MEMORY:>7g}"
            f"{run.longest_wait:>8.1f}{WAIT:>7g}  {run.last_line}"
        )
        over = {
            "s": (run.seconds, most_seconds), "MB": (run.megabytes, MEMORY), "s of waiting": (run.longest_wait, WAIT),
        }  # fmt: skip
        faults += [
            f"import, {name}, {made.vendor}: {value:.1f} {unit}, at most {most:g}"
            for unit, (value, most) in over.items()
            if value > most
        ]
    return faults
