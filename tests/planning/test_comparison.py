"""Properties of comparing two texts, whatever they say."""

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from intlstrategy.planning.comparison import ELEMENT_FIELDS, compare_rows, fewest_moves
from intlstrategy.planning.models import VersionElement

IDS = st.integers(min_value=1, max_value=12)
ROWS = st.dictionaries(IDS, st.tuples(st.sampled_from("ABC"), st.sampled_from([None, 1, 2])), max_size=12)


def text(rows):
    return [
        VersionElement(source_id=pk, title=title, parent_source_id=parent, weight=1) for pk, (title, parent) in rows
    ]


def compare(old, new):
    return compare_rows(old, new, ELEMENT_FIELDS, "parent_source_id", lambda name, value: value)


@st.composite
def texts(draw):
    return text(draw(st.permutations(list(draw(ROWS).items()))))


@given(texts())
def test_a_text_does_not_differ_from_itself(rows):
    assert compare(rows, rows).count == 0


@given(texts(), texts())
def test_what_is_added_one_way_is_taken_away_the_other_way(old, new):
    there, back = compare(old, new), compare(new, old)

    assert {row.source_id for row in there.added} == {row.source_id for row in back.removed}
    assert {row.source_id for row in there.removed} == {row.source_id for row in back.added}


@given(texts(), texts())
def test_every_row_is_added_taken_away_changed_or_the_same(old, new):
    found = compare(old, new)
    before, after = {row.source_id: row for row in old}, {row.source_id: row for row in new}
    changed = {each.row.source_id for each in found.changed}

    assert {row.source_id for row in found.added} == after.keys() - before.keys()
    assert {row.source_id for row in found.removed} == before.keys() - after.keys()
    for pk in before.keys() & after.keys() - changed:
        assert (before[pk].title, before[pk].parent_source_id) == (after[pk].title, after[pk].parent_source_id)


def said_in_english(label):
    with translation.override("en"):
        return str(label)


@given(texts(), texts())
def test_carrying_out_the_differences_gives_the_other_text(old, new):
    found = compare(old, new)
    result = {row.source_id: row.title for row in old}
    for row in found.removed:
        del result[row.source_id]
    result |= {row.source_id: row.title for row in found.added}
    result |= {
        each.row.source_id: difference.after
        for each in found.changed
        for difference in each.differences
        if said_in_english(difference.label) == "title"
    }

    assert result == {row.source_id: row.title for row in new}


@given(st.permutations(range(8)), st.permutations(range(8)))
def test_what_did_not_move_kept_its_order(before, after):
    moved = fewest_moves(before, after)

    assert [each for each in before if each not in moved] == [each for each in after if each not in moved]


@given(st.lists(st.integers(), unique=True, min_size=2), st.data())
def test_taking_one_row_elsewhere_is_one_move(before, data):
    where, to = (data.draw(st.integers(0, len(before) - 1)) for _ in range(2))
    after = [each for each in before if each != before[where]]
    after.insert(to, before[where])

    assert len(fewest_moves(before, after)) <= 1
