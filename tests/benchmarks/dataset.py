"""A city with a plan of 5 axes, 29 lines and 1,467 actions, 20,000 stakeholders and 5,000 engagements; prints how to sign in."""

import json
from datetime import date, timedelta
from typing import Any

import django

CITY, PLAN = "bench", "harbour"
WORLD = "world"  # a city with 300 relations of each kind in every country, and 2,000 entries in its calendar
RELATIONS, ENTRIES = 300, 2_000
AXES, LINES, ACTIONS = 5, 29, 1467
STAKEHOLDERS = 20_000
ENGAGEMENTS = 5_000
STATUSES = ("", "on_track", "at_risk", "delayed", "completed", "not_started")


def build() -> dict[str, object]:
    from django.test import Client  # noqa: PLC0415 - settings first

    from intlstrategy.municipalities.editing import bulk_save  # noqa: PLC0415
    from intlstrategy.municipalities.roles import Role  # noqa: PLC0415
    from intlstrategy.planning.models import Action, Element  # noqa: PLC0415
    from tests.factories import make_department, make_member, make_municipality, make_plan, make_user  # noqa: PLC0415

    city = make_municipality(name="Bench", slug=CITY)
    departments = [make_department(city, name=f"Department number {number}") for number in range(20)]
    user = make_user(name="Ada Bench", is_staff=True, is_superuser=True)  # a superuser sees Server-Timing
    members = [make_member(city, Role.OFFICER, Role.LEAD, user=user, department=departments[0])]
    members += [make_member(city, Role.CONTRIBUTOR, department=department) for department in departments]
    plan = make_plan(
        city, title="The harbour and the world", slug=PLAN, starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31)
    )

    def element(number: int, parent: Element | None) -> Element:
        return Element(
            municipality=city, plan=plan, parent=parent, depth=2 if parent else 1, position=number, code=str(number),
            title=f"What the city wants of its harbour and its networks, number {number}",
            lead_department=departments[number % 20],
        )  # fmt: skip

    axes = [element(number + 1, None) for number in range(AXES)]
    bulk_save(axes, by=user)
    lines = [element(number + 1, axes[number % AXES]) for number in range(LINES)]
    bulk_save(lines, by=user)
    actions = [
        Action(
            municipality=city, plan=plan, element=lines[number % LINES], position=number + 1, code=f"A{number + 1}",
            title=f"Bring the schools of the district to the exchange with partner city number {number + 1}",
            text="A paragraph that says what is done, with whom and for whom. " * 4,
            lead_department=departments[number % 20], responsible=members[number % 21],
            starts_on=date(2024, 1 + number % 12, 1), ends_on=date(2026, 1 + number % 12, 1),
            stated_status=STATUSES[number % 6], stated_progress=number % 101,
        )
        for number in range(ACTIONS)
    ]  # fmt: skip
    bulk_save(actions, by=user)
    stakeholders = add_stakeholders(city, members, user)
    add_engagements(city, stakeholders, members, departments, user)
    feed = add_world(user)
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    told = {
        "action": actions[700].pk,
        "user": user.pk,
        "email": user.email,
        "feed": feed,
        "stakeholder": stakeholders[700].pk,
    }
    return {"cookie": f"{cookie.key}={cookie.value}"} | told


def add_stakeholders(city: Any, members: list[Any], user: Any) -> list[Any]:
    """Each appraised twice, in two years."""
    from intlstrategy.municipalities.editing import bulk_save  # noqa: PLC0415
    from intlstrategy.stakeholders.models import Appraisal, Stakeholder  # noqa: PLC0415

    kinds, countries = Stakeholder.Kind.values, ("ES", "FR", "PT", "CU", "MX")
    rows = [
        Stakeholder(
            municipality=city, name=f"Association of friends of the harbour number {number}", place="Harbour",
            kind=kinds[number % len(kinds)], sector="civil", country=countries[number % 5], owner=members[number % 21],
        )
        for number in range(STAKEHOLDERS)
    ]  # fmt: skip
    bulk_save(rows, by=user)
    for year in (2024, 2025):
        appraisals = [
            Appraisal(
                municipality=city, stakeholder=row, on=date(year, 1 + number % 12, 1), influence=1 + number % 5,
                interest=1 + number // 5 % 5, awareness=1 + number // 25 % 5,
            )
            for number, row in enumerate(rows)
        ]  # fmt: skip
        bulk_save(appraisals, by=user)
    return rows


def add_engagements(city: Any, stakeholders: list[Any], members: list[Any], departments: list[Any], user: Any) -> None:
    """Each with a person of an organisation, a member, and a commitment."""
    from intlstrategy.municipalities.editing import bulk_save  # noqa: PLC0415
    from intlstrategy.relations.models import Attendance, Commitment, Engagement  # noqa: PLC0415
    from intlstrategy.stakeholders.models import Person, Position  # noqa: PLC0415

    people = [
        Person(municipality=city, name=f"Somebody Surname{number}", keep_until=date(2030, 1, 1))
        for number in range(ENGAGEMENTS)
    ]
    bulk_save(people, by=user)
    bulk_save(
        [
            Position(municipality=city, person=row, stakeholder=stakeholders[number], title="Coordinator")
            for number, row in enumerate(people)
        ],
        by=user,
    )
    engagements = [
        Engagement(
            municipality=city, title=f"Talks on the exchange of schools, round {number}", place="Town hall",
            on=date(2020 + number % 6, 1 + number % 12, 1 + number % 28), outcome="What was agreed upon. " * 10,
            department=departments[number % 20], owner=members[number % 21],
        )
        for number in range(ENGAGEMENTS)
    ]  # fmt: skip
    bulk_save(engagements, by=user)
    for number, row in enumerate(engagements):
        row.person, row.stakeholder, row.member = people[number], stakeholders[number], members[number % 21]
    bulk_save([Attendance(municipality=city, engagement=row, person=row.person, stakeholder=row.stakeholder) for row in engagements], by=user)  # fmt: skip
    bulk_save([Attendance(municipality=city, engagement=row, membership=row.member) for row in engagements], by=user)
    bulk_save(
        [
            Commitment(municipality=city, engagement=row, text="Send the draft", owner=row.member, stakeholder=row.stakeholder)
            for row in engagements
        ],
        by=user,
    )  # fmt: skip


def add_world(user: Any) -> str:
    """The token of a feed of everything in that city."""
    from django.utils import timezone  # noqa: PLC0415

    from intlstrategy.core.places import centres  # noqa: PLC0415
    from intlstrategy.municipalities.editing import bulk_save  # noqa: PLC0415
    from intlstrategy.municipalities.roles import Role  # noqa: PLC0415
    from intlstrategy.planning.services.priorities import Stated  # noqa: PLC0415
    from intlstrategy.relations.models import Attendance, Engagement  # noqa: PLC0415
    from intlstrategy.stakeholders.models import Stakeholder  # noqa: PLC0415
    from tests.factories import make_feed, make_member, make_municipality, make_plan  # noqa: PLC0415

    city, today, codes = make_municipality(name="World", slug=WORLD), timezone.localdate(), sorted(centres())
    member = make_member(city, Role.OFFICER, user=user)
    make_plan(city, priorities=[Stated("latin_america", 40), Stated("european_union", 30)])
    stakeholders = [
        Stakeholder(municipality=city, name=f"City number {n}", kind="local_government", sector="public", country=codes[n % len(codes)])
        for n in range(RELATIONS)
    ]  # fmt: skip
    bulk_save(stakeholders, by=user)
    engagements = [
        Engagement(
            municipality=city, title=f"Talks on the exchange of schools with the partner city number {n}", place="Town hall",
            on=today + timedelta(days=n % 700 - 350), owner=member,
        )
        for n in range(ENTRIES)
    ]  # fmt: skip
    bulk_save(engagements, by=user)
    bulk_save(
        [
            Attendance(municipality=city, engagement=engagements[n], stakeholder=row)
            for n, row in enumerate(stakeholders)
        ],
        by=user,
    )
    return make_feed(member)[1]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build()))
