"""Who may do what: six roles, and one table that a non-programmer can read.

ALL is every record of the municipality. OWN is what the person's department answers for, or what they made
themselves: `access.owns` says which, for every kind of record. What is not in the table is not allowed.
"""

from enum import StrEnum, auto
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    OBSERVER = "observer", _("Observer")
    CONTRIBUTOR = "contributor", _("Contributor")
    OFFICER = "officer", _("Officer")
    LEAD = "lead", _("Lead")
    CABINET = "cabinet", _("Cabinet")
    ADMINISTRATOR = "administrator", _("Administrator")


class Capability(StrEnum):
    READ = auto()
    CONFIDE = auto()
    CONTACTS = auto()
    REPORT = auto()
    PROPOSE = auto()
    EDIT = auto()
    BIN = auto()
    RESTORE = auto()
    APPROVE = auto()
    PUBLISH = auto()
    EXPORT_CONTACTS = auto()
    ADMINISTER = auto()

    @property
    def label(self) -> Any:
        return CAPABILITY_LABELS[self]


class Grant(StrEnum):
    OWN = auto()
    ALL = auto()

    @property
    def label(self) -> Any:
        return _("All of them") if self is Grant.ALL else _("Own ones")


CAPABILITY_LABELS = {
    Capability.READ: _("Read the workspace"),
    Capability.CONFIDE: _("Read what is confidential"),
    Capability.CONTACTS: _("See contact data"),
    Capability.REPORT: _("Report progress"),
    Capability.PROPOSE: _("Propose actions, meetings and missions, and add documents"),
    Capability.EDIT: _("Write plans and actions"),
    Capability.BIN: _("Move to the bin"),
    Capability.RESTORE: _("Restore from the bin"),
    Capability.APPROVE: _("Record approvals and close plans"),
    Capability.PUBLISH: _("Publish for citizens"),
    Capability.EXPORT_CONTACTS: _("Export contact data"),
    Capability.ADMINISTER: _("Administer members and settings"),
}

ALL, OWN = Grant.ALL, Grant.OWN

GRANTS: dict[Role, dict[Capability, Grant]] = {
    Role.OBSERVER: {
        Capability.READ: ALL,
    },
    Role.CONTRIBUTOR: {
        Capability.READ: ALL,
        Capability.CONFIDE: OWN,
        Capability.CONTACTS: OWN,
        Capability.REPORT: OWN,
        Capability.PROPOSE: OWN,
        Capability.BIN: OWN,
    },
    Role.OFFICER: {
        Capability.READ: ALL,
        Capability.CONFIDE: ALL,
        Capability.CONTACTS: ALL,
        Capability.REPORT: ALL,
        Capability.PROPOSE: ALL,
        Capability.EDIT: ALL,
        Capability.BIN: OWN,
    },
    Role.LEAD: {
        Capability.READ: ALL,
        Capability.CONFIDE: ALL,
        Capability.CONTACTS: ALL,
        Capability.REPORT: ALL,
        Capability.PROPOSE: ALL,
        Capability.EDIT: ALL,
        Capability.BIN: ALL,
        Capability.RESTORE: ALL,
        Capability.APPROVE: ALL,
        Capability.PUBLISH: ALL,
        Capability.EXPORT_CONTACTS: ALL,
    },
    Role.CABINET: {
        Capability.READ: ALL,
        Capability.CONFIDE: ALL,
        Capability.CONTACTS: ALL,
    },
    Role.ADMINISTRATOR: {
        Capability.READ: ALL,
        Capability.RESTORE: ALL,
        Capability.ADMINISTER: ALL,
    },
}

# What simple mode adds: in a small council one person may approve their own work.
SIMPLE_GRANTS: dict[Role, dict[Capability, Grant]] = {
    Role.OFFICER: {
        Capability.APPROVE: ALL,
    },
}


def grants_of(role: Role, *, is_simple: bool) -> dict[Capability, Grant]:
    """What a role may do in a municipality, in simple mode or not."""
    return GRANTS[role] | SIMPLE_GRANTS.get(role, {}) if is_simple else GRANTS[role]


def roles_that(capability: Capability) -> list[str]:
    """The roles that hold a capability on every record."""
    return [role.value for role, grants in GRANTS.items() if grants.get(capability) == ALL]


def widest(grants: "list[Grant]") -> Grant | None:
    """ALL beats OWN beats nothing, when several roles speak."""
    return ALL if ALL in grants else OWN if OWN in grants else None
