"""A ready set of legal natures to begin with, in both languages of the interface; each city changes its own list.

Limits and duties: Ley 40/2015, de Régimen Jurídico del Sector Público (articles 47 to 53); Ley 25/2014, de Tratados y otros
Acuerdos Internacionales (articles 52 and 53, and their seventh additional provision); Ley 19/2013, de transparencia (article 8);
Ley 49/2002, de régimen fiscal de las entidades sin fines lucrativos (article 25).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from intlstrategy.relations.models import NatureDuty

YEAR = 12

PUBLISHED = {"title": _("Publish it on the transparency site"), "days": 30, "legal_basis": "Ley 19/2013, art. 8.1.b"}
REPORTED = {
    "title": _("Ask the Ministry of Foreign Affairs for its report on the draft"), "days": -30,
    "counts_from": NatureDuty.From.SIGNED,
}  # fmt: skip

READY: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
    (
        {
            "name": _("Administrative agreement (convenio)"), "legal_basis": "Ley 40/2015, art. 47-53",
            "longest_months": 4 * YEAR, "longest_renewal_months": 4 * YEAR, "notice_days": 90,
        },
        [
            PUBLISHED,
            {"title": _("Send it to the Court of Auditors if it commits more than 600,000 EUR"), "days": 90, "legal_basis": "Ley 40/2015, art. 53"},
        ],
    ),
    (
        {
            "name": _("General protocol of action"), "legal_basis": "Ley 40/2015, art. 47.1",
            "longest_months": None, "longest_renewal_months": None, "notice_days": 60,
        },
        [],
    ),
    (
        {
            "name": _("International administrative agreement"), "legal_basis": "Ley 25/2014, art. 38-42, 52",
            "longest_months": None, "longest_renewal_months": None, "notice_days": 180,
        },
        [REPORTED | {"legal_basis": "Ley 25/2014, art. 52"}, PUBLISHED],
    ),
    (
        {
            "name": _("Non-normative international agreement"), "legal_basis": "Ley 25/2014, art. 43-48, 53",
            "longest_months": None, "longest_renewal_months": None, "notice_days": 180,
        },
        [
            REPORTED | {"legal_basis": "Ley 25/2014, art. 53"},
            {"title": _("Send a copy to the Ministry of Foreign Affairs for its register"), "days": 30, "legal_basis": "Ley 25/2014, art. 48"},
        ],
    ),
    (
        {
            "name": _("Twinning charter"), "legal_basis": "",
            "longest_months": None, "longest_renewal_months": None, "notice_days": 180,
        },
        [],
    ),
    (
        {
            "name": _("Sponsorship or business collaboration agreement"), "legal_basis": "Ley 49/2002, art. 25",
            "longest_months": None, "longest_renewal_months": None, "notice_days": 60,
        },
        [PUBLISHED],
    ),
]  # fmt: skip


def in_words(language: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The ready set in one language, as a city keeps it."""

    def said(fields: dict[str, Any]) -> dict[str, Any]:
        return {key: str(value) if key in {"name", "title"} else value for key, value in fields.items()}

    with override(language):
        return [(said(fields), [said(duty) for duty in duties]) for fields, duties in READY]
