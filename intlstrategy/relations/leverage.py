"""What the others bring for each euro of the city's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Brought:
    """One contribution, in money or valued in it: by the city or by somebody else."""

    is_ours: bool
    is_money: bool
    amount: Decimal | None  # None: in kind, and not valued


@dataclass(frozen=True)
class Balance:
    """Sums by side, money and kind apart. ``unvalued`` counts what nobody put a figure to."""

    our_money: Decimal
    our_kind: Decimal
    their_money: Decimal
    their_kind: Decimal
    unvalued: int

    @property
    def ours(self) -> Decimal:
        return self.our_money + self.our_kind

    @property
    def theirs(self) -> Decimal:
        return self.their_money + self.their_kind

    @property
    def ratio(self) -> Decimal | None:
        """Theirs for each one of ours, to two decimals; None where the city brings nothing that is valued."""
        return (self.theirs / self.ours).quantize(Decimal("0.01")) if self.ours else None


def balance(contributions: Iterable[Brought]) -> Balance:
    known = list(contributions)

    def total(*, is_ours: bool, is_money: bool) -> Decimal:
        amounts = (each.amount for each in known if (each.is_ours, each.is_money) == (is_ours, is_money))
        return sum((each for each in amounts if each is not None), Decimal(0))

    return Balance(
        our_money=total(is_ours=True, is_money=True),
        our_kind=total(is_ours=True, is_money=False),
        their_money=total(is_ours=False, is_money=True),
        their_kind=total(is_ours=False, is_money=False),
        unvalued=sum(1 for each in known if each.amount is None),
    )
