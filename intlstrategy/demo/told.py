"""How the demonstration tells its records before they are made."""

from dataclasses import dataclass
from datetime import date

Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Told:
    """An action. It starts so many months and ends so many days from the day of loading: before it when negative.

    Without a status nobody has stated anything about it yet.
    """

    title: str
    lead: str  # code of a department
    starts: int
    ends: int | None  # None: continuous
    text: str
    reason: str
    status: str = ""
    progress: int | None = None
    priority: str = "medium"
    with_: tuple[str, ...] = ()  # codes of the departments that contribute
    also: tuple[Place, ...] = ()  # further elements of the strategy: axis and objective
    goals: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()  # of the Spanish Urban Agenda


@dataclass(frozen=True, kw_only=True)
class Objective:
    title: str
    text: str
    actions: tuple[Told, ...]
    targets: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Axis:
    title: str
    text: str
    sponsor: str  # title of a post
    lead: str  # code of a department
    objectives: tuple[Objective, ...]


@dataclass(frozen=True)
class Known:
    """A stakeholder, with its influence, interest and awareness as they were a year ago and are now."""

    name: str
    kind: str
    sector: str
    level: str
    country: str
    place: str
    before: tuple[int, int, int]
    now: tuple[int, int, int]
    source: str = ""
    own_name: str = ""
    side: str = "technical"
    point: tuple[float, float] | None = None
    languages: tuple[str, ...] = ("es",)
    owner: str = ""


@dataclass(frozen=True)
class Held:
    """A position in an organisation, so many months from the day of loading; without an end it lasts."""

    title: str
    organisation: str
    starts: int
    ends: int | None
    side: str
    is_main: bool = False


@dataclass(frozen=True)
class Somebody:
    """An invented person outside the city, and the positions they hold and held."""

    name: str
    email: str
    phone: str
    languages: tuple[str, ...]
    positions: tuple[Held, ...]
    basis: str = "public_task"


@dataclass(frozen=True)
class Promised:
    """A commitment, due so many days from the day of loading."""

    text: str
    side: str
    due: int
    kept: bool = False


@dataclass(frozen=True)
class Met:
    """An engagement, so many days from the day of loading."""

    title: str
    kind: str
    days: int
    place: str
    with_: tuple[tuple[str, str], ...]  # person and organisation
    atmosphere: int | None
    purpose: str
    outcome: str
    brief: str
    promised: tuple[Promised, ...]


@dataclass(frozen=True, kw_only=True)
class Signed:
    """An agreement. Days and months are counted from the day of loading; a published day is a date of its own."""

    title: str
    kind: str
    with_: tuple[str, ...]
    nature: str = ""  # words of its name, in the city's own language
    signed: date | int | None = None  # a day, or so many months from today; None: not known, or not signed
    ends: date | int | None = None
    renewal: str = "none"
    renewal_months: int | None = None
    subject: str = ""
    matter: str = ""
    dimension: str = ""
    department: str = "INT"
    owner: str = "officer"
    decided_by: str = ""
    public_note: str = ""
    brief: str = ""
    source: str = ""
    statuses: tuple[tuple[str, date | int, str], ...] = ()
    extended: tuple[tuple[str, int, int], ...] = ()  # what, signed and until, in months from today
    ours: tuple[tuple[str, str, int | None], ...] = ()  # what, in money or in kind, its value
    theirs: tuple[tuple[str, str, int | None], ...] = ()
    duties: tuple[tuple[str, int, bool], ...] = ()  # what, due in days from today, and whether it was met
    unmet: tuple[str, ...] = ()  # the duties by law of the past that nobody met
    review: int | None = None  # due in days from today
    served: Place | None = None
    signed_by: str = ""  # title of a post
