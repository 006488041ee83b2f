"""What a network is worth to the city: what it costs against what is made of it, of one and of all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

YEARS = 3  # that are looked at: this one and the two before
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Spent:
    """One year in a network: its fee, paid or else planned, and the working days of staff."""

    year: int
    fee: Decimal | None
    staff_days: Decimal | None

    def cost(self, day_cost: Decimal | None) -> Decimal:
        """The fee and what the days cost. Days are worth nothing where nobody said what one costs."""
        return (self.fee or Decimal(0)) + (self.staff_days or Decimal(0)) * (day_cost or Decimal(0))


@dataclass(frozen=True)
class Use:
    """What was made of a network: deliverables that somebody used, engagements and missions with it, roles held."""

    deliverables: int = 0
    departments: int = 0  # that used a deliverable, each once
    contacts: int = 0
    roles: int = 0

    @property
    def count(self) -> int:
        """How many uses there were. Departments say how widely, not how often, and do not count."""
        return self.deliverables + self.contacts + self.roles


@dataclass(frozen=True)
class Value:
    """Costs and uses of the same years."""

    first_year: int
    last_year: int
    fees: Decimal
    staff_days: Decimal
    cost: Decimal
    use: Use

    @property
    def per_use(self) -> Decimal | None:
        """What one use costs; None where there was none."""
        return (self.cost / self.use.count).quantize(CENT) if self.use.count else None

    @property
    def is_unused(self) -> bool:
        """Whether it costs something and nothing is made of it."""
        return self.cost > 0 and not self.use.count


def years_of(this_year: int) -> tuple[int, int]:
    """The first and the last of the years that are looked at."""
    return this_year - YEARS + 1, this_year


def value(spent: Iterable[Spent], use: Use, day_cost: Decimal | None, this_year: int) -> Value:
    """Add up the years that are looked at; earlier ones and later ones do not count."""
    first, last = years_of(this_year)
    counted = [each for each in spent if first <= each.year <= last]
    zero = Decimal(0)
    return Value(
        first_year=first,
        last_year=last,
        fees=sum((each.fee or zero for each in counted), zero),
        staff_days=sum((each.staff_days or zero for each in counted), zero),
        cost=sum((each.cost(day_cost) for each in counted), zero),
        use=use,
    )


@dataclass(frozen=True)
class Comparison:
    """All memberships side by side: the worst value first."""

    order: tuple[int, ...]  # keys: what costs and is not used, the dearest first; then by what one use costs
    cost: Decimal
    unused: tuple[int, ...]
    unused_cost: Decimal
    highest: Decimal  # cost of one, for the length of bars


def compare(values: Mapping[int, Value]) -> Comparison:
    def place(key: int) -> tuple[int, Decimal, int]:
        each = values[key]
        if each.is_unused:
            return 0, -each.cost, key
        return (1, -(each.per_use or Decimal(0)), key) if each.use.count else (2, Decimal(0), key)

    unused = tuple(sorted((key for key in values if values[key].is_unused), key=place))
    return Comparison(
        order=tuple(sorted(values, key=place)),
        cost=sum((each.cost for each in values.values()), Decimal(0)),
        unused=unused,
        unused_cost=sum((values[key].cost for key in unused), Decimal(0)),
        highest=max((each.cost for each in values.values()), default=Decimal(0)),
    )


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A part in percent, to one decimal; zero of nothing."""
    return (part * 100 / whole).quantize(Decimal("0.1")) if whole else Decimal(0)
