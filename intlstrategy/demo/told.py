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


@dataclass(frozen=True)
class Chair:
    """A seat of a body with who holds it: a post, a member by key, a person or an organisation by name.

    It is held since so many months from the day of loading, and to when where it ended.
    """

    title: str
    role: str
    sector: str
    side: str
    post: str = ""
    member: str = ""
    person: str = ""
    stakeholder: str = ""
    has_vote: bool = True
    starts: int | None = None
    ends: int | None = None


@dataclass(frozen=True)
class Decided:
    """What a session decided; who sees to it by key, due so many days from the day of loading."""

    title: str
    vote: str
    counts: tuple[int, int, int] | None
    state: str
    owner: str
    due: int | None
    item: int | None = None  # which point of the agenda
    text: str = ""
    note: str = ""
    asks: str = ""  # title of the action that it asked for


@dataclass(frozen=True)
class Session:
    """A meeting of a body, so many days from the day of loading; ``present`` tells each seat in its order:
    attended, excused, x for absent, n where it is not noted."""

    days: int
    title: str
    state: str
    place: str
    agenda: tuple[str, ...]
    kind: str = "ordinary"
    present: str = ""
    minutes: str = ""
    approved: int | None = None
    papers: tuple[str, ...] = ()  # titles of documents
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True)
class Organ:
    """A body with its seats and its sessions."""

    name: str
    kind: str
    rhythm: str
    lead: str  # code of a department
    secretary: str  # key of a member
    source: str
    purpose: str = ""
    basis: str = ""
    is_public: bool = False
    seats: tuple[Chair, ...] = ()
    sessions: tuple[Session, ...] = ()


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


@dataclass(frozen=True, kw_only=True)
class Given:
    """Something that a network gave, so many months before the day of loading, and which departments used it."""

    title: str
    kind: str
    months: int
    useful: int | None = None
    used_by: tuple[str, ...] = ()  # codes of departments


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A membership of a network. Fees and days are of this year, the last one and the one before."""

    network: str
    category: str
    joined: date | int | None = None  # a day, or so many months from today; None: not known
    fees: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    purpose: str = ""
    dimension: str = "european"
    lead: str = ""  # title of a post
    owner: str = "officer"
    department: str = "INT"
    source: str = ""
    public_note: str = ""
    brief: str = ""
    roles: tuple[tuple[str, str, str, int | None], ...] = ()  # kind, title, post, since so many months; None: not known
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name and who takes part
    gave: tuple[Given, ...] = ()
    review: int | None = None  # due in days from today
    served: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Travelled:
    """A mission or visit, so many days from the day of loading, or on a published day."""

    title: str
    direction: str
    starts: date | int
    length: int = 1
    place: str = ""
    country: str = ""
    purpose: str = ""
    with_: tuple[str, ...] = ()  # organisations
    people: tuple[tuple[str, str], ...] = ()  # persons and their organisations
    posts: tuple[str, ...] = ()
    members: tuple[str, ...] = ("officer",)
    dimension: str = "political"
    department: str = "INT"
    owner: str = "officer"
    network: str = ""
    agreement: str = ""
    decided: str = ""  # by whom; two weeks before, and in the past
    ceiling: int | None = None
    costs: tuple[tuple[str, str, int, int | None, str], ...] = ()  # kind, what, planned, real, who pays ("": the city)
    notice: bool | None = None  # whether the State had to be told: and was, or was not
    programme: tuple[tuple[int, str, str, str, str], ...] = ()  # day, time, what, where, with whom
    results: str = ""
    report: str = ""
    gifts: tuple[tuple[str, str, int | None, str, str], ...] = ()  # side, what, value, whom, where kept
    promised: tuple[Promised, ...] = ()
    cancelled: str = ""  # why
    is_public: bool = False
    public_note: str = ""
    brief: str = ""
    source: str = ""
    served: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A city asset, and what uses it: titles of actions, agreements, missions, and names of networks."""

    name: str
    kind: str
    description: str
    holder: str = ""
    department: str = "INT"
    owner: str = "officer"
    dimension: str = ""
    actions: tuple[str, ...] = ()
    served: tuple[Place, ...] = ()
    agreements: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A meeting or a mission that a department proposes, so many days after the day of loading."""

    title: str
    department: str
    kind: str
    days: int
    purpose: str
    length: int = 1  # days
    with_: str = ""  # an organisation of the register
    counterpart: str = ""  # or as the department knows it
    place: str = ""
    country: str = ""
    outcome: str = ""
    note: str = ""  # why it was returned


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An approach that came so many days before the day of loading, what it was given and what was decided on it."""

    title: str
    kind: str
    days: int
    asked: str
    with_: str = ""  # an organisation of the register
    sender: str = ""  # or as it was written
    place: str = ""
    country: str = ""
    channel: str = "mail"
    contact: tuple[str, str] = ("", "")  # name and e-mail
    decider: str = ""
    due: int | None = None  # in days from today
    judged: tuple[tuple[str, tuple[int, ...]], ...] = ()  # by whom, and points in the order of the criteria
    note: str = ""
    decided: str = ""
    decided_after: int = 0  # days
    reason: str = ""
    answer: str = ""
    mission: str = ""  # title of what it became
    agreement: str = ""
    served: Place | None = None
