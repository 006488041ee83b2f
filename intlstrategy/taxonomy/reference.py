"""The lists that come with the product, read from the files beside this one."""

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"
Entry = dict[str, str]


def entries(name: str) -> Iterator[Entry]:
    """The rows of one list, in the order of the file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
