import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.wording import named_by
from intlstrategy.interchange.formats import FORMATS
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.reading import Unreadable
from intlstrategy.interchange.rows import NearDuplicate, ParsedPlan, Problem
from intlstrategy.interchange.services.applying import (
    NOT_IN_THE_DATABASE,
    Readied,
    apply_run,
    set_counts,
    why_not_written,
)
from intlstrategy.interchange.services.runs import new_run, preview, title_from
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Plan


class Command(BaseCommand):
    help = "Bring a plan in from the file it lives in today. All or nothing; exit 1 when a row is refused, 2 when the file cannot be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--plan", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=["auto", *FORMATS], default="auto")
        parser.add_argument("--sheet", default="", metavar="NAME", help="of a workbook, where it is not the first one")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--kind", choices=Plan.Kind.values, default=Plan.Kind.STRATEGY)
        parser.add_argument("--title", default="")
        parser.add_argument("--starts", type=date.fromisoformat, default=None)
        parser.add_argument("--ends", type=date.fromisoformat, default=None)
        parser.add_argument("--by", metavar="EMAIL", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=options["municipality"]).first()
        if municipality is None:
            self.stop(2, f"There is no municipality with the address {options['municipality']!r}.")
        by = self.author(options["by"])
        plan = Plan.objects.of(municipality).filter(slug=options["plan"]).first()
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            self.stop(2, f"The file could not be read: {error}")
        run = self.start(municipality, plan, content, by, options)
        is_applied = False
        try:
            with named_by(municipality.status_names):
                is_applied = self.carry_out(run, by, dry_run=options["dry_run"])
        finally:
            if not is_applied:
                run.file.delete(save=False)
        self.report(run)
        if run.refused_count:
            sys.exit(1)

    def author(self, email: str) -> User | None:
        if not email:
            return None
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            self.stop(2, f"Nobody signs in as {email}.")
        return user

    def start(
        self, municipality: Municipality, plan: Plan | None, content: bytes, by: User | None, options: dict
    ) -> ImportRun:
        name = options["file"].name
        new_plan = {
            "slug": options["plan"],
            "title": options["title"] or title_from(name),
            "kind": options["kind"],
            "starts_on": options["starts"].isoformat() if options["starts"] else "",
            "ends_on": options["ends"].isoformat() if options["ends"] else "",
        }
        try:
            run = new_run(
                municipality=municipality,
                name=name,
                content=content,
                plan=plan,
                new_plan=None if plan else new_plan,
                by=by,
                sheet=options["sheet"],
                file_format="" if options["format"] == "auto" else options["format"],
                is_unattended=True,
            )
        except Unreadable as unreadable:
            self.stop(2, str(unreadable))
        if run.mapping != FORMATS[run.format].default_mapping(run.header, municipality.main_language):
            self.stdout.write(
                _("The columns are read as in the last file like this one. --format native forgets that.")
            )
        return run

    def carry_out(self, run: ImportRun, by: User | None, *, dry_run: bool) -> bool:
        """Compare and apply; say whether anything is to be kept."""
        try:
            parsed, readied = preview(run)
        except Unreadable as unreadable:
            self.stop(2, str(unreadable))
        except ValidationError as refusal:
            return self.refuse(run, refusal)
        set_counts(run, readied.comparison)
        for note in (
            *parsed.notes,
            *readied.comparison.notes,
            *(self.doubt(group) for group in parsed.near_duplicates),
        ):
            self.stdout.write(note)
        for problem in readied.comparison.problems:
            self.stderr.write(self.line(problem))
        if readied.comparison.problems or dry_run:
            return False
        return self.write(run, parsed, readied, by)

    def write(self, run: ImportRun, parsed: ParsedPlan, readied: Readied, by: User | None) -> bool:
        try:
            with transaction.atomic():  # reading and comparing are over, so others wait for the writing only
                run.save(by=by)
                apply_run(run=run, parsed=parsed, readied=readied, by=by)
        except ValidationError as refusal:
            return self.refuse(run, refusal)
        except NOT_IN_THE_DATABASE:
            return self.refuse(run, why_not_written(readied))
        return True

    def refuse(self, run: ImportRun, refusal: ValidationError) -> bool:
        """The plan as a whole is refused: said once, and counted as one error."""
        for name, errors in getattr(refusal, "error_dict", {"": [refusal]}).items():
            field = Plan._meta.get_field(name).verbose_name.capitalize() + ": " if name and name != "__all__" else ""
            for error in errors:
                self.stderr.write(field + " ".join(error.messages))
        run.created_count = run.updated_count = run.unchanged_count = 0
        run.refused_count = 1
        return False

    def doubt(self, group: NearDuplicate) -> str:
        names = ", ".join(f"“{name}”" for name in group.names)
        return f"{names} may be one name. They are kept apart; the wizard offers to merge them."

    def line(self, problem: Problem) -> str:
        where = f"row {problem.row}, column {problem.column}" if problem.column else f"row {problem.row}"
        return f"{where}: {problem.message}"

    def report(self, run: ImportRun) -> None:
        self.stdout.write(f"absent {run.absent_count}")
        self.stdout.write(
            f"created {run.created_count}, updated {run.updated_count}, unchanged {run.unchanged_count}, errors {run.refused_count}"
        )

    def stop(self, code: int, message: str) -> None:
        self.stderr.write(message)
        sys.exit(code)
