"""What a briefing sheet is about: an organisation, a country, a mission or visit, a meeting."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from intlstrategy.core.countries import country_name
from intlstrategy.municipalities.models import Municipality
from intlstrategy.relations import travel
from intlstrategy.relations.briefing import Part, Subject
from intlstrategy.relations.models import (
    Attendance,
    Engagement,
    Mission,
    MissionParticipant,
    NetworkMembership,
    ProgrammeItem,
)
from intlstrategy.stakeholders.models import Appraisal, Stakeholder

DAY = "SHORT_DATE_FORMAT"
MOST_JOURNEYS = 5


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
    rows = list(Stakeholder.objects.of(municipality).filter(country=code).order_by("folded", "pk"))
    networks = NetworkMembership.objects.of(municipality).filter(network__country=code).current(today)
    journeys = Mission.objects.of(municipality).filter(country=code).taking_place().order_by("-starts_on", "-pk")
    name = country_name(code)
    return Subject(
        municipality=municipality, title=name, own_name="", own_language="", record=None, day=today, organisations=rows,
        parts=[
            Part(_("Organisations"), lines=[" · ".join(filter(None, (row.name, str(row.get_kind_display()), row.place))) for row in rows], otherwise=_("No organisation is noted yet.")),  # type: ignore[attr-defined]
            Part(_("Networks based there"), lines=[str(each) for each in networks], otherwise=_("No network is noted yet.")),
            Part(_("Missions and visits"), lines=[f"{days(each.starts_on, each.ends_on)} · {each}" for each in journeys[:MOST_JOURNEYS]], otherwise=_("No mission is noted yet.")),
        ],
        crumbs=[(_("World map"), reverse("workspace:world-map", args=[municipality.slug])), (name, "")],
    )  # fmt: skip


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
        (_("Cost ceiling"), mission.cost_ceiling),
        (_("Who keeps it"), mission.owner),
    )
    parts = [
        Part(_("The mission"), about, text=mission.purpose),
        Part(_("Programme"), lines=[planned(item) for item in items], otherwise=_("No programme yet.")),
        *sides(participants),
    ]
    return Subject(
        municipality=mission.municipality, title=mission.title, own_name="", own_language="", record=mission,
        day=mission.starts_on,
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
        organisations=unique(each.stakeholder for each in participants), but=row.pk,
        parts=[Part(_("The meeting"), about, text=row.purpose), *sides(participants), *confidential(row.brief, sees_brief)],
        crumbs=[(_("Engagements"), reverse("relations:engagement-list", args=[row.municipality.slug])), (row.title, row.get_absolute_url())],
    )  # fmt: skip


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
    return " · ".join(
        str(part) for part in (date_format(item.on, DAY), at, item.title, item.place, item.stakeholder) if part
    )


def confidential(brief: str, sees_brief: bool) -> list[Part]:
    return [Part(_("Confidential"), text=brief, is_confidential=True)] if brief and sees_brief else []
