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
SHORTEST_MISSPELLED = 6  # letters of a word
MOST_COMPARED = 300  # names below one parent
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
    written = spellings(dict.fromkeys(row.path[:DEEPEST] for row in rows))
    for keys in alike(written, there):
        above_all = keys[0][0]
        names: dict[str, Path] = {name: above for key in keys for name, above in written.get(key, {}).items()}
        in_plan = {name: above for key in keys for name, above in there.get(key, {}).items()}
        strange = [name for name, above in names.items() if name not in in_plan and (*above, name) not in own_paths]
        is_asked = (len(names) > 1 and (strange or len(keys) == 1)) or (in_plan and strange)
        if is_asked and not any((above_all, name) in merges for name in names):
            every = in_plan | names
            found.append(NearDuplicate(len(above_all) + 1, tuple(every), next(iter(every.values())), tuple(in_plan)))
    return found


def alike(written: Spellings, there: Spellings) -> list[list[tuple[Path, str]]]:
    """The keys of the file in their order, together those below one parent that differ by a letter of one long word."""
    below: dict[Path, list[tuple[Path, str]]] = defaultdict(list)
    for key in [*written, *(key for key in there if key not in written)]:
        below[key[0]].append(key)
    groups: dict[tuple[Path, str], list[tuple[Path, str]]] = {}
    for keys in below.values():
        words = {key: fold(next(iter(written.get(key) or there[key]))).split() for key in keys}
        for number, key in enumerate(keys):
            near = (each for each in keys[:number] if len(keys) <= MOST_COMPARED and are_near(words[each], words[key]))
            group = groups.setdefault(next(near, key), [])
            group.append(key)
            groups[key] = group
    return [group for key, group in groups.items() if group[0] == key and any(each in written for each in group)]


def are_near(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names differ in one word only, which is long, has no figure, and is misspelled by one letter."""
    if len(one) != len(other):
        return False
    differing = [(first, second) for first, second in zip(one, other, strict=True) if first != second]
    if len(differing) != 1:
        return False
    first, second = sorted(differing[0], key=len)
    if len(first) < SHORTEST_MISSPELLED or not (first + second).isalpha() or len(second) - len(first) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    rest = first[start:] if len(first) < len(second) else first[start + 1 :]
    return rest == second[start + 1 :] or (first[start : start + 2] == second[start : start + 2][::-1] and first[start + 2 :] == second[start + 2 :])  # fmt: skip


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
