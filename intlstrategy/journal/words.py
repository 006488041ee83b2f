"""What the logs keep as plain marks, in the words of whoever reads them."""

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.journal.models import SecurityEvent

VERBS = {
    "created": gettext_lazy("created"), "changed": gettext_lazy("changed"), "moved": gettext_lazy("moved"),
    "binned": gettext_lazy("moved to the bin"), "restored": gettext_lazy("restored"), "approved": gettext_lazy("approved"),
    "imported": gettext_lazy("imported"), "invited": gettext_lazy("invited"), "invited again": gettext_lazy("invited again"),
    "joined": gettext_lazy("joined"), "ended": gettext_lazy("ended"), "changed roles": gettext_lazy("changed the roles"),
    "changed settings": gettext_lazy("changed the settings"), "stated progress": pgettext_lazy("in the journal", "stated progress"),
    "proposed": gettext_lazy("proposed"), "accepted": gettext_lazy("accepted"), "returned": gettext_lazy("returned"),
    "proposed again": gettext_lazy("proposed again"), "merged": gettext_lazy("merged"),
    "merged into another": gettext_lazy("merged into another"), "aligned": gettext_lazy("aligned"), "no longer aligned": gettext_lazy("took an alignment away"),
    "attached": gettext_lazy("attached a document"),
    "detached": gettext_lazy("detached a document"), "stored": gettext_lazy("stored"), "replaced": gettext_lazy("replaced the file"),
    "erased": gettext_lazy("erased the data of"), "kept longer": gettext_lazy("decided to keep longer"),
    "queued": gettext_lazy("queued"), "queued again": gettext_lazy("queued again"), "failed": gettext_lazy("failed"),
    "locked": gettext_lazy("locked"), "set the status of": gettext_lazy("set the status of"),
    "took back the status of": gettext_lazy("took back the status set for"),
    "published": gettext_lazy("published"), "withdrawn": gettext_lazy("no longer published"),
    "judged": pgettext_lazy("in the journal", "judged"), "declined": pgettext_lazy("in the journal", "declined"),
    "noted as withdrawn": gettext_lazy("noted as withdrawn"), "reopened": gettext_lazy("reopened"),
    "made something of": gettext_lazy("made something of"),
    "cancelled": gettext_lazy("cancelled"), "sent": gettext_lazy("sent"),
    "moved to draft": gettext_lazy("moved to draft"), "moved to consultation": gettext_lazy("moved to consultation"),
    "moved to in_force": gettext_lazy("put in force"), "moved to closed": gettext_lazy("closed"),
}  # fmt: skip


def verb_in_words(verb: str) -> Any:
    return VERBS.get(verb, verb)


FACTORS = {"totp": gettext_lazy("one-time password"), "recovery_codes": gettext_lazy("recovery codes")}
ACTS_ON_FACTORS = {
    "activated": pgettext_lazy("a second factor", "activated"), "deactivated": pgettext_lazy("a second factor", "deactivated"),
    "renewed": pgettext_lazy("a second factor", "renewed"), "used": pgettext_lazy("a second factor", "used"),
    "refused": pgettext_lazy("a second factor", "refused"),
}  # fmt: skip


def security_in_words(event: SecurityEvent) -> str:
    """What happened to a second factor; anything else says it itself."""
    if event.kind != event.Kind.SECOND_FACTOR:
        return event.detail
    factor, _blank, act = event.detail.rpartition(" ")
    told = (FACTORS.get(factor, factor), ACTS_ON_FACTORS.get(act, act))
    return ": ".join(str(each) for each in told if each)
