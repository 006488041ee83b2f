import sys
from argparse import ArgumentParser
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from intlstrategy.interchange.exporting import export_table, write_csv, write_excel
from intlstrategy.municipalities.models import Municipality
from intlstrategy.planning.models import Plan

WRITERS = {".csv": write_csv, ".xlsx": write_excel}


class Command(BaseCommand):
    help = "Write a plan to a .csv or .xlsx file that import_plan reads back unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--municipality", required=True, metavar="SLUG")
        parser.add_argument("--plan", required=True, metavar="SLUG")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=options["municipality"]).first()
        plan = Plan.objects.of(municipality).filter(slug=options["plan"]).first() if municipality else None
        writer = WRITERS.get(options["output"].suffix.lower())
        if plan is None:
            self.stderr.write("There is no such municipality or plan.")
            sys.exit(2)
        if writer is None:
            self.stderr.write("The file must end in .csv or .xlsx.")
            sys.exit(2)
        table, content = export_table(plan), BytesIO()
        try:
            writer(table, content)
            options["output"].write_bytes(content.getvalue())
        except ValidationError as refusal:
            self.stderr.write(" ".join(refusal.messages))
            sys.exit(2)
        except OSError as error:
            self.stderr.write(f"The file could not be written: {error}")
            sys.exit(2)
        self.stdout.write(f"exported {len(table.rows)}")
