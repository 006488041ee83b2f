import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError

import pytest

from intlstrategy.taxonomy.reference import (
    Entry,
    dimensions,
    goal_targets,
    goals,
    governance_levels,
    urban_agenda,
)

LISTS = [dimensions, governance_levels, goals, goal_targets, urban_agenda]
TARGETS_PER_GOAL = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]
# How many targets of each goal are means of implementation, lettered a, b, c, d; goal 17 numbers its own.
LETTERED_PER_GOAL = [2, 3, 4, 3, 3, 2, 2, 2, 3, 3, 3, 3, 2, 3, 3, 2, 0]
SPECIFIC_PER_STRATEGIC = {"1": 3, "2": 6, "3": 3, "4": 4, "5": 2, "6": 2, "7": 2, "8": 2, "9": 2, "10": 4}

Read = Callable[[], Sequence[Entry]]


def test_the_dimensions_are_six() -> None:
    assert [entry.code for entry in dimensions()] == [
        "political",
        "economic",
        "socio-cultural",
        "cooperation",
        "european",
        "environmental",
    ]


def test_levels_run_from_the_nearest_to_the_farthest() -> None:
    assert [entry.code for entry in governance_levels()] == [
        "local",
        "supramunicipal",
        "provincial",
        "regional",
        "cross-border",
        "national",
        "european",
        "international",
        "global",
    ]


def test_the_goals_are_numbered_1_to_17() -> None:
    assert [entry.code for entry in goals()] == [str(number) for number in range(1, 18)]


def test_the_targets_are_169_and_each_goal_has_its_own_number_of_them() -> None:
    targets = goal_targets()
    assert len(targets) == 169
    count = Counter(target.goal for target in targets)
    assert [count[goal.code] for goal in goals()] == TARGETS_PER_GOAL


def test_targets_of_a_goal_are_numbered_then_lettered_without_gaps() -> None:
    expected = []
    for goal, (total, lettered) in enumerate(zip(TARGETS_PER_GOAL, LETTERED_PER_GOAL, strict=True), start=1):
        expected += [f"{goal}.{number}" for number in range(1, total - lettered + 1)]
        expected += [f"{goal}.{letter}" for letter in "abcd"[:lettered]]
    assert [target.code for target in goal_targets()] == expected


def test_every_target_belongs_to_the_goal_its_code_names() -> None:
    known = {goal.code for goal in goals()}
    assert [target.code for target in goal_targets() if target.goal not in known] == []
    assert [target.code for target in goal_targets() if target.code.split(".")[0] != target.goal] == []


def test_a_target_fits_in_a_list_to_choose_from() -> None:
    long = [target.code for target in goal_targets() if max(len(target.name_en), len(target.name_es)) > 140]
    assert long == []


def test_the_spanish_agenda_has_10_strategic_and_30_specific_objectives() -> None:
    objectives = [entry for entry in urban_agenda() if entry.framework == "aue"]
    strategic = [entry.code for entry in objectives if entry.parent is None]
    specific = [entry for entry in objectives if entry.parent is not None]
    assert strategic == [str(number) for number in range(1, 11)]
    assert len(specific) == 30
    assert Counter(entry.parent for entry in specific) == SPECIFIC_PER_STRATEGIC
    assert [entry.code for entry in specific if entry.code.split(".")[0] != entry.parent] == []


def test_each_framework_has_its_entries() -> None:
    assert Counter(entry.framework for entry in urban_agenda()) == {"aue": 40, "uaeu": 20, "nua": 7}


def test_a_parent_comes_before_its_children_and_in_the_same_framework() -> None:
    seen = set()
    orphans = []
    for entry in urban_agenda():
        if entry.parent is not None and (entry.framework, entry.parent) not in seen:
            orphans.append(entry.key)
        seen.add(entry.key)
    assert orphans == []


@pytest.mark.parametrize("read", [dimensions, governance_levels, goals, goal_targets])
def test_a_code_is_used_once(read: Read) -> None:
    codes = Counter(entry.code for entry in read())
    assert [code for code, times in codes.items() if times > 1] == []


def test_a_code_is_used_once_in_a_framework() -> None:
    keys = Counter(entry.key for entry in urban_agenda())
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("read", LISTS)
def test_every_entry_is_named_in_both_languages_without_stray_spaces(read: Read) -> None:
    texts = [(entry.code, text) for entry in read() for text in (entry.code, entry.name_en, entry.name_es)]
    assert [(code, text) for code, text in texts if not text or text != " ".join(text.split())] == []
    assert [(code, text) for code, text in texts if text.endswith(".")] == []


@pytest.mark.parametrize("read", LISTS)
def test_a_name_is_not_given_twice_in_a_list(read: Read) -> None:
    for names in ([entry.name_en for entry in read()], [entry.name_es for entry in read()]):
        # The three agendas share a few themes (housing, the circular economy), but never a whole name.
        assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("read", LISTS)
def test_a_code_is_safe_in_an_address(read: Read) -> None:
    assert [entry.code for entry in read() if not re.fullmatch(r"[a-z0-9.-]{1,30}", entry.code)] == []


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        goals()[0].code = "18"  # type: ignore[misc]
