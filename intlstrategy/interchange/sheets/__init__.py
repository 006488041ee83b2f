"""Registers as tables that go out and come in again. Each sheet says what its columns are."""

from intlstrategy.interchange.sheets import agreements, missions, networks, people, stakeholders
from intlstrategy.interchange.sheets.base import IDENTIFIED, IDENTIFIER, Column, Known, Sheet

SHEETS: dict[str, Sheet] = {
    sheet.key: sheet for sheet in (stakeholders.SHEET, people.SHEET, agreements.SHEET, networks.SHEET, missions.SHEET)
}
PERSONAL = [key for key, sheet in SHEETS.items() if sheet.is_personal]

__all__ = ["IDENTIFIED", "IDENTIFIER", "PERSONAL", "SHEETS", "Column", "Known", "Sheet"]
