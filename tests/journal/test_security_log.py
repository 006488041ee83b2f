"""The security log only grows, and what stands in it can be found."""

import pytest
from django.db import DatabaseError, connection, transaction

from intlstrategy.journal import guard
from intlstrategy.journal.models import JournalEntry, SecurityEvent
from intlstrategy.journal.services import log_security, record
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return log_security(SecurityEvent.Kind.EXPORTED, by=make_user(), detail="plans")


@pytest.mark.parametrize(
    "change",
    [
        lambda event: SecurityEvent.objects.filter(pk=event.pk).update(detail="nothing"),
        lambda event: SecurityEvent.objects.filter(pk=event.pk).delete(),
        lambda event: event.delete(),
        lambda event: setattr(event, "detail", "nothing") or event.save(),
    ],
)
def test_no_line_of_the_security_log_can_be_changed_or_deleted(event, change):
    with pytest.raises(DatabaseError, match="insert only"), transaction.atomic():
        change(event)

    assert SecurityEvent.objects.get().detail == "plans"


def test_the_migration_can_be_taken_back_and_laid_again(event):
    guard.remove(connection)
    SecurityEvent.objects.update(detail="changed while open")
    guard.install(connection)

    with pytest.raises(DatabaseError, match="insert only"), transaction.atomic():
        SecurityEvent.objects.update(detail="again")


@pytest.mark.django_db(transaction=True)
def test_a_test_that_flushes_the_database_leaves_the_log_shut(event):
    with pytest.raises(DatabaseError, match="insert only"):
        SecurityEvent.objects.all().delete()


def journal_of(municipality, count, by=None):
    for number in range(count):
        record("changed", municipality, by=by, detail=f"Figure {number}")


@pytest.mark.parametrize("entries", [1, 30])
def test_the_journal_costs_the_same_however_long(client, municipality, entries, count_of_queries):
    member = make_member(municipality)
    journal_of(municipality, entries, by=member.user)
    client.force_login(member.user)

    assert count_of_queries(f"/{municipality.slug}/settings/journal/") == 9


def test_the_journal_is_searched_and_filtered_by_person_act_and_day(client, municipality):
    ana, eva = make_member(municipality, name="Ana"), make_member(municipality, name="Eva")
    record("created", municipality, by=ana.user, detail="first")
    record("changed", municipality, by=eva.user, detail="second")
    client.force_login(ana.user)
    page = f"/{municipality.slug}/settings/journal/"

    def found(query):
        return client.get(f"{page}?{query}").context["paginator"].count

    assert [found(""), found("q=second"), found("verb=created"), found(f"by={eva.user.pk}")] == [2, 1, 1, 1]
    assert [found("since=2000-01-01"), found("until=2000-01-01")] == [2, 0]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("at", "bca"),
        ("-at", "acb"),
        ("by", "bca"),
        ("-by", "cab"),
        ("record", "abc"),
        ("verb", "cab"),
        ("nothing", "acb"),
    ],
)
def test_the_journal_is_sorted_as_asked(client, municipality, sort, order):
    ana, eva = (make_member(municipality, user=make_user(name=name)) for name in ("Ana", "Eva"))
    for name, verb, member in (("b", "created", ana), ("c", "changed", eva), ("a", "changed", eva)):
        JournalEntry.objects.create(
            verb=verb, target_model="x", target_id=1, target_name=name, municipality_id=municipality.pk, by=member.user
        )
    client.force_login(ana.user)
    page = client.get(f"/{municipality.slug}/settings/journal/", {"sort": sort})

    assert "".join(entry.target_name for entry in page.context["page_obj"]) == order


def test_the_security_log_is_sorted_as_asked(client, municipality):
    administrator = make_member(municipality, Role.ADMINISTRATOR)
    for name in ("ana@city.test", "eva@city.test"):
        log_security(SecurityEvent.Kind.EXPORTED, by=None, user_name=name, municipality_id=municipality.pk)
    client.force_login(administrator.user)

    def names(sort):
        page = client.get(f"/{municipality.slug}/settings/security/", {"sort": sort, "kind": "exported"})
        return [event.user_name[:3] for event in page.context["page_obj"]]

    assert (names("user"), names("-user"), names("")) == (["ana", "eva"], ["eva", "ana"], ["eva", "ana"])


@pytest.mark.parametrize("entries", [1, 30])
def test_the_security_log_costs_the_same_however_long(client, municipality, entries, count_of_queries):
    for _number in range(entries):
        log_security(SecurityEvent.Kind.EXPORTED, by=None, municipality_id=municipality.pk)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)

    assert count_of_queries(f"/{municipality.slug}/settings/security/") == 7


@pytest.mark.parametrize(("log", "names"), [("journal", "q verb by since until"), ("security", "q kind since until")])
def test_the_bar_above_a_log_offers_its_filters(client, municipality, log, names):
    journal_of(municipality, 1)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    page = client.get(f"/{municipality.slug}/settings/{log}/").content.decode()

    assert [name for name in names.split() if f'name="{name}"' not in page] == []


def test_another_citys_entries_and_people_do_not_show(client, municipality):
    member, stranger = make_member(municipality), make_user()
    JournalEntry.objects.create(
        verb="created",
        target_model="x",
        target_id=1,
        target_name="Secret",
        municipality_id=municipality.pk + 1,
        by=stranger,
    )
    client.force_login(member.user)
    page = client.get(f"/{municipality.slug}/settings/journal/?by={stranger.pk}")

    assert page.context["paginator"].count == 0
    assert "Secret" not in page.content.decode()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("log", ["journal", "security"])
def test_both_logs_are_exported_and_the_export_is_written_down(client, municipality, log, suffix):
    journal_of(municipality, 1)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)

    response = client.get(f"/{municipality.slug}/settings/{log}/export.{suffix}")

    assert response["Content-Disposition"].startswith("attachment")
    assert SecurityEvent.objects.filter(kind="exported", municipality_id=municipality.pk).count() == 1


def test_administrators_see_the_sign_ins_of_their_members_good_and_bad_and_of_nobody_else(client, municipality):
    administrator, stranger = make_member(municipality, Role.ADMINISTRATOR), make_user()
    log_security(SecurityEvent.Kind.SIGNED_IN, by=administrator.user)
    log_security(SecurityEvent.Kind.SIGN_IN_FAILED, by=None, user_name=administrator.user.email)
    log_security(SecurityEvent.Kind.SIGNED_IN, by=stranger)
    log_security(SecurityEvent.Kind.SIGN_IN_FAILED, by=None, user_name=stranger.email)
    client.force_login(administrator.user)  # which is a sign-in itself

    assert client.get(f"/{municipality.slug}/settings/security/").context["paginator"].count == 3


@pytest.mark.parametrize(("words", "found"), [("POLITICA camara", 1), ("garcia politica", 1), ("camara lopez", 0)])
def test_the_journal_is_searched_without_accents(client, municipality, words, found):
    member = make_member(municipality, user=make_user(name="Ana García"))
    record("changed", municipality, by=member.user, detail="Política de la Cámara")
    client.force_login(member.user)

    page = client.get(f"/{municipality.slug}/settings/journal/", {"q": words})

    assert [row.detail for row in page.context["page_obj"].object_list] == ["Política de la Cámara"] * found


def test_the_security_log_is_searched_without_accents(client, municipality):
    administrator = make_member(municipality, Role.ADMINISTRATOR)
    log_security(
        SecurityEvent.Kind.DOWNLOADED, by=administrator.user, municipality_id=municipality.pk, detail="Comisión.pdf"
    )
    client.force_login(administrator.user)

    page = client.get(f"/{municipality.slug}/settings/security/", {"q": "comision"})

    assert [row.detail for row in page.context["page_obj"].object_list] == ["Comisión.pdf"]
