"""Two rounds of reporting: one that is over and locked, one that is open today. What is reported is illustrative."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation

from intlstrategy.core.periods import Span, spans_of_year
from intlstrategy.demo.city import City
from intlstrategy.monitoring.models import Milestone, ProgressUpdate, ReportingPeriod
from intlstrategy.monitoring.rounds import carried_out
from intlstrategy.monitoring.services.milestones import save_milestone
from intlstrategy.monitoring.services.overrides import override_status
from intlstrategy.monitoring.services.periods import lock_period, save_period
from intlstrategy.monitoring.services.updates import approve_update, return_update, write_update
from intlstrategy.municipalities.models import Membership
from intlstrategy.planning.models import Action

QUARTERS = 4
SAID = (
    ("Se cerró el borrador con las áreas implicadas.", "", "Presentarlo en la comisión interdepartamental."),
    ("Dos reuniones con las entidades socias y un calendario acordado.", "La respuesta de una entidad se retrasa.", "Firmar el calendario."),
    ("Publicada la información en la web municipal en dos idiomas.", "", "Medir las visitas del trimestre."),
    ("Contratado el servicio y hecha la primera sesión.", "El expediente tardó un mes más de lo previsto.", "Celebrar dos sesiones más."),
    ("Recogidas las necesidades de ocho unidades.", "Faltan tres unidades por contestar.", "Insistir y redactar el resumen."),
)  # fmt: skip
RETURNED = "¿Con qué entidades fueron las reuniones? Falta adjuntar el acta."
MILESTONES = (("Plan de trabajo acordado", -120, 1), ("Primera entrega", -25, 2), ("Entrega final", 90, 2))
# How the open round stands: by turns, for each person.
TURNS = ("missing", "submitted", "returned", "approved", "draft")


def add_reporting(city: City) -> None:
    """The last quarter but one is locked; the last one is open, and due in a few days."""
    before, last = quarters_before(city.today)
    rows = [row for row in carried_out(city.city) if row.responsible and row.stated_status and not row.is_continuous][
        :40
    ]
    locked = round_of(city, before)
    for number, action in enumerate(rows):
        report(city, locked, action, number, "approved")
    close(city, locked)
    opened = round_of(city, last)
    turns: Counter[int | None] = Counter()
    for number, action in enumerate(rows):
        turn = TURNS[turns[action.responsible_id] % len(TURNS)]
        turns[action.responsible_id] += 1
        if turn != "missing":
            report(city, opened, action, number + 1, turn)
    add_milestones(city, rows)
    late = next(row for row in rows if row.ends_on and row.ends_on < city.today)
    lead = city.members["lead"].user
    override_status(
        action=late, status="at_risk", reason="Se ha pedido una prórroga de dos meses, a falta de resolución.", by=lead
    )


def quarters_before(today: date) -> tuple[Span, Span]:
    """The two that are over, the later one last."""
    with translation.override("es"):  # the city's own language
        spans = [span for year in (today.year - 1, today.year) for span in spans_of_year(year, QUARTERS)]
    over = [span for span in spans if span.ends_on < today]
    return over[-2], over[-1]


def round_of(city: City, span: Span) -> ReportingPeriod:
    """A period that is open today: what is written into one has to be."""
    period = ReportingPeriod(
        municipality=city.city, title=span.title, starts_on=span.starts_on, ends_on=span.ends_on,
        opens_on=max(span.ends_on + timedelta(days=1), city.today - timedelta(days=20)), due_on=city.today + timedelta(days=5),
        office_due_on=city.today + timedelta(days=12), closes_on=city.today + timedelta(days=20),
    )  # fmt: skip
    return save_period(period=period, by=city.by)


def close(city: City, period: ReportingPeriod) -> None:
    """It was due when it was over, and is locked."""
    period.opens_on = period.ends_on + timedelta(days=1)
    period.due_on, period.office_due_on, period.closes_on = (period.ends_on + timedelta(days=n) for n in (15, 25, 31))
    save_period(period=period, by=city.by)
    lock_period(period=period, by=city.members["lead"].user)


def report(city: City, period: ReportingPeriod, action: Action, number: int, turn: str) -> None:
    achieved, difficult, following = SAID[number % len(SAID)]
    stated = action.stated_progress
    later = Decimal(min(100, (stated or 0) + 10)) if period.ends_on > city.today - timedelta(days=100) else stated
    update = ProgressUpdate(
        municipality=city.city, period=period, action=action, percent=later, status=action.stated_status,
        achievements=achieved, difficulties=difficult, next_steps=following,
    )  # fmt: skip
    by: Membership = action.responsible  # type: ignore[assignment]  # none is reported on that nobody answers for
    update = write_update(update=update, by=by, sends=turn != "draft")
    lead = city.members["lead"]
    if turn == "returned":
        return_update(update=update, note=RETURNED, by=lead.user)
    elif turn == "approved":
        somebody_else = city.members["officer"] if by.pk == lead.pk else lead
        approve_update(update=update, by=somebody_else.user)


def add_milestones(city: City, rows: Sequence[Action]) -> None:
    for number, action in enumerate(rows[:9]):
        for title, days, weight in MILESTONES:
            due_on = city.today + timedelta(days=days + number)
            is_reached = due_on < city.today and (number % 3 or days < -100)
            save_milestone(
                Milestone(
                    municipality=city.city, action=action, title=title, due_on=due_on, weight=Decimal(weight),
                    reached_on=due_on if is_reached else None,
                ),
                by=city.by,
            )  # fmt: skip
