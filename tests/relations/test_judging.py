"""The score of an approach: a weighted mean that can be computed by hand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.relations.judging import HIGHEST, LOWEST, Criterion, Mark, judged

weights = st.lists(st.integers(1, 10), min_size=1, max_size=6)
points = st.integers(LOWEST, HIGHEST)


@st.composite
def cases(draw):
    """Criteria with their weights, and what some members gave for some of them."""
    criteria = [Criterion(key, weight) for key, weight in enumerate(draw(weights))]
    marked = st.dictionaries(st.tuples(st.sampled_from([each.key for each in criteria]), st.integers(1, 4)), points)
    return criteria, [Mark(criterion, member, value) for (criterion, member), value in draw(marked).items()]


def test_a_score_is_the_mean_of_members_and_then_of_criteria_by_weight():
    criteria = [Criterion(1, 3), Criterion(2, 1), Criterion(3, 2)]
    found = judged(criteria, [Mark(1, 10, 4), Mark(1, 11, 2), Mark(2, 10, 1)])

    assert found.score == Fraction(3 * 3 + 1 * 1, 4)
    assert [(each.mean, each.members) for each in found.by_criterion] == [(3, 2), (1, 1), (None, 0)]
    assert (found.judged, found.is_whole, found.members, found.weight, found.percent) == (
        2,
        False,
        2,
        4,
        Fraction(125, 2),
    )


def test_what_nobody_judged_has_no_score_rather_than_nought():
    found = judged([Criterion(1, 3)], [])

    assert (found.score, found.percent, found.members, found.weight) == (None, None, 0, 0)


def test_without_criteria_there_is_no_score():
    assert judged([], [Mark(1, 1, 4)]).score is None


@given(cases())
def test_a_score_lies_between_the_lowest_and_the_highest_mean(case):
    criteria, marks = case
    found = judged(criteria, marks)
    means = [each.mean for each in found.by_criterion if each.mean is not None]

    assert (found.score is None) == (means == [])
    assert not means or min(means) <= found.score <= max(means)


@given(cases(), st.integers(1, 5))
def test_only_the_proportion_of_weights_counts(case, times):
    criteria, marks = case
    heavier = [Criterion(each.key, each.weight * times) for each in criteria]

    assert judged(heavier, marks).score == judged(criteria, marks).score


@given(cases(), st.randoms())
def test_the_order_in_which_marks_were_given_does_not_count(case, random):
    criteria, marks = case
    shuffled = [*marks]
    random.shuffle(shuffled)

    assert judged(criteria, shuffled).score == judged(criteria, marks).score


@given(cases())
def test_a_better_mark_never_lowers_the_score(case):
    criteria, marks = case
    for number, mark in enumerate(marks):
        if mark.value < HIGHEST:
            better = [*marks[:number], Mark(mark.criterion, mark.member, mark.value + 1), *marks[number + 1 :]]
            assert judged(criteria, better).score > judged(criteria, marks).score


@given(cases(), st.integers(1, 10))
def test_a_criterion_that_nobody_judged_changes_nothing(case, weight):
    criteria, marks = case

    assert judged([*criteria, Criterion(99, weight)], marks).score == judged(criteria, marks).score
