"""Names of levels: spelled in several ways, merged as the user chose, and given their codes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from intlstrategy.core.text import fold
from intlstrategy.interchange.formats.targets import DEEPEST
from intlstrategy.interchange.rows import NearDuplicate, SourceRow

Path = tuple[str, ...]
Merges = Mapping[tuple[Path, str], str]  # (squashed path of what is above, name in the file) -> name to use
Known = Mapping[str, Path]  # identifier of an element of the plan -> its place, down to its own title
Spellings = dict[tuple[Path, str], dict[str, Path]]  # by folded parent and name: each name, and its parent as written
BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w]+(?=\d)")
NOT_WORDS = re.compile(r"[^\w.]+|(?<!\d)\.|\.(?!\d)|_")


@lru_cache(maxsize=20_000)
def squash(name: str) -> str:
    """What is left of a name without accents, case, blanks and punctuation; "1.2" and "12" stay apart."""
    folded = fold(name)
    return NOT_WORDS.sub("", BETWEEN_DIGITS.sub(".", folded)) or folded


def squash_path(path: Path) -> Path:
    return tuple(squash(name) for name in path)


def spellings(paths: Iterable[Path]) -> Spellings:
    """In the order of the paths; each names an element and those above it."""
    found: Spellings = defaultdict(dict)
    for path in paths:
        for depth, name in enumerate(path):
            found[squash_path(path[:depth]), squash(name)].setdefault(name, path[:depth])
    return found


def near_duplicates(rows: Sequence[SourceRow], merges: Merges, known: Known) -> list[NearDuplicate]:
    """What is offered for merging: all of it, but where the user has chosen already.

    An element of the plan whose identifier stands in the file is what the file calls it; and what has an identifier
    of its own is no other element, however it is spelled.
    """
    own = {row.external_id: row.path for row in rows if row.kind == "element" and row.external_id}
    own_paths = set(own.values())
    there: Spellings = defaultdict(dict)
    for identifier, (*parent, name) in known.items():
        if identifier not in own:
            there[squash_path(tuple(parent)), squash(name)][name] = tuple(parent)
    found = []
    for key, names in spellings(dict.fromkeys(row.path[:DEEPEST] for row in rows)).items():
        in_plan = there.get(key, {})
        strange = [name for name, above in names.items() if name not in in_plan and (*above, name) not in own_paths]
        if (len(names) > 1 or (in_plan and strange)) and not any((key[0], name) in merges for name in names):
            every = in_plan | names
            found.append(NearDuplicate(len(key[0]) + 1, tuple(every), next(iter(every.values())), tuple(in_plan)))
    return found


def merge_names(rows: Iterable[SourceRow], merges: Merges) -> None:
    """Use the spelling that the user chose, under the one place where it was offered."""
    first: dict[Path, SourceRow] = {}
    for row in rows if merges else ():
        row.path = tuple(merges.get((squash_path(row.path[:depth]), name), name) for depth, name in enumerate(row.path))
        if row.kind == "element" and row.path:
            row.title = row.path[-1]
            refuse_second_identifier(row, merges, first)


def refuse_second_identifier(row: SourceRow, merges: Merges, first: dict[Path, SourceRow]) -> None:
    """Two rows that were told to be one element cannot have two identifiers."""
    if (squash_path(row.path[:-1]), row.path[-1]) not in merges:
        return
    other = first.setdefault(row.path, row)
    if other.external_id != row.external_id:
        row.refuse(
            "",
            _(
                "“%(title)s” was called the same as row %(row)d, which has the identifier %(id)s: one of the two must go."
            )
            % {"title": row.title, "row": other.number, "id": other.external_id},
        )


def with_codes(rows: list[SourceRow], codes: dict[int, list[str]], columns: list[str]) -> list[SourceRow]:
    """Elements that a flat table names with a code get a row of their own, before the row that names them first."""
    if not codes:
        return rows
    elements = {row.path: row for row in rows if row.kind == "element"}
    complete: list[SourceRow] = []
    for row in rows:
        for depth, code in enumerate(codes.get(row.number, [])[: len(row.path)]):
            element = elements.get(row.path[: depth + 1])
            if code and element is None:
                path = row.path[: depth + 1]
                elements[path] = SourceRow(row.number, "element", path, title=path[-1], code=code)
                complete.append(elements[path])
            elif element is not None and code:
                give_code(element, code, row, columns[depth])
        complete.append(row)
    return complete


def give_code(element: SourceRow, code: str, row: SourceRow, column: str) -> None:
    element.code = element.code or code
    if element.code != code:
        row.refuse(
            column,
            _("“%(title)s” has the code %(one)s in row %(row)d and %(other)s here.")
            % {"title": element.title, "one": element.code, "row": element.number, "other": code},
        )
