"""How an approach stands by the city's own criteria: weighted means, computed and never decided by."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

LOWEST, HIGHEST = 0, 4


@dataclass(frozen=True)
class Criterion:
    """One criterion, with what it weighs."""

    key: int
    weight: int


@dataclass(frozen=True)
class Mark:
    """What one member gave for one criterion, from 0 to 4."""

    criterion: int
    member: int
    value: int


@dataclass(frozen=True)
class CriterionResult:
    """The mean that members gave for a criterion; None as long as nobody judged it."""

    criterion: Criterion
    mean: Fraction | None
    members: int


@dataclass(frozen=True)
class Result:
    """The weighted mean of the criteria that somebody judged, from 0 to 4; None where nothing counts."""

    score: Fraction | None
    by_criterion: tuple[CriterionResult, ...]
    members: int

    @property
    def judged(self) -> int:
        return sum(each.mean is not None for each in self.by_criterion)

    @property
    def is_whole(self) -> bool:
        """Whether every criterion was judged by somebody."""
        return self.judged == len(self.by_criterion)

    @property
    def percent(self) -> Fraction | None:
        return None if self.score is None else self.score * 100 / HIGHEST

    @property
    def weight(self) -> int:
        """What the criteria weigh together that somebody judged."""
        return sum(each.criterion.weight for each in self.by_criterion if each.mean is not None)


def judged(criteria: Iterable[Criterion], marks: Iterable[Mark]) -> Result:
    """First the mean of the members for each criterion, then the mean of the criteria by what each weighs.

    A criterion that nobody judged is left out, and counts neither for nor against.
    """
    given: dict[int, dict[int, int]] = defaultdict(dict)
    for mark in marks:
        given[mark.criterion][mark.member] = mark.value
    results = tuple(
        CriterionResult(each, mean(given[each.key].values()), len(given[each.key]))
        if each.key in given
        else CriterionResult(each, None, 0)
        for each in criteria
    )
    counted = [(each.criterion.weight, each.mean) for each in results if each.mean is not None]
    weight = sum(weight for weight, _mean in counted)
    score = sum((mean * weight for weight, mean in counted), Fraction(0)) / weight if weight else None
    members = {member for each in results for member in given.get(each.criterion.key, ())}
    return Result(score, results, len(members))


def mean(values: Iterable[int]) -> Fraction:
    found = [*values]
    return Fraction(sum(found), len(found))
