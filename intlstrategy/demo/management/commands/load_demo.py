import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from intlstrategy.demo import loading
from intlstrategy.demo.city import PASSWORD, Passwords
from intlstrategy.municipalities.models import Municipality


class Command(BaseCommand):
    help = "Load the demonstration municipalities and accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="recreate the demonstration municipalities (DEBUG only)"
        )
        parser.add_argument(
            "--force", action="store_true", help="load although DEBUG is off, with random passwords printed once"
        )
        parser.add_argument("--if-empty", action="store_true", help="do nothing when any municipality exists")
        parser.add_argument(
            "--list-accounts", action="store_true", help="only print the accounts, when the demonstration is loaded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list_accounts"]:
            self.list_accounts()
            return
        if options["if_empty"] and Municipality.objects.exists():
            return
        if not settings.DEBUG and not options["force"]:
            self.stop(
                "Demonstration data is for DEBUG only. Use --force to load it all the same, with random passwords."
            )
        if options["reset"]:
            if not settings.DEBUG:
                self.stop("--reset works with DEBUG only.")
            loading.forget()
        elif loading.is_loaded():
            self.stdout.write("The demonstration is already loaded. Use --reset to load it again.")
            return
        self.show(loading.load(random_passwords=not settings.DEBUG))

    def show(self, passwords: Passwords) -> None:
        self.stdout.write(f"loaded {', '.join(loading.SLUGS)}")
        if passwords.random:
            for email, password in passwords.given.items():
                self.stdout.write(f"{email}  {password}")

    def list_accounts(self) -> None:
        if not loading.is_loaded():
            return
        self.stdout.write(f"  Demo accounts, password “{PASSWORD}”:")
        for email in loading.ACCOUNTS:
            self.stdout.write(f"    {email}")

    def stop(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(1)
