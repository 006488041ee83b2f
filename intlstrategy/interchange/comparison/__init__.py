"""What a parsed file would do to a plan: every row new, changed, unchanged or refused. Nothing is written here.

With an identifier in the file, path and title never match a record; without one, they do. Only what the file speaks
of is compared, so a file never empties what it does not speak of.
"""

from intlstrategy.interchange.comparison.changes import CHANGED, NEW, REFUSED, UNCHANGED, Change, Comparison
from intlstrategy.interchange.comparison.comparer import compare
from intlstrategy.interchange.comparison.known import levels_of, places_in

__all__ = ["CHANGED", "NEW", "REFUSED", "UNCHANGED", "Change", "Comparison", "compare", "levels_of", "places_in"]
