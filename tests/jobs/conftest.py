import signal

import pytest
from allauth.account.models import EmailAddress
from django.test import TransactionTestCase
from django_tasks_db.models import DBTaskResult

from intlstrategy.accounts.models import User
from intlstrategy.jobs.kinds import KINDS, Kind
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from intlstrategy.journal.models import JournalEntry


@pytest.fixture
def kind(monkeypatch):
    """Teach the house one kind of job, for this test only."""

    def teach(work, name="test", **options):
        monkeypatch.setitem(KINDS, name, Kind(work, **options))
        return name

    return teach


@pytest.fixture
def own_signals():
    """A worker run inside the tests takes their signals; give them back."""
    names = [signal.SIGINT, signal.SIGTERM, signal.SIGQUIT]
    before = {name: signal.getsignal(name) for name in names}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.fixture(scope="module")
def emptied_by_hand():
    """Transactional tests of this module delete what jobs leave, model by model,
    because emptying every table of the product takes PostgreSQL seconds each time.
    """
    empty = TransactionTestCase._fixture_teardown

    def delete_what_jobs_leave(case):
        for model in (JournalEntry, Job, Schedule, WorkerBeat, DBTaskResult, EmailAddress, User):
            model.objects.all().delete()

    TransactionTestCase._fixture_teardown = delete_what_jobs_leave
    yield
    TransactionTestCase._fixture_teardown = empty
