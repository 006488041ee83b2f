from typing import Any

from django.core.management.base import BaseCommand

from intlstrategy.taxonomy.services import load_shared_terms


class Command(BaseCommand):
    help = "Load codes and names of the goals, targets, agendas, dimensions and levels that every city shares."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_shared_terms()
        if options["verbosity"]:
            self.stdout.write(f"{count} terms")
