"""Cells that no spreadsheet will run as a formula, and back."""

from intlstrategy.core.sheets import guard, unguard

__all__ = ["guard", "unguard"]
