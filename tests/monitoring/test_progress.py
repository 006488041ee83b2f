"""The rules of progress and status, against computations that share nothing with them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.monitoring.progress import (
    Branch,
    Facts,
    MilestoneSeen,
    Rule,
    Said,
    Source,
    Status,
    mean_of,
    progress_of,
    rolled_up,
    rounded,
    standing_of,
    time_of,
)

TODAY = date(2026, 11, 24)
PERCENTS = st.decimals(0, 100, places=2)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
SAID = st.builds(Said, percent=st.none() | PERCENTS, status=st.sampled_from(["", *Status]), on=st.none() | DAYS)
MILESTONES = st.lists(
    st.builds(MilestoneSeen, weight=st.decimals(0, 9, places=1), due_on=st.none() | DAYS, reached_on=st.none() | DAYS),
    max_size=5,
)
FACTS = st.builds(
    Facts,
    starts_on=st.none() | DAYS,
    ends_on=st.none() | DAYS,
    by_milestones=st.booleans(),
    update=st.none() | SAID,
    stated=st.none() | SAID,
    milestones=MILESTONES,
    has_late_update=st.booleans(),
    override=st.sampled_from(["", *Status]),
)
LEAVES = st.builds(
    Branch, weight=st.decimals(0, 9, places=2), percent=st.none() | PERCENTS.map(Fraction), counts=st.booleans()
)
TREES = st.recursive(
    LEAVES,
    lambda below: st.builds(
        Branch,
        weight=st.decimals(0, 9, places=2),
        counts=st.booleans(),
        children=st.lists(below, min_size=1, max_size=4),
    ),
    max_leaves=25,
)


def naively(branch):
    """The same by hand: percentages and weights as floating-point numbers, collected level by level."""
    if not branch.children:
        return None if branch.percent is None else float(branch.percent)
    pairs = []
    for child in branch.children:
        value = naively(child)
        if child.counts and child.weight > 0 and value is not None:
            pairs.append((float(child.weight), value))
    weights = sum(weight for weight, _value in pairs)
    return sum(weight * value for weight, value in pairs) / weights if pairs else None


@given(tree=TREES)
def test_the_roll_up_is_the_weighted_mean_of_what_counts(tree):
    exact, naive = rolled_up(tree), naively(tree)

    assert (exact is None) == (naive is None)
    if exact is not None:
        assert abs(float(exact) - naive) < 1e-9
        assert 0 <= exact <= 100


@given(percents=st.lists(PERCENTS, min_size=1, max_size=6), factor=st.decimals("0.01", 50, places=2))
def test_weights_matter_only_beside_each_other(percents, factor):
    weights = [Decimal(n) for n in range(1, len(percents) + 1)]
    one = [Branch(weight, Fraction(percent)) for weight, percent in zip(weights, percents, strict=True)]
    other = [Branch(weight * factor, Fraction(percent)) for weight, percent in zip(weights, percents, strict=True)]

    assert mean_of(one).percent == mean_of(other).percent


def test_nothing_to_count_is_no_data_and_not_zero():
    cancelled, unmeasured, weightless = (
        Branch(percent=Fraction(50), counts=False),
        Branch(),
        Branch(Decimal(0), Fraction(9)),
    )

    assert mean_of([cancelled, unmeasured, weightless]) == mean_of([cancelled, Branch()])
    assert (mean_of([cancelled, unmeasured]).percent, mean_of([cancelled, unmeasured]).of) == (None, 1)
    assert rolled_up(Branch(children=[Branch(children=[unmeasured])])) is None
    assert mean_of([Branch(percent=Fraction(0)), unmeasured]).percent == 0


@given(milestones=MILESTONES)
def test_milestones_count_by_their_weight(milestones):
    facts = Facts(by_milestones=True, milestones=milestones, update=Said(Decimal(7)))
    total = sum(float(each.weight) for each in milestones)
    reached = sum(float(each.weight) for each in milestones if each.reached_on is not None)

    progress = progress_of(facts)
    if total == 0:
        assert (progress.percent, progress.source) == (None, Source.NOWHERE)
    else:
        assert abs(float(progress.percent) - 100 * reached / total) < 1e-9


def test_an_approved_update_takes_the_place_of_what_was_stated_before():
    stated, update = Said(Decimal(10)), Said(Decimal(25))

    assert progress_of(Facts(stated=stated)) == progress_of(Facts(stated=stated, update=Said(status="on_track")))
    assert progress_of(Facts(stated=stated, update=update)).percent == 25
    assert progress_of(Facts()).percent is None


@given(starts_on=DAYS, length=st.integers(0, 900), at=st.integers(-50, 1000))
def test_time_passes_from_nothing_to_all_of_it(starts_on, length, at):
    passed = time_of(starts_on, starts_on + timedelta(days=length), starts_on + timedelta(days=at))

    assert passed == (max(0, min(at, length + 1)), length + 1)


def by_hand(facts, threshold):  # noqa: C901 - a list of rules, on purpose in one piece
    """The written rules once more, as one reads them aloud."""
    said = ""
    for each in (facts.update, facts.stated):
        if not said and each is not None:
            said = each.status
    if said in ("suspended", "cancelled"):
        return said
    percent = progress_of(facts).percent
    if percent == 100 or (percent is None and said == "completed"):
        return "completed"
    if facts.ends_on and facts.ends_on < TODAY:
        return "delayed"
    for each in facts.milestones:
        if each.due_on and each.due_on < TODAY and not each.reached_on:
            return "at_risk"
    if facts.has_late_update:
        return "at_risk"
    if facts.starts_on and facts.starts_on > TODAY and not percent:
        return "not_started"
    if percent is None:
        return said
    if facts.starts_on and facts.ends_on:
        days = (facts.ends_on - facts.starts_on).days + 1
        past = 100 * min(max((TODAY - facts.starts_on).days, 0), days) / days
        if past - float(percent) > threshold + 1e-12:
            return "at_risk"
    return "on_track" if percent > 0 else "not_started"


@given(facts=FACTS, threshold=st.integers(0, 100))
def test_the_status_follows_the_written_rules(facts, threshold):
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        facts = Facts(**{**vars(facts), "starts_on": facts.ends_on, "ends_on": facts.starts_on})
    standing = standing_of(facts, TODAY, threshold)

    assert standing.computed == by_hand(facts, threshold)
    assert standing.status == (facts.override or standing.computed)
    assert (standing.rule == Rule.OVERRIDDEN) == bool(facts.override)


@pytest.mark.parametrize(
    ("facts", "status", "rule"),
    [
        (Facts(), "", Rule.NO_DATA),
        (Facts(update=Said(Decimal(100), "delayed")), "completed", Rule.DONE),
        (Facts(update=Said(Decimal(100), "suspended")), "suspended", Rule.SAID),
        (Facts(ends_on=date(2026, 11, 23), update=Said(Decimal(99))), "delayed", Rule.PAST_END),
        (Facts(ends_on=TODAY, update=Said(Decimal(99))), "on_track", Rule.UNDER_WAY),
        (Facts(starts_on=date(2026, 11, 25)), "not_started", Rule.BEFORE_START),
        (Facts(milestones=[MilestoneSeen(due_on=date(2026, 11, 23))]), "at_risk", Rule.MILESTONE_LATE),
        (Facts(update=Said(Decimal(5)), has_late_update=True), "at_risk", Rule.UPDATE_LATE),
        (Facts(stated=Said(None, "delayed")), "delayed", Rule.SAID),
        (Facts(stated=Said(Decimal(0))), "not_started", Rule.NOTHING_YET),
    ],
)
def test_each_rule_decides_by_itself(facts, status, rule):
    standing = standing_of(facts, TODAY, 15)

    assert (standing.status, standing.rule) == (status, rule)


@pytest.mark.parametrize(("percent", "rule"), [(35, Rule.UNDER_WAY), ("34.99", Rule.BEHIND)])
def test_progress_may_trail_time_by_as_much_as_the_city_says(percent, rule):
    half = Facts(
        starts_on=TODAY - timedelta(days=50), ends_on=TODAY + timedelta(days=49), update=Said(Decimal(percent))
    )

    assert (standing_of(half, TODAY, 15).rule, standing_of(half, TODAY, 15).elapsed) == (rule, 50)


@pytest.mark.parametrize(
    ("percent", "shown"),
    [(None, None), (Fraction(0), "0.00"), (Fraction(1, 3), "0.33"), (Fraction(299999, 3000), "99.99"), (Fraction(1, 900), "0.01"), (Fraction(100), "100.00")],
)  # fmt: skip
def test_what_is_not_all_is_never_shown_as_all(percent, shown):
    assert rounded(percent) == (shown and Decimal(shown))
