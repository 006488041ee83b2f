"""An import whose job ended badly says so, instead of being waited for."""

import pytest

from intlstrategy.accounts.models import User
from intlstrategy.interchange.models import ImportRun
from intlstrategy.interchange.services import work
from intlstrategy.interchange.services.work import APPLY, COMPARE, bring_in, start_work
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import cancel_job, carry_out, end_job
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
    return bring_in(municipality=municipality, name="plan.csv", content=content, plan=None, new_plan=new_plan, by=by)


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


def test_applying_says_step_by_step_what_it_does_and_is_whole_in_the_end(client, run, by, monkeypatch):
    client.force_login(by)
    seen = []

    def watched(step):
        def look(*given, **named):
            page = client.get(run.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
            job = Job.objects.get(kind=APPLY)
            seen.append((job.progress_done, job.progress_total, job.message, page.count(f">{job.message}<")))
            return step(*given, **named)

        return look

    start_work(run=run, kind=COMPARE, by=by)
    carry_out(Job.objects.get(kind=COMPARE).pk)
    run.refresh_from_db()
    for name in ("read_run", "ready", "apply_run"):
        monkeypatch.setattr(work, name, watched(getattr(work, name)))
    job_id = start_work(run=run, kind=APPLY, by=by).job_id
    carry_out(job_id)
    job = Job.objects.get(pk=job_id)
    assert seen == [
        (0, 3, "The file is read.", 1),
        (1, 3, "The file is compared with the plan once more.", 1),
        (2, 3, "The changes are written, all of them at once.", 1),
    ]
    assert (job.state, job.percent, job.message) == (Job.State.DONE, 100, "")


def test_a_job_that_is_asked_to_stop_while_it_writes_ends_as_what_it_did(run, by, monkeypatch):
    write = work.apply_run

    def asked_meanwhile(**told):
        cancel_job(Job.objects.get(kind=APPLY), by=by)
        return write(**told)

    monkeypatch.setattr(work, "apply_run", asked_meanwhile)
    start_work(run=run, kind=COMPARE, by=by)
    carry_out(Job.objects.get(kind=COMPARE).pk)
    run.refresh_from_db()
    carry_out(start_work(run=run, kind=APPLY, by=by).job_id)
    run.refresh_from_db()
    assert (run.status, Job.objects.get(kind=APPLY).state) == (ImportRun.Status.APPLIED, Job.State.DONE)
