from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.services.runs import keep_preview, preview
from intlstrategy.interchange.services.work import APPLY, bring_in, start_work
from intlstrategy.jobs.models import Job
from intlstrategy.journal.models import JournalEntry
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import Action, Element, Plan
from tests.factories import make_member
from tests.jobs.making import State
from tests.jobs.processes import kill_dash_nine, until, worker

CITY_PLAN = b"""Level 1: Axis,Code,Title
Harbour,1,Twin the port with Nantes
Harbour,2,Join AIVP
Youth,3,Exchange with Niort
"""


@pytest.fixture
def run(municipality):
    by = make_member(municipality, Role.OFFICER).user
    new_plan = {"slug": "abroad", "title": "Abroad"}
    run = bring_in(municipality=municipality, name="plan.csv", content=CITY_PLAN, plan=None, new_plan=new_plan, by=by)
    parsed, readied = preview(run)
    keep_preview(run=run, comparison=readied.comparison, notes=parsed.notes, by=by)
    return start_work(run=run, kind=APPLY, by=by)


def kill_in_import(moment, tmp_path):
    sign = tmp_path / moment
    with worker(WAIT_IN_IMPORT=moment, WAITING_FILE=str(sign)) as process:
        until(sign.exists, process)
        kill_dash_nine(process)
    Job.objects.running().update(beat_at=timezone.now() - timedelta(seconds=61))


def written():
    return [model.objects.count() for model in (Plan, Element, Action)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_signals")
def test_an_import_killed_with_minus_nine_before_and_after_its_commit_ends_once(run, tmp_path):
    kill_in_import("before its commit", tmp_path)
    assert written() == [0, 0, 0]

    kill_in_import("after its commit", tmp_path)
    assert written() == [1, 2, 3]

    call_command("worker", batch=True, interval=0)
    call_command("worker", batch=True, interval=0)
    run.refresh_from_db()
    job = Job.objects.get(pk=run.job_id)

    assert written() == [1, 2, 3]
    assert (job.state, job.attempts) == (State.DONE, 3)
    assert (run.status, run.created_count) == (ImportRun.Status.APPLIED, 5)
    assert JournalEntry.objects.filter(verb="imported").count() == 1
