"""Rows that name what is above them by its identifier."""

from collections.abc import Iterator

from intlstrategy.interchange.rows import SourceRow

FARTHEST = 12  # deeper than any plan: the walk upwards ends here, and the depth is refused


def paths_by_parents(rows: list[SourceRow]) -> None:
    """The place of each row from the identifiers alone; where they lead nowhere, the row is refused later."""
    by_id = {row.external_id: row for row in reversed(rows) if row.kind == "element" and row.external_id}
    looping = find_loops(by_id)
    for row in rows:
        above = [] if row.parent_external_id in looping else list(ancestors(row, by_id))
        row.path = tuple(each.title for each in reversed(above))
    for row in rows:
        if row.kind == "element" and row.title:
            row.path = (*row.path, row.title)


def find_loops(by_id: dict[str, SourceRow]) -> set[str]:
    """The identifiers whose way up never ends."""
    ends: dict[str, bool] = {}
    for start in by_id:
        way: dict[str, None] = {}
        at = start
        while at in by_id and at not in ends and at not in way:
            way[at] = None
            at = by_id[at].parent_external_id
        ending = at not in way and ends.get(at, True)
        ends.update(dict.fromkeys(way, ending))
    return {identifier for identifier, ending in ends.items() if not ending}


def ancestors(row: SourceRow, by_id: dict[str, SourceRow]) -> Iterator[SourceRow]:
    """From the parent up."""
    for _step in range(FARTHEST):
        parent = by_id.get(row.parent_external_id)
        if parent is None:
            return
        yield parent
        row = parent
