"""A database, a folder and a server for the benchmarks alone; all of it goes when they end."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


@dataclass(frozen=True)
class Stage:
    vendor: str
    folder: Path
    url: str

    @property
    def env(self) -> dict[str, str]:
        return os.environ | {
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "DEBUG": "0",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str) -> str:
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=self.env, text=True, stdout=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}")
        return done.stdout

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)


def server() -> str | None:
    """Where PostgreSQL answers: DATABASE_URL when it names one, else this machine."""
    given = os.environ.get("DATABASE_URL", "")
    url = given if given.startswith("postgres") else SERVER
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.OperationalError:
        return None
    return url


def execute(url: str, statement: str) -> None:
    with contextlib.closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextlib.contextmanager
def stage(vendor: str) -> Iterator[Stage]:
    """A migrated database of this kind, with the taxonomy loaded."""
    folder = Path(tempfile.mkdtemp(prefix="intlstrategy-bench-"))
    address, name = server(), f"intlstrategy_bench_{os.getpid()}"
    url = f"sqlite:///{folder / 'bench.sqlite3'}"
    if vendor == "postgresql":
        if address is None:
            sys.exit("PostgreSQL does not answer.")
        execute(address, f"DROP DATABASE IF EXISTS {name}")
        execute(address, f"CREATE DATABASE {name}")
        url = urlsplit(address)._replace(path=f"/{name}").geturl()
    made = Stage(vendor, folder, url)
    try:
        made.manage("migrate", "--verbosity", "0")
        made.manage("createcachetable")
        made.manage("load_taxonomy", "--verbosity", "0")
        yield made
    finally:
        if vendor == "postgresql" and address:
            execute(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def gunicorn(made: Stage) -> Iterator[int]:
    """One worker on this machine, as `make serve` starts them."""
    made.manage("collectstatic", "--noinput", "--verbosity", "0")
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.benchmarks.wsgi", "--workers", "1", "--log-level", "warning"]
    process = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=made.env)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    for _attempt in range(150):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    sys.exit("The server did not start.")
