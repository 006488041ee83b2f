import logging
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.utils import is_locked_database_exception

from intlstrategy.jobs import running
from intlstrategy.jobs.services import beat, requeue_lost, run_schedules

logger = logging.getLogger("intlstrategy.jobs")
BEAT_SECONDS = 5.0
ROUND_SECONDS = 15.0


class PatientWorker(Worker):
    """The queue's own worker, which also outlives a locked database."""

    def run(self) -> None:
        while self.running:
            try:
                if self.batch:
                    do_rounds()
                super().run()
            except OperationalError as error:
                if not is_locked_database_exception(error):
                    raise
                logger.warning("the database was locked; trying again")
                time.sleep(self.interval)
            else:
                return


class Heart:
    """A thread with its own connection: says every five seconds that the worker lives, and does the rounds."""

    def __init__(self, worker: str, *, does_rounds: bool) -> None:
        self.worker = worker
        self.does_rounds = does_rounds
        self.rounds_at: float | None = None
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.keep_beating, name="heart", daemon=True)

    def keep_beating(self) -> None:
        try:
            while not self.stopping.is_set():
                self.beat_once()
                self.stopping.wait(BEAT_SECONDS)
        finally:
            connection.close()

    def beat_once(self) -> None:
        """Whatever goes wrong, the next beat must come: a worker taken for dead has its job run by another."""
        try:
            beat(self.worker, running.now, timezone.now())
            if self.does_rounds and self.rounds_are_due():
                do_rounds()
                self.rounds_at = time.monotonic()
        except Exception as error:
            logger.warning("no beat this time: %s", error, exc_info=not isinstance(error, OperationalError))
            connection.close()  # a broken one would fail for ever

    def rounds_are_due(self) -> bool:
        return self.rounds_at is None or time.monotonic() - self.rounds_at >= ROUND_SECONDS


def do_rounds() -> None:
    """What any worker does for all: queue what is due, and put back what a dead one left."""
    now = timezone.now()
    run_schedules(now)
    for job in requeue_lost(now):
        logger.warning("job %s was left by its worker and is %s", job.pk, job.state)


class Command(BaseCommand):
    help = "Run queued jobs until stopped; any number of workers share the queue on PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what is waiting, then stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks at the queue")

    def handle(self, *args: Any, **options: Any) -> None:
        name = get_random_string(32)
        heart = Heart(name, does_rounds=not options["batch"])
        worker = PatientWorker(
            queue_names=["default"],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        heart.thread.start()
        try:
            worker.run()
        finally:
            heart.stopping.set()
            heart.thread.join(timeout=10)
