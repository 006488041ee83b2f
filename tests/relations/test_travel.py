"""How a mission stands on a day, by when it is told and reported, what it costs, and what citizens read of it."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.relations import travel
from intlstrategy.relations.extract import extract

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 4)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
amounts = st.none() | st.decimals(0, 10**6, places=2)
lines = st.lists(st.builds(travel.Cost, amounts, amounts, st.booleans()), max_size=10)


@st.composite
def journeys(draw):
    first = draw(days)
    return travel.Journey(
        direction=draw(st.sampled_from([travel.OUTGOING, travel.INCOMING, travel.ONLINE])),
        starts_on=first,
        ends_on=first + timedelta(days=draw(st.integers(0, 30))),
        decided_on=draw(st.none() | days),
        needs_notice=draw(st.booleans()),
        notified_on=draw(st.none() | days),
        reported_on=draw(st.none() | days),
        cancelled_on=draw(st.none() | days),
    )


def journey(**fields):
    return travel.Journey(**{"direction": "outgoing", "starts_on": FIRST, "ends_on": LAST} | fields)


def test_it_is_planned_then_approved_under_way_to_be_reported_and_reported():
    told = journey(decided_on=date(2026, 2, 1), reported_on=date(2026, 3, 12))
    at = [date(2026, 1, 31), date(2026, 2, 1), FIRST, LAST, date(2026, 3, 5), date(2026, 3, 12)]

    assert [travel.state_on(told, day) for day in at] == [
        travel.PLANNED, travel.APPROVED, travel.UNDER_WAY, travel.UNDER_WAY, travel.TO_REPORT, travel.REPORTED,
    ]  # fmt: skip


def test_what_was_cancelled_stays_so():
    told = journey(cancelled_on=date(2026, 2, 10), reported_on=date(2026, 3, 12))

    assert travel.state_on(told, date(2026, 2, 9)) == travel.PLANNED
    assert travel.state_on(told, date(2026, 4, 1)) == travel.CANCELLED


def test_the_report_is_due_fifteen_days_after_the_last_day():
    assert travel.report_due_on(LAST) == date(2026, 3, 19)
    assert travel.ended_by(date(2026, 3, 19)) == LAST


def test_the_state_is_told_before_the_first_day_of_a_journey_abroad_only():
    assert travel.notice_due_on(journey(needs_notice=True)) == date(2026, 3, 1)
    assert travel.notice_due_on(journey()) is None
    assert travel.notice_due_on(journey(needs_notice=True, direction="incoming")) is None
    assert travel.notice_due_on(journey(needs_notice=True, cancelled_on=date(2026, 1, 1))) is None
    assert [
        travel.notice_was_late(journey(needs_notice=True, notified_on=day))
        for day in (None, date(2026, 3, 1), date(2026, 3, 2))
    ] == [False, False, True]


def test_what_exceeds_the_ceiling_is_what_the_city_itself_spends():
    told = [
        travel.Cost(Decimal(500), Decimal(650), is_ours=True),
        travel.Cost(Decimal(100), None, is_ours=True),
        travel.Cost(Decimal(900), Decimal(900), is_ours=False),
    ]
    found = travel.costs(told, Decimal(700))

    assert (found.planned, found.real, found.ours, found.theirs) == (1500, 1550, 750, 900)
    assert (found.over, found.left, found.is_final) == (50, 0, False)
    assert (travel.costs(told, None).over, travel.costs(told, None).left) == (0, None)


@given(journeys(), days)
def test_every_mission_is_in_one_state_and_before_its_end_nothing_is_to_be_reported(told, day):
    found = travel.state_on(told, day)

    assert found in travel.STATES
    assert found != travel.TO_REPORT or day > told.ends_on
    assert found not in (travel.PLANNED, travel.APPROVED) or day < told.starts_on


@given(journeys(), days, days)
def test_whatever_was_reported_or_cancelled_never_goes_back(told, day, other):
    early, late = sorted([day, other])
    settled = (travel.REPORTED, travel.CANCELLED)

    assert travel.state_on(told, early) not in settled or travel.state_on(told, late) in settled


@given(journeys())
def test_notice_is_due_before_the_first_day(told):
    due = travel.notice_due_on(told)

    assert due is None or (due < told.starts_on and told.needs_notice and told.direction == travel.OUTGOING)


@given(lines, amounts)
def test_costs_add_up_and_are_over_or_within_the_ceiling(told, ceiling):
    found = travel.costs(told, ceiling)

    assert found.ours + found.theirs == sum((each.counts for each in told), Decimal(0))
    assert found.over >= 0
    assert ceiling is None or found.ours - found.over + (found.left or 0) == ceiling or found.left == 0
    assert not found.is_final or found.real == found.ours + found.theirs


# What citizens read ---------------------------------------------------------------------------------------


def row(**who):
    return SimpleNamespace(**{"person": None, "stakeholder": None, "membership": None, "post": None} | who)


def test_the_extract_names_posts_departments_and_organisations_but_no_person():
    mission = SimpleNamespace(
        title="Mission to Nantes",
        starts_on=FIRST,
        ends_on=LAST,
        where="Nantes, France",
        purpose="Learn",
        public_note="",
    )
    port = SimpleNamespace(department="Port")
    found = extract(
        mission,
        [
            row(post="Mayor"), row(post="Mayor"), row(membership=port), row(membership=port),
            row(membership=SimpleNamespace(department=None)), row(person="Ana Prado", stakeholder="City of Nantes"), row(person="Nobody’s Own"),
        ],
        travel.costs([travel.Cost(None, Decimal(80), is_ours=True)], None),
    )  # fmt: skip

    assert (found.posts, found.departments, found.others) == (("Mayor",), (("Port", 2),), 1)
    assert (found.organisations, found.where, found.why, found.cost) == (("City of Nantes",), "Nantes, France", "Learn", 80)  # fmt: skip
    assert "Ana" not in repr(found)
    assert "Nobody" not in repr(found)
