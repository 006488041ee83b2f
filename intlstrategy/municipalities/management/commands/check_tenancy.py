import sys
from typing import Any

from django.core.management.base import BaseCommand

from intlstrategy.municipalities.tenancy import links


class Command(BaseCommand):
    help = "Count the records that point into another municipality. The last line is their number; 0 is well."

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for link in links():
            for row in link.strangers().order_by("pk").values("pk", link.name, "municipality"):
                total += 1
                self.stdout.write(
                    f"{link}: row {row['pk']} of municipality {row['municipality']} points at {row[link.name]}"
                )
        self.stdout.write(str(total))
        if total:
            sys.exit(1)
