"""What upper floors offer to lower pages: registered at start, ordered, never imported upward."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

from intlstrategy.core.calendar import CalendarEntry
from intlstrategy.core.charts.world import Relation
from intlstrategy.core.figures import Judged


@dataclass(frozen=True, kw_only=True)
class Entry:
    key: str
    weight: int = 100


@dataclass(frozen=True, kw_only=True)
class Panel(Entry):
    """Facts of an upper floor on a lower page.

    ``load(municipality, ids, reader)`` returns a context for each id that has something to show,
    in at most two queries for any number of ids, and only what the reader may see.
    """

    for_model: str
    title: Any
    capability: str
    template: str
    load: Callable[..., dict[int, dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class NavItem(Entry):
    """One page in the side navigation, under its stage of the policy cycle."""

    section: str
    title: Any
    url_name: str
    capability: str
    query: str = ""  # when the page is a register with a filter in its address


@dataclass(frozen=True, kw_only=True)
class SearchKind(Entry):
    """What the search page looks through: ``find(municipality, folded, reader)`` is a sliceable queryset."""

    title: Any
    find: Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class FormReader(Entry):
    """Who can say in words what was typed into the form at an address.

    ``read(request, path, sent)`` returns label and text of each field, or None for a form it does not know.
    """

    read: Callable[..., list[tuple[Any, str]] | None]


@dataclass(frozen=True, kw_only=True)
class DueKind(Entry):
    """What waits for a member in My work.

    ``find(membership, today)`` is a sliceable queryset, the first due first, read in one query; ``told(record)`` is
    address, title, what stands below it and the day on which it is due, or None; ``rest(membership)`` is the list of all.
    """

    title: Any
    icon: str
    act: Any
    find: Callable[..., Any]
    told: Callable[[Any], tuple[str, Any, Any, Any]]
    rest: Callable[[Any], str]


@dataclass(frozen=True, kw_only=True)
class Judge(Entry):
    """Who says how far actions have come and how they go.

    ``actions(municipality, actions, today)`` is what is `Judged` of each action by its id, in five queries for any number;
    ``elements(roots, below, judged)`` the same of each element of a tree, from what was judged of the actions below it;
    ``whole(roots, found)`` of the tree itself.
    """

    actions: Callable[..., dict[int, Judged]]
    elements: Callable[..., dict[int, Judged]]
    whole: Callable[..., Judged]


@dataclass(frozen=True, kw_only=True)
class MeetingFollower(Entry):
    """What an upper floor keeps of the day of a meeting.

    ``follow(meeting, by)`` writes the new day wherever the old one was kept, when a meeting of a body is moved.
    """

    follow: Callable[[Any, Any], None]


@dataclass(frozen=True, kw_only=True)
class PersonTie(Entry):
    """What an upper floor knows of the people outside the city.

    ``members_of(person)`` are the memberships that deal with this person, by id: whose own their contact data are.
    """

    members_of: Callable[[Any], set[int]]


@dataclass(frozen=True, kw_only=True)
class Eraser(Entry):
    """What keeps copies of what people typed, apart from the records themselves.

    ``erase(municipality_id, texts)`` takes away the copies in which one of these texts occurs, and says how many.
    """

    title: Any
    erase: Callable[[int, list[str]], int]


@dataclass(frozen=True, kw_only=True)
class CalendarKind(Entry):
    """A kind of record that has days: it stands in the calendar and in the private feeds.

    ``load(municipality, reader, first, last)`` are the ``CalendarEntry``s that touch one of these days, in at most four
    queries for any number of them, and only what the reader may see. No name of a person outside the city stands in
    them: feeds leave the house.
    """

    title: Any
    capability: str
    load: Callable[..., list[CalendarEntry]]


@dataclass(frozen=True, kw_only=True)
class MapKind(Entry):
    """A kind of relation that stands on the map of the world.

    ``load(municipality, reader, asked)`` are the ``Relation``s that fit what was asked (a ``MapAsked``), in at most four
    queries. ``register(municipality)`` is the address of the register with those of a country, whose code is added to it.
    """

    title: Any
    capability: str
    load: Callable[..., list[Relation]]
    register: Callable[..., str]


E = TypeVar("E", bound=Entry)


@dataclass
class Registry(Generic[E]):
    entries: dict[str, E] = field(default_factory=dict)

    def register(self, entry: E) -> E:
        if entry.key in self.entries:
            raise ImproperlyConfigured(f"Two entries are registered as {entry.key!r}.")
        self.entries[entry.key] = entry
        return entry

    def __iter__(self) -> Iterator[E]:
        return iter(sorted(self.entries.values(), key=lambda entry: (entry.weight, entry.key)))


panels: Registry[Panel] = Registry()
navigation: Registry[NavItem] = Registry()
search_kinds: Registry[SearchKind] = Registry()
form_readers: Registry[FormReader] = Registry()
due_kinds: Registry[DueKind] = Registry()
judges: Registry[Judge] = Registry()
meeting_followers: Registry[MeetingFollower] = Registry()
person_ties: Registry[PersonTie] = Registry()
erasers: Registry[Eraser] = Registry()
calendar_kinds: Registry[CalendarKind] = Registry()
map_kinds: Registry[MapKind] = Registry()


def panels_for(record: Any, membership: Any) -> list[dict[str, Any]]:
    """What upper floors have to say about a record, each panel in at most two queries."""
    found = []
    for panel in panels:
        if panel.for_model == record._meta.label and membership.can(panel.capability):
            context = panel.load(membership.municipality, [record.pk], membership).get(record.pk)
            if context:
                found.append({"panel": panel, "context": context})
    return found
