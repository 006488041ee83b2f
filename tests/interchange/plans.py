"""Plans made from rows, read as a file of them is read."""

import csv
import io

from intlstrategy.interchange.formats import parse, recognise
from intlstrategy.interchange.reading import read_table


def table_of(*rows):
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return read_table(io.BytesIO(file.getvalue().encode()), "plan.csv")


def plan_of(*rows, language="en", merges=None, **mapped):
    table = table_of(*rows)
    file_format = recognise(table.header)
    mapping = file_format.default_mapping(table.header, language) | mapped
    return parse(table, file_format, mapping, merges)


def said(plan):
    return [(problem.row, problem.column, problem.message) for problem in plan.problems]
