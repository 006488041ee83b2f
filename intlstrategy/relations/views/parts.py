"""The pages of what belongs to a relation and is shown on its page: the parties of an agreement, its duties, its texts."""

from intlstrategy.municipalities import parts
from intlstrategy.municipalities.parts import PartBin, part_paths

__all__ = ["PartBin", "PartPage", "part_paths"]


class PartPage(parts.PartPage):
    space = "relations"
