"""What a briefing sheet is about: an organisation, a country, a mission or visit, a meeting."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from intlstrategy.core.countries import country_name
from intlstrategy.core.numbers import amount_in
from intlstrategy.governance.models import AgendaItem, Decision, Meeting
from intlstrategy.governance.reading import papers_for, places_on, seats_of
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.relations import travel
from intlstrategy.relations.briefing import Part, Subject
from intlstrategy.relations.countries import assets_in, missions_in, networks_in, organisations_in
from intlstrategy.relations.models import (
    Attendance,
    Engagement,
    Mission,
    MissionParticipant,
    ProgrammeItem,
    Tie,
)
from intlstrategy.stakeholders.models import Appraisal, Stakeholder

DAY = "SHORT_DATE_FORMAT"
MOST_JOURNEYS = 5
MOST_NAMED = 30  # organisations of a country


def facts(*told: tuple[str, Any]) -> list[tuple[str, Any]]:
    """Those that say something."""
    return [(label, value) for label, value in told if value]


def days(first: date, last: date) -> str:
    return date_format(first, DAY) if first == last else f"{date_format(first, DAY)} – {date_format(last, DAY)}"


def of_stakeholder(row: Stakeholder, today: date) -> Subject:
    appraisals = Appraisal.objects.of(row.municipality).filter(stakeholder=row, on__lte=today)
    who = facts(
        (_("Kind"), row.get_kind_display()),  # type: ignore[attr-defined]
        (_("Governance level"), row.level),
        (_("Place"), row.where),
        (_("Relation owner"), row.owner or _("Nobody yet")),
        (_("Influence, interest, awareness"), appraisals.order_by("-on", "-pk").first()),
    )
    return Subject(
        municipality=row.municipality, title=row.name, own_name=row.own_name, record=row, day=today, organisations=[row],
        own_language=next(iter(row.languages), row.municipality.main_language),
        parts=[Part(_("Who they are"), who, text=row.description)], crumbs=[(row.name, row.get_absolute_url())],
    )  # fmt: skip


def of_country(municipality: Municipality, code: str, today: date) -> Subject:
    there = organisations_in(municipality, code)
    last_met = Max(
        "attendances__engagement__on", filter=Q(attendances__binned_at=None, attendances__engagement__binned_at=None)
    )
    latest = there.annotate(last_met=last_met).order_by(F("last_met").desc(nulls_last=True), "folded", "pk")
    rows = sorted(latest[:MOST_NAMED], key=lambda row: row.folded)
    networks = networks_in(municipality, code).current(today)
    journeys = missions_in(municipality, code)
    name = country_name(code)
    return Subject(
        municipality=municipality, title=name, own_name="", own_language="", record=None, day=today, organisations=rows,
        among=there.order_by().values("pk"),
        parts=[
            Part(_("Organisations"), lines=[*in_short(rows), *more_than(rows, there.count())], otherwise=_("No organisation is noted yet.")),
            Part(_("Networks based there"), lines=[str(each) for each in networks], otherwise=_("No network is noted yet.")),
            Part(_("Missions and visits"), lines=[f"{days(each.starts_on, each.ends_on)} · {each}" for each in journeys[:MOST_JOURNEYS]] + in_register(len(journeys) - MOST_JOURNEYS), otherwise=_("No mission is noted yet.")),
            Part(_("City assets in use there"), lines=[str(each) for each in assets_in(municipality, code)], otherwise=_("No city asset is in use there yet.")),
        ],
        crumbs=[(_("World map"), reverse("workspace:world-map", args=[municipality.slug])), (name, reverse("relations:country-detail", args=[municipality.slug, code]))],
    )  # fmt: skip


def in_currency(mission: Mission) -> str:
    """Its ceiling as the pages write amounts."""
    if mission.cost_ceiling is None:
        return ""
    return amount_in(mission.cost_ceiling, mission.municipality.currency)


def of_mission(mission: Mission, today: date, *, sees_brief: bool) -> Subject:
    rows = MissionParticipant.objects.of(mission.municipality).filter(mission=mission)
    participants = list(rows.select_related("stakeholder", "membership__user", "post", "person").order_by("pk"))
    programme = ProgrammeItem.objects.of(mission.municipality).filter(mission=mission).select_related("stakeholder")
    items = list(programme)
    organisations = unique([*(each.stakeholder for each in participants), *(each.stakeholder for each in items)])
    about = facts(
        (_("Direction"), mission.get_direction_display()),  # type: ignore[attr-defined]
        (_("Days"), days(mission.starts_on, mission.ends_on)),
        (_("Where"), mission.where),
        (_("Agreement"), mission.agreement),
        (_("Network"), mission.membership),
        (_("Decided by"), decided(mission)),
        (_("Cost ceiling"), in_currency(mission)),
        (_("Who keeps it"), mission.owner),
    )
    parts = [
        Part(_("The mission"), about, text=mission.purpose),
        Part(_("Programme"), lines=[planned(item) for item in items], otherwise=_("No programme yet.")),
        serves(mission=mission),
        *sides(participants),
        *introduced(organisations),
    ]
    return Subject(
        municipality=mission.municipality, title=mission.title, own_name="", own_language="", record=mission,
        day=mission.starts_on, but=Q(mission=mission.pk),
        organisations=organisations, parts=[*parts, *confidential(mission.brief, sees_brief)],
        crumbs=[(_("Missions and visits"), reverse("relations:mission-list", args=[mission.municipality.slug])), (mission.title, mission.get_absolute_url())],
        points=[_("The Ministry of Foreign Affairs has to be told before the first day.")] if awaits_notice(mission, today) else [],
    )  # fmt: skip


def awaits_notice(mission: Mission, today: date) -> bool:
    is_due = travel.notice_due_on(mission.journey) is not None
    return is_due and mission.notified_on is None and mission.starts_on > today


def of_engagement(row: Engagement, today: date, *, sees_brief: bool) -> Subject:
    rows = Attendance.objects.of(row.municipality).filter(engagement=row)
    participants = list(rows.select_related("stakeholder", "membership__user", "post", "person").order_by("pk"))
    organisations = unique(each.stakeholder for each in participants)
    about = facts(
        (_("Kind"), row.get_kind_display()),  # type: ignore[attr-defined]
        (_("Day"), date_format(row.on, DAY)),
        (_("Where"), row.place),
        (_("Agreement"), row.agreement),
        (_("Mission"), row.mission),
        (_("Who keeps it"), row.owner),
    )
    return Subject(
        municipality=row.municipality, title=row.title, own_name="", own_language="", record=row, day=row.on,
        organisations=organisations, but=Q(pk=row.pk),
        parts=[
            Part(_("The meeting"), about, text=row.purpose), serves(engagement=row), *sides(participants),
            *introduced(organisations), *confidential(row.brief, sees_brief),
        ],
        crumbs=[(_("Engagements"), reverse("relations:engagement-list", args=[row.municipality.slug])), (row.title, row.get_absolute_url())],
    )  # fmt: skip


def of_body_meeting(meeting: Meeting, today: date, reader: Membership) -> Subject:
    """What a seat holder takes along: the agenda, the papers that this reader may see, who sits there on that day."""
    city, body = meeting.municipality, meeting.body
    agenda = AgendaItem.objects.of(city).filter(meeting=meeting).order_by("position", "pk")
    places = places_on(city, seats_of(body, meeting.on), meeting.on)
    before = Meeting.objects.of(city).filter(body=body, state=Meeting.State.HELD, on__lt=meeting.on)
    last = before.order_by("-on", "-pk").first()
    decisions = Decision.objects.of(city).filter(
        meeting__body=body, meeting__binned_at=None, meeting__on__lt=meeting.on
    )
    told = decisions.filter(Q(meeting=last) | Q(state=Decision.State.OPEN))  # type: ignore[misc]
    rows = list(
        told.select_related("owner__user", "meeting__body__secretary__user").order_by("meeting__on", "number", "pk")
    )
    about = facts(
        (_("Body"), body),
        (_("Day"), date_format(meeting.on, DAY)),
        (_("Time"), meeting.time and time_format(meeting.time, "TIME_FORMAT")),
        (_("Where"), meeting.place),
        (pgettext("meeting", "State"), meeting.get_state_display()),  # type: ignore[attr-defined]
    )
    papers = papers_for(meeting, reader)
    return Subject(
        municipality=city, title=f"{body}: {meeting}", own_name="", own_language="", record=meeting, day=meeting.on,
        organisations=unique(each.holder.stakeholder for each in places if each.holder),
        parts=[
            Part(_("The meeting"), about),
            Part(pgettext("of a meeting", "Agenda"), lines=[joined(each, each.note) for each in agenda], otherwise=_("The agenda is not written yet.")),
            Part(_("Papers"), lines=[joined(each, each.item, each.note) for each in papers], otherwise=_("No paper goes with it.")),
            Part(_("Who sits there on that day"), lines=[joined(each.seat, each.name or _("Vacant")) for each in places], otherwise=_("The body has no seats yet: they are entered on its page.")),
            Part(
                _("What was decided last time, and what is still open"),
                facts((_("Last meeting"), last)), [followed(each) for each in rows], otherwise=_("Nothing was decided, or nobody noted it."),
            ),
        ],
        crumbs=[(body.name, body.get_absolute_url()), (str(meeting), meeting.get_absolute_url())],
        points=[_("The follow-up is late: %(what)s") % {"what": each} for each in rows if each.is_late(today)],
    )  # fmt: skip


def followed(decision: Decision) -> str:
    due = decision.due_on and _("due %(day)s") % {"day": date_format(decision.due_on, DAY)}
    is_open = decision.state == Decision.State.OPEN
    state = decision.get_state_display()  # type: ignore[attr-defined]
    return joined(decision, state, *((due, decision.in_charge) if is_open else (decision.note,)))


def joined(*told: Any) -> str:
    return " · ".join(str(each) for each in told if each)


def in_short(rows: Iterable[Stakeholder]) -> list[str]:
    return [joined(row.name, row.get_kind_display(), row.where) for row in rows]  # type: ignore[attr-defined]


def more_than(rows: Sequence[Stakeholder], total: int) -> list[str]:
    return in_register(total - len(rows))


def in_register(n: int) -> list[str]:
    """That there are more of them than are named."""
    words = ngettext("And %(n)d more in the register.", "And %(n)d more in the register.", n)
    return [words % {"n": n}] if n > 0 else []


def introduced(rows: Sequence[Stakeholder]) -> list[Part]:
    return [Part(_("The organisations in short"), lines=in_short(rows))] if rows else []


def serves(**source: Any) -> Part:
    """The elements of plans and the actions that a relation is for."""
    [(_name, record)] = source.items()
    rows = Tie.objects.of(record.municipality).filter(**source).select_related("element", "action")
    nothing = _("Neither an action nor an element of a plan is named.")
    return Part(_("What it serves"), lines=[str(each) for each in rows.order_by("pk")], otherwise=nothing)


def unique(rows: Iterable[Stakeholder | None]) -> list[Stakeholder]:
    return list({row.pk: row for row in rows if row is not None}.values())


def sides(participants: Sequence[Any]) -> list[Part]:
    """Who takes part, of the city and of the others; somebody of an organisation is named with it."""
    ours = [str(each.membership or each.post) for each in participants if each.membership_id or each.post_id]
    theirs = [
        ", ".join(str(part) for part in (each.person, each.stakeholder) if part)
        for each in participants
        if each.person_id or each.stakeholder_id
    ]
    return [
        Part(_("From our side"), lines=ours, otherwise=_("Nobody is named yet.")),
        Part(_("Whom we meet"), lines=theirs, otherwise=_("Nobody is named yet.")),
    ]


def decided(mission: Mission) -> str:
    told = (mission.decided_by, mission.decided_on and date_format(mission.decided_on, DAY), mission.decision)
    return ", ".join(str(each) for each in told if each)


def planned(item: ProgrammeItem) -> str:
    at = time_format(item.at, "TIME_FORMAT") if item.at else ""
    return joined(date_format(item.on, DAY), at, item.title, item.place, item.stakeholder)


def confidential(brief: str, sees_brief: bool) -> list[Part]:
    return [Part(_("Confidential"), text=brief)] if brief and sees_brief else []
