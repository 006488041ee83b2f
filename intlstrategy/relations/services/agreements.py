"""Decisions on agreements: what they say, what became of them, what has to be done because of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intlstrategy.accounts.models import User
from intlstrategy.core.text import fold
from intlstrategy.documents.content import Content
from intlstrategy.documents.models import Document
from intlstrategy.documents.services import store_document
from intlstrategy.municipalities.editing import bulk_delete, bulk_save, save_record
from intlstrategy.relations.models import (
    Agreement,
    AgreementText,
    Amendment,
    Contribution,
    Duty,
    LegalNature,
    NatureDuty,
    Party,
    Review,
    StatusChange,
)
from intlstrategy.relations.reading import terms_of
from intlstrategy.relations.services.rows import set_rows
from intlstrategy.relations.services.taking_part import Served, set_served
from intlstrategy.relations.terms import Extension
from intlstrategy.stakeholders.models import Stakeholder


@transaction.atomic
def save_agreement(
    *, agreement: Agreement, parties: Iterable[Stakeholder] | None = None, served: Served | None = None, by: User | None,
    seen: int | None = None,
) -> Agreement:  # fmt: skip
    """Write an agreement; where parties or what it serves are given, these are all of them afterwards.

    A party that stays keeps what is known of it. What the law asks of its legal nature becomes duties once its dates
    are known.
    """
    if agreement.notice_given_on and agreement.notice_given_on > timezone.localdate():
        raise ValidationError({"notice_given_on": _("That was today or earlier.")})
    before = Agreement._base_manager.filter(pk=agreement.pk).first()
    save_record(agreement, by=by, seen=seen)
    if parties is not None:
        set_parties(agreement, parties, by=by)
    if served is not None:
        set_served({"agreement": agreement}, served, by)
    if before is not None:
        follow_dates(before, agreement, by=by)
    ask_for_duties(agreement, by=by)
    return agreement


def set_parties(agreement: Agreement, parties: Iterable[Stakeholder], *, by: User | None) -> None:
    """Make these all who sign with the city, new ones among them; whoever brings something to the agreement stays."""
    wanted = list(parties)
    for each in wanted:
        if each._state.adding:
            save_record(each, by=by)
    brings = Contribution.objects.of(agreement.municipality).filter(agreement=agreement).exclude(party=None)
    for row in brings.exclude(party__stakeholder__in=[each.pk for each in wanted]).select_related("party__stakeholder"):
        words = {"name": row.party, "what": row.text}
        raise ValidationError(_("“%(name)s” brings “%(what)s” to this agreement. Take that away first.") % words)
    rows = [Party(stakeholder=each) for each in wanted]
    set_rows(Party, {"agreement": agreement}, rows, ("stakeholder_id",), by)


def ask_for_duties(agreement: Agreement, *, by: User | None) -> None:
    """Make a duty of whatever the law asks of this legal nature and nobody noted yet, once the day it counts from is known."""
    if agreement.nature_id is None:
        return
    known = set(Duty._base_manager.filter(agreement=agreement).values_list("rule", flat=True))
    rules = (
        NatureDuty.objects.of(agreement.municipality).filter(nature=agreement.nature_id).exclude(pk__in=known - {None})
    )
    wanted = [(rule, due_day(rule, agreement)) for rule in rules]
    bulk_save(
        [
            Duty(municipality=agreement.municipality, agreement=agreement, rule=rule, title=rule.title, due_on=day)
            for rule, day in wanted
            if day is not None
        ],
        by=by,
    )


def follow_dates(before: Agreement, now: Agreement, *, by: User | None) -> None:
    """Duties by law that are not met yet follow the dates they count from, unless somebody gave them a day of their own.

    Those of a former legal nature that nobody touched are taken away.
    """
    rows = (
        Duty.objects.of(now.municipality).filter(agreement=now, met_on=None).exclude(rule=None).select_related("rule")
    )
    moved, gone = [], []
    for row in rows:
        if row.rule is None or row.due_on != due_day(row.rule, before):
            continue
        day = due_day(row.rule, now)
        if row.rule.nature_id != now.nature_id:
            gone += [row] if row.revision == 1 else []
        elif day is not None and day != row.due_on:
            row.due_on = day
            moved.append(row)
    bulk_save(moved, by=by, fields=["due_on"])
    bulk_delete(gone, by=by)


def due_day(rule: NatureDuty, agreement: Agreement) -> date | None:
    """The day by which the law asks for it; None as long as the day it counts from is not known."""
    counted = {
        NatureDuty.From.SIGNED: agreement.signed_on,
        NatureDuty.From.IN_FORCE: agreement.in_force_on or agreement.signed_on,
        NatureDuty.From.EXPIRES: agreement.expires_on,
    }[NatureDuty.From(rule.counts_from)]
    return counted and counted + timedelta(days=rule.days)


def save_status_change(change: StatusChange, *, by: User | None, seen: int | None = None) -> StatusChange:
    """Write what became of an agreement, today or before: what is to come is not known yet."""
    if change.on > timezone.localdate():
        raise ValidationError({"on": _("A status is of today or an earlier day.")})
    return save_record(change, by=by, seen=seen)


def save_amendment(amendment: Amendment, *, by: User | None, seen: int | None = None) -> Amendment:
    """Write an amendment of an agreement that was signed before it."""
    signed = amendment.agreement.signed_on
    if signed is None:
        raise ValidationError({"signed_on": _("The agreement itself has no day of signing yet. Enter that first.")})
    if amendment.signed_on < signed:
        words = {"day": date_format(signed, "SHORT_DATE_FORMAT")}
        raise ValidationError({"signed_on": _("That is before the agreement itself was signed, on %(day)s.") % words})
    return save_record(amendment, by=by, seen=seen)


def save_contribution(contribution: Contribution, *, by: User | None, seen: int | None = None) -> Contribution:
    """Write what one side brings; who brings it is a party of the same agreement, or the city."""
    if contribution.party is not None and contribution.party.agreement_id != contribution.agreement_id:
        raise ValidationError({"party": _("This organisation is no party of the agreement.")})
    return save_record(contribution, by=by, seen=seen)


def save_duty(duty: Duty, *, by: User | None, seen: int | None = None) -> Duty:
    """Write a duty; one is met today or before."""
    if duty.met_on is not None and duty.met_on > timezone.localdate():
        raise ValidationError({"met_on": _("That was today or earlier.")})
    return save_record(duty, by=by, seen=seen)


def save_review(review: Review, *, by: User | None, seen: int | None = None) -> Review:
    """Write a review; one is held today or before."""
    if review.held_on is not None and review.held_on > timezone.localdate():
        raise ValidationError({"held_on": _("That was today or earlier.")})
    return save_record(review, by=by, seen=seen)


def limits_broken(agreement: Agreement, extensions: Iterable[Extension] = ()) -> dict[str, Any]:
    """What an agreement says that its legal nature does not allow: field and why. It may be noted all the same.

    Past agreements are noted as they are; a page says so beside the date.
    """
    terms = terms_of(agreement, extensions)
    first, longest = terms.first_term_until, terms.longest_until
    broken = {}
    if terms.expires_on and first and terms.expires_on > first:
        words = {"nature": agreement.nature, "day": date_format(first, "SHORT_DATE_FORMAT")}
        broken["expires_on"] = _("%(nature)s: its first term may last until %(day)s at most.") % words
    last = max((each.until for each in terms.extensions if each.until), default=None)
    if (
        longest
        and terms.extensions
        and (last is None or last > longest or any(not each.until for each in terms.extensions))
    ):
        words = {"nature": agreement.nature, "day": date_format(longest, "SHORT_DATE_FORMAT")}
        broken["until"] = _("%(nature)s: with every extension it may last until %(day)s at most.") % words
    return broken


# Legal natures --------------------------------------------------------------------------------------------


@transaction.atomic
def take_over_natures(
    *, municipality: Any, ready: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]], by: User | None
) -> int:
    """Add the ready legal natures that the city does not have yet, by their names; says how many."""
    known = set(LegalNature.objects.of(municipality).values_list("folded", flat=True))
    added = 0
    for fields, duties in ready:
        if fold(fields["name"]) in known:
            continue
        nature = save_record(LegalNature(municipality=municipality, **fields), by=by)
        bulk_save([NatureDuty(municipality=municipality, nature=nature, **duty) for duty in duties], by=by)
        added += 1
    return added


@transaction.atomic
def upload_text(
    *, agreement: Agreement, document: Document, upload: Any, content: Content, is_authentic: bool, by: User
) -> AgreementText:
    """Store a file and attach it to an agreement as its text in the document's language."""
    store_document(document=document, upload=upload, content=content, by=by)
    text = AgreementText(municipality=agreement.municipality, agreement=agreement, document=document)
    text.language, text.is_authentic = document.language, is_authentic
    return save_record(text, by=by)
