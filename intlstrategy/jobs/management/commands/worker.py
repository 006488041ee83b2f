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
from intlstrategy.jobs.services import beat, put_back_lost, run_schedules

logger = logging.getLogger("intlstrategy.jobs")
BEAT_SECONDS = 5
ROUND_SECONDS = 15


class PatientWorker(Worker):
    """The queue's own worker, which also outlives a locked database and keeps the house between two tasks."""

    def run(self) -> None:
        while self.running:
            try:
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

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.keep_beating, daemon=True)
        self.rounds_at = 0.0

    def keep_beating(self) -> None:
        while not self.stopping.is_set():
            try:
                beat(self.worker, running.job_id, timezone.now())
                if time.monotonic() - self.rounds_at > ROUND_SECONDS:
                    do_rounds()
                    self.rounds_at = time.monotonic()
            except OperationalError as error:
                logger.warning("no beat this time: %s", error)
            self.stopping.wait(BEAT_SECONDS)
        connection.close()


def do_rounds() -> None:
    now = timezone.now()
    run_schedules(now)
    for job in put_back_lost(now):
        logger.warning("job %s was left by its worker and is %s", job.pk, job.state)


class Command(BaseCommand):
    help = "Run queued jobs until stopped; any number of workers share the queue on PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what is waiting, then stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks at the queue")

    def handle(self, *args: Any, **options: Any) -> None:
        name = get_random_string(32)
        if options["batch"]:
            do_rounds()
        heart = Heart(name)
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
