import pytest
from django.urls import reverse
from django.utils import timezone

from intlstrategy.jobs.models import Job
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_municipality
from tests.jobs.making import State, make_job, make_over, make_running

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
OVERSEERS = [Role.OFFICER, Role.LEAD, Role.ADMINISTRATOR]


@pytest.fixture
def observer(municipality):
    return make_member(municipality)


@pytest.fixture
def colleague(municipality):
    return make_member(municipality)


def address(name, job, municipality):
    return reverse(f"workspace:job-{name}", args=[municipality.slug, job.pk])


def owned(make, member, **fields):
    return make(municipality_id=member.municipality_id, requested_by=member.user, **fields)


def page(client, job, municipality, **headers):
    return client.get(address("detail", job, municipality), **headers)


def cancel(client, job, municipality):
    return client.post(address("cancel", job, municipality))


def test_a_member_sees_and_cancels_their_own_job(client, municipality, observer):
    job = owned(make_running, observer)
    client.force_login(observer.user)
    shown, answer = page(client, job, municipality), cancel(client, job, municipality)
    job.refresh_from_db()

    assert (shown.status_code, shown.context["job"]) == (200, job)
    assert (answer.status_code, answer.url) == (302, address("detail", job, municipality))
    assert job.is_stopping is True


def test_a_colleagues_job_is_not_for_everybody(client, municipality, observer, colleague):
    job = owned(make_running, colleague)
    client.force_login(observer.user)
    answers = [page(client, job, municipality), cancel(client, job, municipality)]
    job.refresh_from_db()

    assert ([answer.status_code for answer in answers], job.is_stopping) == ([403, 403], False)


@pytest.mark.parametrize("role", OVERSEERS)
def test_the_office_and_the_administrators_see_and_cancel_every_job(client, municipality, observer, role):
    job = owned(make_job, observer)
    client.force_login(make_member(municipality, role).user)
    answers = [page(client, job, municipality), cancel(client, job, municipality)]
    job.refresh_from_db()

    assert ([answer.status_code for answer in answers], job.state) == ([200, 302], State.CANCELLED)


@pytest.mark.parametrize("role", OVERSEERS)
def test_another_municipalitys_job_is_not_found(client, municipality, role):
    job = make_running(municipality_id=make_municipality().pk)
    ours_by_nobody = make_running(municipality_id=None)
    client.force_login(make_member(municipality, role).user)
    answers = [act(client, each, municipality) for act in (page, cancel) for each in (job, ours_by_nobody)]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_cancelling_is_asked_for_by_post_only(client, municipality, observer):
    job = owned(make_running, observer)
    client.force_login(observer.user)

    assert client.get(address("cancel", job, municipality)).status_code == 405


def test_a_job_that_is_over_says_so_when_it_is_cancelled(client, municipality, observer):
    job = owned(make_over, observer, state=State.DONE)
    client.force_login(observer.user)
    answer = client.post(address("cancel", job, municipality), follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["This job is already over."]


def test_the_progress_part_asks_again_every_two_seconds_while_the_job_runs(client, municipality, observer):
    job = owned(make_running, observer, progress_done=2, progress_total=4, message="Two of four rows")
    client.force_login(observer.user)
    part = page(client, job, municipality, **HTMX)
    text = part.content.decode()

    assert "workspace/job_detail.html" not in [template.name for template in part.templates]
    assert [words in text for words in ('hx-trigger="every 2s"', "50%", "Two of four rows", "Refresh")] == [True] * 4


def test_the_progress_part_rests_and_reads_the_end_out_once_it_is_over(client, municipality, observer):
    job = owned(make_over, observer, state=State.FAILED)
    client.force_login(observer.user)
    part = page(client, job, municipality, **HTMX).content.decode()
    whole = page(client, job, municipality).content.decode()

    assert ["hx-trigger" in part, 'id="job-cancel"' in part, "It broke." in part] == [False, False, True]
    assert ("hx-swap-oob" in part, "hx-swap-oob" in whole) == (True, False)


def test_a_job_that_was_asked_to_stop_is_not_asked_again(client, municipality, observer):
    job = owned(make_running, observer, cancel_requested_at=timezone.now())
    client.force_login(observer.user)
    text = page(client, job, municipality).content.decode()

    assert ('id="job-cancel"' in text, 'id="job-refresh"' in text) == (False, True)


def test_the_list_holds_ones_own_jobs_and_for_the_office_everybodys(client, municipality, observer, colleague):
    mine, theirs = owned(make_job, observer), owned(make_job, colleague)
    make_job(municipality_id=make_municipality().pk)
    seen = []
    for member in (observer, make_member(municipality, Role.OFFICER)):
        client.force_login(member.user)
        seen.append(list(client.get(reverse("workspace:job-list", args=[municipality.slug])).context["page_obj"]))

    assert seen == [[mine], [theirs, mine]]


def test_the_list_is_filtered_by_state(client, municipality, observer):
    owned(make_job, observer)
    done = owned(make_over, observer, state=State.DONE)
    client.force_login(observer.user)
    answer = client.get(reverse("workspace:job-list", args=[municipality.slug]), {"state": "done"})

    assert list(answer.context["page_obj"]) == [done]


def found(client, municipality, **query):
    answer = client.get(reverse("workspace:job-list", args=[municipality.slug]), query)
    return [job.title for job in answer.context["page_obj"]]


def test_the_list_is_searched_filtered_by_kind_and_sorted(client, municipality, observer):
    owned(make_job, observer, title="Línea azul", kind="import-apply")
    owned(make_job, observer, title="Another", kind="import-compare")
    client.force_login(observer.user)

    assert found(client, municipality, q="linea") == ["Línea azul"]
    assert found(client, municipality, q=observer.user.name.lower()) == ["Another", "Línea azul"]
    assert found(client, municipality, kind="import-compare") == ["Another"]
    assert found(client, municipality, sort="title") == ["Another", "Línea azul"]
    assert found(client, municipality, sort="-title") == ["Línea azul", "Another"]


def test_the_list_is_exported_with_what_went_wrong(client, municipality, observer):
    owned(make_over, observer, state=State.FAILED, title="Apply it", kind="import-apply")
    client.force_login(observer.user)
    answer = client.get(reverse("workspace:job-list-export", args=[municipality.slug, "csv"]))
    head, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert head == "Title,Kind,State,Requested by,Requested at,Started,Ended,What went wrong"
    assert row.split(",")[:4] == ["Apply it", "Import of a file into a plan", "Failed", observer.user.name]
    assert row.split(",")[-1] == "It broke."


def test_an_empty_list_says_what_it_is_for(client, municipality, observer):
    client.force_login(observer.user)
    answer = client.get(reverse("workspace:job-list", args=[municipality.slug]))

    assert "No jobs" in answer.content.decode()


@pytest.mark.parametrize("jobs", [1, 30])
def test_the_list_costs_the_same_however_long(client, municipality, observer, jobs, django_assert_num_queries):
    for _ in range(jobs):
        owned(make_job, observer)
    client.force_login(observer.user)
    with django_assert_num_queries(8):  # session, user, membership, roles, kinds, count, page, saved filters
        client.get(reverse("workspace:job-list", args=[municipality.slug]))

    assert Job.objects.count() == jobs
