"""Who still uses what is about to go to the bin: a record out of sight would leave their forms empty."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.models import HistoricalChanges

from intlstrategy.journal.services import open_name
from intlstrategy.municipalities.bin import Key, ids_by_model, links_of, pointing, read_whole
from intlstrategy.municipalities.models.organisation import DatedModel
from intlstrategy.municipalities.models.scoped import ScopedForeignKey, ScopedModel

MOST_NAMED = 5

ByModel = dict[type[ScopedModel], list[ScopedModel]]


@dataclass(frozen=True)
class Users:
    """The first of those who use a record, and how many there are in all."""

    first: list[models.Model]
    count: int

    def __str__(self) -> str:
        names = ", ".join(f"{row._meta.verbose_name} “{open_name(row)}”" for row in self.first)
        more = self.count - len(self.first)
        if not more:
            return names
        return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more) % {"names": names, "n": more}


def by_model(rows: Iterable[ScopedModel]) -> ByModel:
    groups: ByModel = defaultdict(list)
    for row in rows:
        groups[type(row)].append(row)
    return groups


@cache
def links_to(target: type[ScopedModel]) -> list[ScopedForeignKey]:
    """The links that keep records of one model out of the bin; history tells what was."""
    return [
        link
        for model in apps.get_models()
        if not issubclass(model, HistoricalChanges)
        for link in links_of(model)
        if link.related_model is target and link.name not in getattr(model, "lets_go", ())
    ]


def users_of(going: Sequence[ScopedModel]) -> Users:
    """Who points at what goes without going along, however many records go."""
    ids = {model: {row.pk for row in rows} for model, rows in by_model(going).items()}
    asked = [(link, using(link), sorted(ids[target])) for target in ids for link in links_to(target)]
    found: dict[Key, None] = {
        (link.model, pk): None for link, pk in pointing(asked) if pk not in ids.get(link.model, ())
    }
    first = list(found)[:MOST_NAMED]
    records = read_whole(first)
    return Users([getattr(records[key], "known_as", records[key]) for key in first], len(found))


def using(link: ScopedForeignKey) -> Any:
    """The rows with this link whose target has to stay."""
    model: Any = link.model
    return model._base_manager.filter(model.in_use() if issubclass(model, ScopedModel) else models.Q())


def belongs(link: ScopedForeignKey) -> bool:
    """Whether a link makes a record a part of something that can be closed, such as a plan; a plan names another plan."""
    return hasattr(link.related_model, "is_open") and link.related_model is not link.model


def held_by(rows: Sequence[ScopedModel]) -> list[Key]:
    """What can be closed, such as a plan, of all that these rows belong to, themselves left out."""
    keys = {(type(row), row.pk) for row in rows}
    held: dict[Key, None] = {}
    for model, group in by_model(rows).items():
        for link in links_of(model):
            if belongs(link):
                held |= {(link.related_model, pk): None for row in group if (pk := getattr(row, link.attname))}
    return sorted((key for key in held if key not in keys), key=lambda key: (key[0]._meta.label, key[1]))


def lock_holders(rows: Sequence[ScopedModel]) -> None:
    """Who takes from a plan and who adds to it come one after the other: what one left, the other sees."""
    for model, ids in ids_by_model(held_by(rows)).items():
        list(model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))


def closed_holder_of(going: Sequence[ScopedModel]) -> Any:
    """A closed record, itself staying, of which something would go: nothing of it changes any more."""
    holders = read_whole(held_by(going))
    return next((holder for holder in holders.values() if not holder.is_open), None)  # type: ignore[attr-defined]


def why_not(row: ScopedModel, going: Sequence[ScopedModel]) -> str:
    """Why a record stays where it is, and what to do instead; empty when nothing is in the way."""
    if closed := closed_holder_of(going):
        words = {"name": open_name(row), "kind": closed._meta.verbose_name, "holder": open_name(closed)}
        return _("“%(name)s” stays: the %(kind)s “%(holder)s”, which is closed, points at it.") % words
    users = users_of(going)
    if not users.count:
        return ""
    used = _("“%(name)s” is still used by: %(users)s.") % {"name": open_name(row), "users": users}
    return f"{used} {advice(row, users)}"


def advice(row: ScopedModel, users: Users) -> str:
    if not all(isinstance(each, ScopedModel) for each in users.first):
        return _("What was approved keeps what it rests on.")
    if isinstance(row, DatedModel) and hasattr(row, "successor"):
        return _("Give it an end date and a successor instead, or choose others in those records first.")
    if isinstance(row, DatedModel):
        return _("Give it an end date instead, or choose others in those records first.")
    return _("Choose others in those records first.")


def approved_with(row: ScopedModel) -> str:
    """What was approved with a record, in words; empty when nothing rests on it."""
    frozen = [link for link in links_to(type(row)) if not issubclass(link.model, ScopedModel)]
    keys = [(link.model, pk) for link, pk in pointing([(link, using(link), [row.pk]) for link in frozen])]
    records = read_whole(keys[:MOST_NAMED])
    return str(Users([records[key] for key in keys[:MOST_NAMED]], len(keys))) if keys else ""


def refuse_in_use(row: ScopedModel, going: Sequence[ScopedModel]) -> None:
    refusal = why_not(row, going)
    if refusal:
        raise ValidationError(refusal)
