"""Rows of short fields in the form of a record, and organisations that are written by their names in them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.text import fold
from intlstrategy.municipalities.forms.naming import found_exactly
from intlstrategy.municipalities.models import Municipality
from intlstrategy.stakeholders.models import Stakeholder
from intlstrategy.stakeholders.services.stakeholders import alike_to

MORE, MOST = 3, 40
SECTOR_OF = {
    "company": "private", "sme": "private", "chamber": "private", "trade_union": "civil", "ngo": "civil",
    "association": "civil", "diaspora": "civil", "university": "academic", "school": "academic", "media": "media",
}  # fmt: skip
NUMBERED = re.compile(r"^(?:person|organisation|position|promise)_(\d{1,3})$")


def rows_in(sent: Any, *names: str, least: int = 0) -> int:
    """How many rows there are: as many as were sent, and more when more are asked for."""
    numbers = [int(found[1]) + 1 for key in sent if (found := NUMBERED.match(key)) and key.split("_")[0] in names]
    asked = MORE if sent.get("_more") == names[0] else 0
    return min(max([least, *numbers]) + asked, MOST)


class NamesOrganisations:
    """A form in whose rows organisations are written by name; those that nobody entered before are made when it is saved."""

    municipality: Municipality
    fields: dict[str, forms.Field]
    new: dict[tuple[str, str], Any]  # what rows add, so that two rows may name the same new one

    def read_organisation(self, number: int, written: dict[str, str]) -> Stakeholder | None:
        field, name = f"organisation_{number}", written["organisation"]
        try:
            known = found_exactly(Stakeholder.objects.of(self.municipality), name)
        except ValidationError as refusal:
            self.add_error(field, refusal)
            return None
        if known or ("organisation", fold(name)) in self.new:
            return known or self.new["organisation", fold(name)]
        near = alike_to(self.municipality, [name])
        if near and not written["another"]:
            self.ask(number, field, [str(each) for each in near])
            return None
        if not written["kind"]:
            self.add_error(f"kind_{number}", _("“%(name)s” is not known yet. Choose its kind, and it is added.") % {"name": name})  # fmt: skip
            return None
        sector = SECTOR_OF.get(written["kind"], "public")
        new = Stakeholder(municipality=self.municipality, name=name, kind=written["kind"], sector=sector)
        return self.new.setdefault(("organisation", fold(name)), new)

    def ask(self, number: int, field: str, near: list[str]) -> None:
        """Whether somebody nearly of that name is meant."""
        self.fields[f"another_{number}"].widget = forms.CheckboxInput()
        told = _("There is no such name, but: %(names)s. Write it so, or tick below that yours is another one.")
        self.add_error(field, told % {"names": "; ".join(near)})


def names_for(records: list[Any], rows: Any) -> dict[int, str]:
    """The names by which these records are found again: with their number where others have the same."""
    same = rows.filter(name__in={each.name for each in records}).order_by().values("name").annotate(n=Count("pk"))
    several = {row["name"] for row in same if row["n"] > 1}
    return {each.pk: f"{each} #{each.pk}" if each.name in several else str(each) for each in records}
