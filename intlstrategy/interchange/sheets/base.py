"""What a table of a register says: its columns, how a cell becomes a value and back, and what belongs to a record.

A sheet is one of these tables: stakeholders, people, agreements, networks, missions. A cell that is blank is no value;
a column that the file does not have is never touched.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from babel import Locale
from django.conf import settings
from django.db.models import Choices, Model
from django.utils import translation
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intlstrategy.accounts.models import User
from intlstrategy.core.countries import names as country_names
from intlstrategy.core.numbers import with_point
from intlstrategy.core.text import fold, tidy, tidy_markdown
from intlstrategy.interchange.values import BadValue, escaped, parse_bool, parse_date, parse_names, parse_number, shown
from intlstrategy.municipalities.models import Municipality, ScopedModel
from intlstrategy.municipalities.roles import Capability

IDENTIFIER = "identifier"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
NUMBERED = re.compile(r"(?P<name>.*?)\s*#(?P<pk>\d{1,18})", re.DOTALL)
Values = dict[str, Any]


def key_of(text: str) -> str:
    """A text as it is compared: without case, accents and punctuation."""
    return " ".join(re.findall(r"\w+", fold(text))) or fold(text)


def in_every_language(text: Any) -> list[str]:
    """What a translated text says in each language of the interface."""
    said = []
    for code in LANGUAGES:
        with translation.override(code):
            said.append(str(text))
    return said


# Cells ----------------------------------------------------------------------------------------------------


class Text:
    """Words in one line."""

    blank: Any = ""

    def tidied(self, value: Any) -> Any:
        """A stored value as a file that is read says it: with single blanks."""
        return " ".join(tidy(value).split()) if isinstance(value, str) else value

    def read(self, text: str, known: "Known") -> Any:
        return " ".join(tidy(text).split())

    def write(self, value: Any, known: "Known") -> str:
        return "" if value is None else str(value)


class Long(Text):
    """Words in several lines, with Markdown."""

    def tidied(self, value: Any) -> Any:
        return tidy_markdown(value) if isinstance(value, str) else value

    def read(self, text: str, known: "Known") -> str:
        return tidy_markdown(text)


class Day(Text):
    """A day; a year alone is the first or the last of that year where the column starts or ends something."""

    blank = None

    def __init__(self, role: Any = None) -> None:
        self.role = role

    def read(self, text: str, known: "Known") -> date | None:
        return parse_date(text, self.role)

    def write(self, value: Any, known: "Known") -> str:
        return value.isoformat() if value else ""


class Number(Text):
    """A number with so many decimals."""

    blank = None

    def __init__(self, decimals: int = 2) -> None:
        self.decimals = decimals

    def read(self, text: str, known: "Known") -> Decimal | int | None:
        if not text.strip():
            return None
        said = re.sub(r"(?i)[\s\u00a0\u202f]*(€|eur|euros?)\.?$", "", text.strip())
        mark = get_format("DECIMAL_SEPARATOR", lang=known.municipality.main_language, use_l10n=True)
        value = parse_number(with_point(said, str(mark)))
        try:
            rounded = value.quantize(Decimal(1).scaleb(-self.decimals))
        except InvalidOperation as error:
            raise BadValue(_("“%(text)s” is too large.") % {"text": shown(text)}) from error
        if rounded != value:
            words = {"text": shown(text), "decimals": self.decimals}
            raise BadValue(_("%(text)s has more than %(decimals)d decimals.") % words)
        return int(rounded) if self.decimals == 0 else rounded

    def write(self, value: Any, known: "Known") -> str:
        return "" if value is None else f"{value:.{self.decimals}f}"


class YesNo(Text):
    blank = False

    def read(self, text: str, known: "Known") -> bool:
        return bool(parse_bool(text))

    def write(self, value: Any, known: "Known") -> str:
        return str(_("yes") if value else _("no"))


class Word(Text):
    """One of the words of a list, in any language of the interface, by its code, or as others say it."""

    def __init__(self, choices: type[Choices], also: Mapping[str, Sequence[str]] | None = None) -> None:
        self.choices, self.also = choices, also or {}

    @cached_property
    def words(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for value in self.choices.values:
            label = dict(self.choices.choices)[value]
            for word in [str(value).replace("_", " "), *in_every_language(label), *self.also.get(str(value), ())]:
                found.setdefault(key_of(word), value)
        return found

    def read(self, text: str, known: "Known") -> Any:
        if not text.strip():
            return self.blank
        try:
            return self.words[key_of(text)]
        except KeyError as error:
            words = {"text": shown(text), "names": ", ".join(str(label) for label in self.choices.labels)}
            raise BadValue(_("“%(text)s” is none of: %(names)s.") % words) from error

    def write(self, value: Any, known: "Known") -> str:
        return str(dict(self.choices.choices).get(value, value) or "")


class Country(Text):
    """A country by its code of two letters or its name in any language of the interface."""

    @cached_property
    def words(self) -> dict[str, str]:
        found = {code.casefold(): code for code in country_names("en")}
        return found | {key_of(name): code for language in LANGUAGES for code, name in country_names(language).items()}

    def read(self, text: str, known: "Known") -> str:
        if not text.strip():
            return ""
        try:
            return self.words[key_of(text)]
        except KeyError as error:
            raise BadValue(
                _("“%(text)s” is no country. Write its name or its two letters, as ES.") % {"text": shown(text)}
            ) from error

    def write(self, value: Any, known: "Known") -> str:
        return value or ""


class Languages(Text):
    """Languages by code or name, with semicolons or commas between them."""

    @property
    def blank(self) -> list[str]:  # type: ignore[override]
        return []

    @cached_property
    def words(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for language in LANGUAGES:
            for code, name in Locale(language).languages.items():
                if len(code) in {2, 3}:
                    found |= {code: code, key_of(name): code}
        return found

    def read(self, text: str, known: "Known") -> list[str]:
        codes = []
        for name in parse_names(text.replace(",", ";")):
            if (code := self.words.get(key_of(name))) is None:
                raise BadValue(
                    _("“%(text)s” is no language. Write its name or its code, as es.") % {"text": shown(name)}
                )
            codes.append(code)
        return list(dict.fromkeys(codes))

    def write(self, value: Any, known: "Known") -> str:
        return "; ".join(value)


class Named(Text):
    """A record of the city by its name; several of one name are told apart by #number after it."""

    blank = None

    def __init__(
        self,
        rows: Callable[[Municipality], Iterable[Any]],
        what: Any,
        names: Callable[[Any], Sequence[str]] = lambda row: [str(row)],
    ) -> None:
        self.rows, self.what, self.names = rows, what, names  # fmt: skip

    def read(self, text: str, known: "Known") -> Any:
        if not text.strip():
            return None
        shelf = known.shelf(self)
        numbered = NUMBERED.fullmatch(text.strip())
        if numbered and (row := shelf.by_pk.get(int(numbered["pk"]))):
            return row
        found = shelf.by_name.get(key_of(text), [])
        if len(found) == 1:
            return found[0]
        words = {"text": shown(text), "what": str(self.what), "ids": ", ".join(f"#{row.pk}" for row in found[:5])}
        if found:
            raise BadValue(_("Several are called “%(text)s” (%(what)s). Write the number after it: %(ids)s.") % words)
        raise BadValue(_("“%(text)s” is not there (%(what)s). Write it as it is in the workspace, or add it first.") % words)  # fmt: skip

    def write(self, value: Any, known: "Known") -> str:
        if value is None:
            return ""
        name = self.names(value)[0]
        alone = len(known.shelf(self).by_name.get(key_of(name), [])) == 1
        return name if alone and NUMBERED.fullmatch(name) is None else f"{name} #{value.pk}"


class Several(Named):
    """Several records by their names, with semicolons between them."""

    @property
    def blank(self) -> list[Any]:  # type: ignore[override]
        return []

    def read(self, text: str, known: "Known") -> list[Any]:
        found = [row for name in parse_names(text) for row in self.named(name, known)]
        return list({row.pk: row for row in found}.values())

    def named(self, name: str, known: "Known") -> list[Any]:
        """Whom a name means; several with commas between them where no single one has that name, as others write them."""
        if self.is_the_city(name, known):
            return []
        try:
            return [super().read(name, known)]
        except BadValue as bad:
            parts = [part.strip() for part in name.split(",") if part.strip()]
            others = [part for part in parts if not self.is_the_city(part, known)]
            if len(parts) < 2 or not all(known.shelf(self).by_name.get(key_of(part)) for part in others):
                raise BadValue(_("%(words)s Write semicolons between several.") % {"words": bad} if len(parts) > 1 else str(bad)) from bad  # fmt: skip
            return [super(Several, self).read(part, known) for part in others]

    def is_the_city(self, name: str, known: "Known") -> bool:
        """Whether the council itself is meant, which signs all that it signs and is none of its own partners."""
        own = {key_of(each) for each in re.split(r"\s*/\s*", known.municipality.name)} | {
            key_of(known.municipality.name)
        }
        bare = re.sub(r"^(ayuntamiento|concello|ajuntament|udala|city council|council) (de |of |d )?", "", key_of(name))
        return bare in own and key_of(name) not in known.shelf(self).by_name

    def write(self, value: Any, known: "Known") -> str:
        return "; ".join(escaped(super(Several, self).write(row, known)) for row in value)


# What the city has ----------------------------------------------------------------------------------------


@dataclass
class Shelf:
    by_name: dict[str, list[Any]]
    by_pk: dict[int, Any]


@dataclass
class Known:
    """What names in cells may mean: each list is read once, when it is first asked for."""

    municipality: Municipality
    shelves: dict[Any, Shelf] = field(default_factory=dict)

    def shelf(self, cell: Named) -> Shelf:
        if cell.rows not in self.shelves:
            by_name: dict[str, list[Any]] = defaultdict(list)
            by_pk = {}
            for row in cell.rows(self.municipality):
                by_pk[row.pk] = row
                for name in dict.fromkeys(key_of(name) for name in cell.names(row) if name):
                    by_name[name].append(row)
            self.shelves[cell.rows] = Shelf(by_name, by_pk)
        return self.shelves[cell.rows]


# Sheets ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One column: its key, its heading, how its cells are read, and by which other names files call it."""

    key: str
    label: Any
    cell: Text = field(default_factory=Text)
    also: Sequence[str] = ()
    is_required: bool = False
    is_beside: bool = False  # it is no field of the record, but of what belongs to it
    kept_in: tuple[type[Model], str] | None = None  # the field of another model that holds it, and so its limits
    needs: Capability | None = None  # without which it does not leave


Beside = dict[int, Values]  # what belongs to each record, by its id


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A register as a table. ``beside`` reads what belongs to records, ``write_beside`` writes it once they are stored."""

    key: str
    title: Any
    model: type[ScopedModel]
    url_name: str  # of the register
    columns: Sequence[Column]
    name: Callable[[Values], str]  # what a row is called
    in_row: Callable[[Values, Values], Values] = lambda before, values: (
        before
    )  # what a record said of what a row is about
    repeats: Sequence[
        str
    ] = ()  # by these columns, the first of which tells them apart, several rows are about one record
    same: Callable[[Values], tuple[Any, ...]]  # what makes two rows one record where no identifier is given
    example: Callable[[Municipality], Mapping[str, Any]]  # a row that this city could bring in
    prepare: Callable[[Values, bool], None] = lambda values, is_new: None
    check: Callable[[Any, Values], Mapping[str, str]] = lambda record, values: {}  # what is wrong, by column
    beside: Callable[[Municipality, Sequence[Any]], Beside] = lambda municipality, rows: {}
    write_beside: Callable[[Sequence[Any], User | None], None] = lambda changes, by: None
    watched: Sequence[type[ScopedModel]] = ()  # other records that a comparison rests on
    is_personal: bool = False  # its files hold personal data, and are not kept longer than they are needed

    def column(self, key: str) -> Column | None:
        return next((each for each in self.columns if each.key == key), None)

    @cached_property
    def meanings(self) -> dict[str, str]:
        """Every heading that is understood, as it is compared, and the key of its column."""
        found = {key_of(name): IDENTIFIER for name in (*in_every_language(IDENTIFIED), "id", "identificador")}
        for column in self.columns:
            found |= {key_of(name): column.key for name in in_every_language(column.label)}
        for column in self.columns:
            for name in column.also:  # what another column is called here, it means
                found.setdefault(key_of(name), column.key)
        return found

    def default_mapping(self, header: Sequence[str]) -> dict[str, str]:
        """What each column of a file means; of two that mean the same, the first."""
        mapping: dict[str, str] = {}
        for name in header:
            meaning = self.meanings.get(key_of(name), "")
            mapping[name] = "" if meaning in mapping.values() else meaning
        return mapping

    def is_heading(self, cells: Sequence[str]) -> bool:
        known = {self.meanings.get(key_of(cell)) for cell in cells if cell and len(cell) < 200} - {None}
        return len(known) > 1


IDENTIFIED = gettext_lazy("Identifier")


def values_of(sheet: Sheet, record: Any, beside: Beside) -> Values:
    """What a record says, by column."""
    known = beside.get(record.pk, {})
    return {
        column.key: known.get(column.key, column.cell.blank) if column.is_beside else getattr(record, column.key)
        for column in sheet.columns
    }


def is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same: lists of records in whatever order."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(marked, one)) == sorted(map(marked, other))
    return one == other


def marked(value: Any) -> str:
    return str(value.pk) if isinstance(value, Model) else str(value)
