"""The briefing sheet as a Word document, to be put into the folder of whoever travels."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Pt

from intlstrategy.core.markdown import parsed
from intlstrategy.relations.briefing import Briefing, Subject, points, when
from intlstrategy.relations.models import Agreement, Commitment
from intlstrategy.relations.reading import Stand
from intlstrategy.stakeholders.models import Position

DAY = "SHORT_DATE_FORMAT"
LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def briefing_as_word(subject: Subject, briefing: Briefing, today: date) -> bytes:
    """The same parts in the same order as the page; of a contact's brief only what the page may show."""
    sheet = Document()
    sheet.core_properties.title = _("Briefing sheet: %(name)s") % {"name": subject.title}
    sheet.core_properties.author = subject.municipality.name
    sheet.styles["Normal"].font.name = "Calibri"  # type: ignore[attr-defined]
    sheet.styles["Normal"].font.size = Pt(11)  # type: ignore[attr-defined]
    sheet.add_heading(subject.title, 0)
    sheet.add_paragraph(" · ".join([_("Briefing sheet"), date_format(today, DAY)]))
    for each in subject.parts:
        part(sheet, each.title, [*(f"{label}: {value}" for label, value in each.facts), *each.lines], each.otherwise)
        paragraphs(sheet, each.text)
    if subject.organisations:
        relations(sheet, subject, briefing, today)
    part(sheet, _("Points to raise"), points(briefing), _("Nothing is late on either side."))
    file = BytesIO()
    sheet.save(file)
    return file.getvalue()


def relations(sheet: Any, subject: Subject, briefing: Briefing, today: date) -> None:
    """Who is there, and how the city stands with them."""
    part(
        sheet,
        when(subject, today),
        [held(each, len(subject.organisations) == 1) for each in briefing.holders],
        _("Nobody is known."),
    )
    sheet.add_heading(_("Last contacts"), 1)
    for contact in briefing.contacts:
        sheet.add_heading(f"{date_format(contact.on, DAY)} · {contact.kind}: {contact.title}", 2)
        paragraphs(sheet, contact.outcome)
        if contact.record.brief and contact.sees_brief:
            sheet.add_paragraph(_("Confidential")).runs[0].bold = True
            paragraphs(sheet, contact.record.brief)
    if not briefing.contacts:
        sheet.add_paragraph(_("No contact is noted yet."))
    part(sheet, _("Agreements"), map(agreed, briefing.agreements), _("No agreement is noted yet."))
    part(sheet, _("What we promised"), map(promise, briefing.ours), _("Nothing is open."))
    part(sheet, _("What they promised"), map(promise, briefing.theirs), _("Nothing is open."))


def held(position: Position, is_alone: bool) -> str:
    """Somebody and what they are; where the sheet is about several organisations, in which of them."""
    return f"{position.person}, {position.title if is_alone else position}"


def part(sheet: Any, title: str, lines: Iterable[str], otherwise: str = "") -> None:
    sheet.add_heading(title, 1)
    written = [sheet.add_paragraph(line, style="List Bullet") for line in lines]
    if not written and otherwise:
        sheet.add_paragraph(otherwise)


def paragraphs(sheet: Any, text: str) -> None:
    """Markdown as Word has it: paragraphs, lists, bold and italics; the address of a link stands behind it."""
    lists: list[str] = []
    for token in parsed(text):
        if token.type in LISTS:
            lists.append(LISTS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "inline":
            write_runs(sheet.add_paragraph(style=lists[-1] if lists else None), token.children or [])
        elif token.type in ("fence", "code_block"):
            sheet.add_paragraph(token.content.rstrip())


def write_runs(paragraph: Any, children: Iterable[Any]) -> None:
    bold = italic = False
    address = ""
    for each in children:
        if each.type in ("strong_open", "strong_close"):
            bold = each.type == "strong_open"
        elif each.type in ("em_open", "em_close"):
            italic = each.type == "em_open"
        elif each.type == "link_open":
            address = str(each.attrs.get("href", ""))
        elif each.type == "link_close":
            paragraph.add_run(f" ({address})")
        elif each.type in ("softbreak", "hardbreak"):
            paragraph.add_run().add_break()
        elif each.content:
            run = paragraph.add_run(each.content)
            run.bold, run.italic = bold, italic


def agreed(signed: tuple[Agreement, Stand]) -> str:
    agreement, stand = signed
    ends = stand.ahead.ends_on and _("until %(day)s") % {"day": date_format(stand.ahead.ends_on, DAY)}
    return " · ".join(str(each) for each in (agreement.title, stand.words, ends) if each)


def promise(commitment: Commitment) -> str:
    due = commitment.due_on and _("due %(day)s") % {"day": date_format(commitment.due_on, DAY)}
    return " · ".join(str(each) for each in (commitment.text, due, commitment.owner) if each)
