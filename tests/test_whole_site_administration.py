"""Every page of every model in the administration site, as its administrator, a neighbour's, and the superuser.

The models come from the registry, so a new one is walked the day it is registered. What you add for it: a
`cached_property` of its name in `tests/whole_site/world.py`, or a line in MADE below.
"""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from intlstrategy.accounts.models import Preference, SavedView, User
from intlstrategy.core.admin import HouseAdmin, ReachedLogAdmin, SuperuserReadsAdmin
from intlstrategy.interchange.models import ImportRow
from intlstrategy.jobs.models import Job, Schedule, WorkerBeat
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.municipalities.models import MembershipRole, Municipality
from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.models import ActionDepartment, ActionElement, VersionAction, VersionElement
from tests.factories import make_department, make_member, make_user
from tests.whole_site.rows import copied
from tests.whole_site.world import Land

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]  # a walk through all, slow under a tracer
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
SECRET = "never-to-be-shown"

FROZEN_TEXT = {"order": 1, "title": "Harbour", "weight": 1}
MADE: dict[type[models.Model], Any] = {
    User: lambda land: land.member.user,
    Municipality: lambda land: land.municipality,
    MembershipRole: lambda land: land.member.roles.first(),
    EmailAddress: lambda land: land.member.user.emailaddress_set.first(),
    Authenticator: lambda land: Authenticator.objects.create(
        user=land.member.user, type="totp", data={"secret": SECRET}
    ),
    DBTaskResult: lambda land: DBTaskResult.objects.create(
        task_path="x.y", queue_name="default", backend_name="default", args_kwargs={"args": [], "kwargs": {}}
    ),
    SavedView: lambda land: SavedView.objects.create(
        user=land.member.user, municipality_id=land.municipality.pk, register="members", name="Mine"
    ),
    Preference: lambda land: Preference.objects.create(
        user=land.member.user, municipality_id=land.municipality.pk, key="columns"
    ),
    Schedule: lambda land: Schedule.objects.create(kind="daily", every_seconds=60, next_run_at=timezone.now()),
    WorkerBeat: lambda land: WorkerBeat.objects.create(worker="one", beat_at=timezone.now()),
    Job: lambda land: land.job,
    SecurityEvent: lambda land: SecurityEvent.objects.create(kind="exported", municipality_id=land.municipality.pk),
    JournalEntry: lambda land: JournalEntry.objects.create(
        verb="created", target_model="x", target_id=1, target_name="x", municipality_id=land.municipality.pk
    ),
    ActionElement: lambda land: land.make(ActionElement, action=land.action_proposal, element=land.element),
    ActionDepartment: lambda land: land.make(
        ActionDepartment, action=land.action, department=make_department(land.municipality)
    ),
    VersionElement: lambda land: VersionElement.objects.create(
        municipality=land.municipality, version=land.version, source_id=1, depth=1, **FROZEN_TEXT
    ),
    VersionAction: lambda land: VersionAction.objects.create(
        municipality=land.municipality, version=land.version, source_id=1, element_source_id=1, **FROZEN_TEXT
    ),
    ImportRow: lambda land: ImportRow.objects.create(
        municipality=land.municipality, run=land.import_run, number=1, kind="action", outcome="new", title="Harbour"
    ),
}


def record_of(model: type[models.Model], land: Land) -> Any:
    return MADE[model](land) if model in MADE else land.of_model(model)


def page(model: type[models.Model], name: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def is_the_superusers(model: type[models.Model]) -> bool:
    found = admin.site._registry[model]
    return isinstance(found, SuperuserReadsAdmin) and not isinstance(found, ReachedLogAdmin)


@pytest.fixture(params=["administrator", "superuser"])
def who(request, visitor, world):
    is_super = request.param == "superuser"
    user = make_user(is_superuser=True) if is_super else make_member(world.municipality, Role.ADMINISTRATOR).user
    visitor.force_login(user)
    return request.param


def test_every_list_of_ours_has_a_search_filters_and_the_export(rf):
    request = rf.get("/admin/")
    request.user = make_user(is_superuser=True)
    poor = [
        model.__name__
        for model, each in admin.site._registry.items()
        if not isinstance(each, HouseAdmin)
        or not each.search_fields
        or not each.get_list_filter(request)
        or "export_rows" not in each.get_actions(request)
        or "delete_selected" in each.get_actions(request)
        or each.has_delete_permission(request)
    ]

    assert poor == []
    assert len(MODELS) > 35


def fault(response) -> str:
    return (
        f"{response.status_code} {response.exc_info[1]!r}" if response.status_code == 500 else str(response.status_code)
    )


def test_every_page_answers_to_whom_it_is_for_and_to_nobody_else(visitor, world, who):
    faults = []
    for model in MODELS:
        record = record_of(model, world.mine)
        is_open = who == "superuser" or not is_the_superusers(model)
        for name, arguments in (("changelist", ()), ("change", (record.pk,)), ("history", (record.pk,))):
            answer = visitor.get(page(model, name, *arguments))
            if answer.status_code != (200 if is_open else 403):
                faults.append(f"{model.__name__} {name}: {fault(answer)}")
        offered = visitor.get(page(model, "add"))
        if offered.status_code not in {200, 403}:
            faults.append(f"{model.__name__} add: {fault(offered)}")
        if visitor.get(page(model, "delete", record.pk)).status_code != 403:
            faults.append(f"{model.__name__} delete")

    assert faults == []


ADDED_BY = {
    "administrator": [
        "ApproachCriterion", "ApproachDesk", "Department", "Deputy", "Dimension", "Goal", "GoalTarget", "GovernanceLevel", "Invitation", "LegalNature",
        "Mandate", "NatureDuty", "Post", "PostHolder", "UrbanAgendaObjective",
    ],
    "superuser": [
        "Action", "ActionDepartment", "ActionElement", "AgendaItem", "Agreement", "AgreementText", "Alignment",
        "Amendment", "Appraisal", "Approach", "ApproachCriterion", "ApproachDesk", "Asset", "AssetUse", "Attachment", "Attendance", "Body", "Commitment",
        "Contribution", "Decision", "Deliverable", "DeliverableUse", "Department", "Deputy", "Diagnosis",
        "DiagnosisAnswer", "Dimension", "Duty", "Element", "Engagement", "Gift", "Goal", "GoalTarget",
        "GovernanceLevel", "GroupParticipant", "Invitation", "LegalNature", "Mandate", "Meeting", "Membership",
        "Milestone", "Mission", "MissionCost", "MissionParticipant", "Municipality", "NatureDuty", "NetworkMembership",
        "NetworkRole", "NetworkYear", "Paper", "Party", "Person", "Plan", "PlanPriority", "Position", "Post",
        "PostHolder", "Presence", "ProgrammeItem", "ReportingPeriod", "Review", "RoleHolder", "Seat", "SeatHolder", "Stakeholder",
        "StatusChange", "Tie", "UrbanAgendaObjective", "WorkingGroup",
    ],
}  # fmt: skip


def test_who_adds_what(visitor, world, who):
    added, faults = [], []
    for model in MODELS:
        if visitor.get(page(model, "add")).status_code == 200:
            added.append(model.__name__)
        with transaction.atomic():
            status = visitor.post(page(model, "add"), {}).status_code
            transaction.set_rollback(True)
        if status != (200 if model.__name__ in added else 403):
            faults.append(f"{model.__name__}: {status}")

    assert sorted(added) == ADDED_BY[who]
    assert faults == []


def test_a_form_saved_as_it_was_shown_is_saved(visitor, world, who):
    """Every change form is sent back untouched: whatever it shows, it takes."""
    faults, saved = [], []
    for model in MODELS:
        record = record_of(model, world.mine)
        shown = visitor.get(page(model, "change", record.pk))
        if shown.status_code == 403 or not shown.context["has_change_permission"]:
            continue
        form = shown.context["adminform"].form
        typed = {
            each.html_name: each.value() for each in form if each.value() is not None and each.value() is not False
        }
        typed |= {key: "" for key in typed if key == "crest"}
        with transaction.atomic():
            sent = visitor.post(page(model, "change", record.pk), typed)
            transaction.set_rollback(True)
        saved.append(model.__name__)
        if sent.status_code != 302:
            why = sent.context["adminform"].form.errors if sent.status_code == 200 else fault(sent)
            faults.append(f"{model.__name__}: {why}")

    assert faults == []
    assert len(saved) > 10


def test_every_list_is_exported_without_what_is_secret(visitor, world, who):
    faults = []
    for model in MODELS:
        record = record_of(model, world.mine)
        answer = visitor.post(page(model, "changelist"), {"action": "export_rows", "_selected_action": [record.pk]})
        if who == "administrator" and is_the_superusers(model):
            if answer.status_code != 403:
                faults.append(f"{model.__name__}: {answer.status_code}")
            continue
        if answer.status_code != 200 or not answer.streaming:
            faults.append(f"{model.__name__}: {fault(answer)}")
            continue
        text = b"".join(answer.streaming_content).decode()
        columns = text.splitlines()[0].lstrip("\ufeff").split(",")
        if len(text.splitlines()) < 2 or {"token", "password", "data"} & set(columns) or SECRET in text:
            faults.append(f"{model.__name__}: {columns}")

    assert faults == []


def test_a_neighbours_record_is_not_there(visitor, world):
    visitor.force_login(make_member(world.municipality, Role.ADMINISTRATOR).user)
    faults = []
    for model in MODELS:
        if is_the_superusers(model):
            continue
        foreign = record_of(model, world.abroad)
        pages = (visitor.get(page(model, name, foreign.pk)) for name in ("change", "history"))
        faults += [
            f"{model.__name__}: {answer.status_code}" for answer in pages if answer.status_code not in {302, 404}
        ]
        if foreign.pk in {row.pk for row in visitor.get(page(model, "changelist")).context["cl"].result_list}:
            faults.append(f"{model.__name__} list")
        answer = visitor.post(page(model, "changelist"), {"action": "export_rows", "_selected_action": [foreign.pk]})
        if len(b"".join(answer.streaming_content if answer.streaming else [answer.content]).splitlines()) > 1:
            faults.append(f"{model.__name__} export")

    assert faults == []


SAME_FOR_ALL = ("at__year=9999", "q=%22(", "o=99.x", "p=abc", "p=-1", "all=x", "e=1", "pk=x")
IMPOSSIBLE_KEYS = ("abc", "9" * 30, "1_2F2")
ODD = ("regex=(", "year=99999", "exact=abc", "gte=x")


def crafted(model: type[models.Model], record: models.Model, tried: set[type[models.Field]]) -> list[str]:
    """Addresses nobody has reason to ask for: of each kind of field every odd lookup once; of what all models answer by
    the same code, every model a third, by turns."""
    turn = MODELS.index(model) % 3
    fields = [field for field in model._meta.concrete_fields if type(field) not in tried]
    tried |= {type(field) for field in fields}
    names = [field.name for field in model._meta.concrete_fields]
    queries = [f"{name}__{ODD[number % len(ODD)]}" for number, name in enumerate(names) if number < len(ODD)]
    queries += [f"{field.name}__{odd}" for field in fields for odd in ODD]
    links = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    queries += [f"{name}__id__exact=99999999999999999999999" for name in {*links[:1], names[-1]}]
    history = page(model, "history", record.pk)
    same_for_all = [
        *(f"{page(model, 'changelist')}?{query}" for query in SAME_FOR_ALL),
        *(page(model, name, pk) for pk in IMPOSSIBLE_KEYS for name in ("change", "history", "delete")),
        *(f"{history}{odd}" for odd in ("abc/", "?page=abc", f"?page={'9' * 30}")),
        f"{page(model, 'change', record.pk)}?_to_field=title",
    ]
    return [*(f"{page(model, 'changelist')}?{query}" for query in queries), *same_for_all[turn::3]]


def test_no_crafted_address_breaks_a_page(visitor, world, who):
    faults, tried = [], set()
    for model in MODELS:
        if who == "administrator" and is_the_superusers(model):
            continue
        record = record_of(model, world.mine)
        for url in crafted(model, record, tried):
            if who == "administrator" and "?" in url and "municipality" not in url:
                continue  # read by the same code as for the superuser
            with transaction.atomic():
                status = visitor.get(url).status_code
                transaction.set_rollback(True)
            if status >= 500:
                faults.append(url)
        for chosen in ("abc", "9" * 30)[MODELS.index(model) % 2 :][:1]:
            with transaction.atomic():
                sent = visitor.post(page(model, "changelist"), {"action": "export_rows", "_selected_action": chosen})
                transaction.set_rollback(True)
            if sent.status_code >= 500:
                faults.append(f"{model.__name__}: export of {chosen}")

    assert faults == []


IMPOSSIBLE_IDS = ("abc", "on", "-1", "9" * 24)


@pytest.mark.parametrize("turn", [0, 2])
def test_no_link_that_nobody_can_choose_breaks_a_form(visitor, world, who, turn):
    """Each form is sent twice, every link with another impossible id than its neighbours, and the second time with another."""
    faults = []
    for model in MODELS:
        if who == "administrator" and is_the_superusers(model):
            continue
        links = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
        record = record_of(model, world.mine)
        for url in (page(model, "add"), page(model, "change", record.pk)):
            if visitor.get(url).status_code == 403:
                continue
            sent = {name: IMPOSSIBLE_IDS[(number + turn) % 4] for number, name in enumerate(links)}
            with transaction.atomic():
                answers = visitor.get(url, sent), visitor.post(url, sent)
                transaction.set_rollback(True)
            faults += [f"{url}: {fault(answer)}" for answer in answers if answer.status_code not in {200, 403}]

    assert faults == []


@pytest.mark.parametrize("field", ["", "title", "nothing"])
def test_an_address_cannot_ask_for_a_record_by_another_field(visitor, world, who, field):
    faults = []
    for model in MODELS:
        if who == "administrator" and is_the_superusers(model):
            continue
        url = page(model, "change", record_of(model, world.mine).pk)
        answers = visitor.get(url, {"_to_field": field}), visitor.post(url, {"_to_field": field})
        faults += [f"{url}: {fault(answer)}" for answer in answers if answer.status_code >= 500]

    assert faults == []


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


UNCOPIED = {Authenticator, DBTaskResult, EmailAddress, Schedule, User, WorkerBeat}


def test_no_list_takes_more_queries_for_thirty_rows_than_for_one(visitor, world, who):
    faults = []
    for model in MODELS:
        if model in UNCOPIED or (who == "administrator" and is_the_superusers(model)):
            continue
        if model is Municipality and who == "administrator":
            continue
        row, url = record_of(model, world.mine), page(model, "changelist")
        queries_of(visitor, url)  # what is cached for good is not what is counted
        with transaction.atomic():
            one = queries_of(visitor, url)
            for number in range(29):
                copied(row, number)
            thirty = queries_of(visitor, url)
            transaction.set_rollback(True)
        if one != thirty:
            faults.append(f"{model.__name__}: {one} queries for one row, {thirty} for thirty")

    assert faults == []
