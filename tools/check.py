"""Everything a tool can hold us to, run to the end and shown as one table; ``--fix`` lets the formatters write."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import messages

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRODUCTION = {
    "DEBUG": "0",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "city.example",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "DATABASE_URL": "sqlite://:memory:",
}


@dataclass(frozen=True)
class Outcome:
    name: str
    output: str
    failed: bool
    seconds: float


def tool(*command: str, env: dict[str, str] | None = None) -> tuple[str, bool]:
    """What a command printed, and whether it failed."""
    program = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(
        program, cwd=ROOT, env=os.environ | (env or {}), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout, done.returncode != 0


def manage(*arguments: str) -> tuple[str, bool]:
    """A management command under production settings, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return tool("python", "manage.py", *arguments, env=PRODUCTION | {"VAR_DIR": folder})


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def translations() -> tuple[str, bool]:
    collected = messages.collect()
    faults = [fault for path in messages.catalogues() for fault in messages.faults(path, collected)]
    return "\n".join(faults), bool(faults)


CHECKS: dict[str, Callable[[], tuple[str, bool]]] = {
    "ruff: lint": lambda: tool("ruff", "check", "--output-format", "concise", "."),
    "ruff: format": lambda: tool("ruff", "format", "--check", "."),
    "layers": lambda: tool("lint-imports", "--no-cache"),
    "templates: format": lambda: tool("djade", "--check", "--target-version", "5.2", *templates()),
    "templates: lint": lambda: tool("djlint", "--lint", "--quiet", "templates"),
    "types": lambda: tool("mypy"),
    "django: check": lambda: manage("check", "--fail-level", "WARNING"),
    "django: deployment": lambda: manage("check", "--deploy", "--fail-level", "WARNING"),
    "django: migrations": lambda: manage("makemigrations", "--check", "--dry-run"),
    "translations": translations,
}
FIXES = (
    ("ruff", "check", "--fix", "--quiet", "."),
    ("ruff", "format", "--quiet", "."),
    ("djade", "--target-version", "5.2", *templates()),
)


def carry_out(name: str, check: Callable[[], tuple[str, bool]]) -> Outcome:
    started = time.perf_counter()
    output, failed = check()
    return Outcome(name, output, failed, time.perf_counter() - started)


def main() -> int:
    for fix in FIXES if "--fix" in sys.argv else ():
        tool(*fix)
    outcomes = []
    for name, check in CHECKS.items():
        outcome = carry_out(name, check)
        outcomes.append(outcome)
        if outcome.failed:
            print(f"--- {outcome.name}\n{outcome.output.rstrip()}\n", flush=True)
    for outcome in outcomes:
        print(f"{outcome.name:<20} {'FAILED' if outcome.failed else 'ok':<7} {outcome.seconds:5.1f} s")
    return 1 if any(outcome.failed for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
