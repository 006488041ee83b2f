"""The commands as a person at a terminal calls them: the exit code, and the lines of both streams."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from intlstrategy.planning.models import Plan


def run(command: str, *arguments: object) -> tuple[int, list[str], list[str]]:
    """The exit code and the lines of both streams."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue().splitlines(), err.getvalue().splitlines()


def import_file(file: Path, municipality, *more: str, plan: str = "plan") -> tuple[int, list[str], list[str]]:
    return run("import_plan", file, "--municipality", municipality.slug, "--plan", plan, *more)


def export_file(file: Path, plan: Plan) -> tuple[int, list[str], list[str]]:
    return run("export_plan", "--municipality", plan.municipality.slug, "--plan", plan.slug, "--output", file)


def written(folder: Path, text: str) -> Path:
    file = folder / "plan.csv"
    file.write_text(text, encoding="utf-8")
    return file
