"""An import whose job ended badly says so, instead of being waited for."""

import pytest

from intlstrategy.accounts.models import User
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.services.runs import start_run
from intlstrategy.interchange.services.work import APPLY, COMPARE, start_work
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import cancel_job, end_job
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return make_member(make_municipality(), Role.OFFICER).user


@pytest.fixture
def run(by) -> ImportRun:
    municipality = by.memberships.get().municipality
    content = b"Level 1: Axis,Code,Title\nYouth,1,Exchange with Niort\n"
    new_plan = {"slug": "abroad", "title": "Abroad"}
    return start_run(municipality=municipality, name="plan.csv", content=content, plan=None, new_plan=new_plan, by=by)


@pytest.mark.parametrize("kind", [COMPARE, APPLY])
def test_a_cancelled_job_cancels_its_import(run, kind, by):
    started = start_work(run=run, kind=kind, by=by)
    cancel_job(Job.objects.get(pk=started.job_id), by=by)
    run.refresh_from_db()

    assert run.status == ImportRun.Status.CANCELLED


@pytest.mark.parametrize("kind", [COMPARE, APPLY])
def test_a_failed_job_fails_its_import_and_says_what_to_do(run, kind, by):
    started = start_work(run=run, kind=kind, by=by)
    end_job(Job.objects.get(pk=started.job_id), Job.State.FAILED, error="It broke.")
    run.refresh_from_db()

    assert run.status == ImportRun.Status.FAILED
    assert run.message == "The work failed and nothing was changed. Compare the file again."
