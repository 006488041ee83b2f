"""Which record stands in each address, and what the views read beside it.

A new address: say in ARGUMENTS which record stands in it and what its address names of it: `about` when the page is
the record's own, `below` when something new is added there or listed, whoever answers for the record.
An id that a view reads by itself, not through a form field: a row in IDS_READ_BY_HAND.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django.db.models import Model

from tests.whole_site.world import Land

Argument = Callable[[Land], Any]


@dataclass(frozen=True)
class Stand:
    """The record that an address is about, and what each of its arguments names of it."""

    record: Callable[[Land], Model]
    arguments: dict[str, Argument]
    is_of_the_record: bool = True

    def in_land(self, land: Land) -> dict[str, Any]:
        return {name: argument(land) for name, argument in self.arguments.items()}


def about(name: str, **arguments: str) -> Stand:
    """An address about `land.<name>`: each argument is an attribute of it, `pk` when none is given."""

    def argument(path: str) -> Argument:
        return lambda land: reduce(getattr, [name, *path.split("__")], land)

    paths = arguments or {"pk": "pk"}
    return Stand(lambda land: getattr(land, name), {key: argument(path) for key, path in paths.items()})


def below(name: str, **arguments: str) -> Stand:
    return replace(about(name, **arguments), is_of_the_record=False)


def between(name: str, other: str, other_argument: str) -> Stand:
    """An address with two records in it, about the first of them."""
    arguments: dict[str, Argument] = {
        name: lambda land: getattr(land, name).pk,
        other_argument: lambda land: getattr(land, other).pk,
    }
    return Stand(lambda land: getattr(land, name), arguments)


def each_of(space: str, stand: Stand, *names: str) -> dict[str, Stand]:
    return {f"{space}:{name}": stand for name in names}


def as_file(stand: Stand) -> Stand:
    """The same as a table file, whose ending its address names."""
    return replace(stand, arguments=stand.arguments | {"suffix": lambda land: "csv"})


LIST = Stand(lambda land: land.plan, {}, is_of_the_record=False)
PLAN = about("plan", slug="slug")
IN_PLAN = below("plan", slug="slug")
ELEMENT = about("element", slug="plan__slug", pk="pk")
VERSION = below("version", slug="plan__slug", number="number")

ARGUMENTS: dict[str, Stand] = {
    **each_of("planning", PLAN, "plan-detail", "plan-edit", "plan-bin", "plan-history", "plan-tree", "tree-move"),
    **each_of("planning", PLAN, "plan-documents", "plan-status", "plan-approve", "plan-alignment"),
    **each_of("planning", IN_PLAN, "element-create", "version-list", "diagnosis-board", "diagnosis-create"),
    **each_of("planning", VERSION, "version-detail", "version-compare"),
    **each_of("planning", ELEMENT, "element-detail", "element-edit", "element-inline", "element-bin"),
    **each_of("planning", ELEMENT, "element-history", "element-align", "element-documents"),
    **each_of("planning", about("diagnosis"), "diagnosis-edit", "diagnosis-move", "diagnosis-bin", "diagnosis-history"),
    **each_of("planning", about("action"), "action-detail", "action-edit", "action-texts", "action-bin", "action-history"),
    **each_of("planning", about("action"), "action-report", "action-align", "action-documents"),
    **each_of("planning", about("action_proposal"), "proposal-edit", "proposal-accept", "proposal-return", "proposal-merge"),
    **each_of("documents", about("document"), "document-detail", "document-edit", "document-bin", "document-history"),
    **each_of("planning", PLAN, "plan-document-create"),
    **each_of("planning", ELEMENT, "element-document-create"),
    **each_of("planning", about("action"), "action-document-create"),
    **each_of("documents", about("document"), "document-download"),
    **each_of("interchange", about("import_run"), "import-detail", "import-columns", "import-names", "import-apply"),
    **each_of("interchange", about("import_run"), "import-cancel", "import-refused", "import-place"),
    **each_of("interchange", as_file(IN_PLAN), "plan-export"),
    **each_of("interchange", as_file(LIST), "import-template", "import-list-export"),
    "interchange:register-import-create": replace(LIST, arguments={"register": lambda land: "stakeholders"}),
    **each_of("interchange", as_file(replace(LIST, arguments={"register": lambda land: "stakeholders"})), "register-template", "register-export"),
    **each_of("planning", as_file(LIST), "plan-list-export", "diagnosis-list-export", "action-list-export"),
    **each_of("planning", as_file(LIST), "proposal-list-export"),
    **each_of("planning", as_file(VERSION), "version-export", "comparison-export"),
    **each_of("planning", as_file(IN_PLAN), "alignment-export"),
    **each_of("documents", as_file(LIST), "document-list-export"),
    **each_of("municipalities", as_file(LIST), "department-list-export", "mandate-list-export", "post-list-export"),
    **each_of("municipalities", as_file(LIST), "member-list-export", "journal-export", "security-log-export"),
    **each_of("municipalities", as_file(LIST), "invitation-list-export", "bin-list-export"),
    **each_of("workspace", as_file(LIST), "job-list-export"),
    **each_of("stakeholders", as_file(LIST), "stakeholder-list-export"),
    **each_of("stakeholders", about("stakeholder"), "stakeholder-detail", "stakeholder-edit", "stakeholder-bin"),
    **each_of("stakeholders", about("stakeholder"), "stakeholder-history", "stakeholder-merge"),
    **each_of("stakeholders", below("stakeholder", stakeholder="pk"), "appraisal-create"),
    **each_of("stakeholders", about("appraisal"), "appraisal-edit", "appraisal-bin", "appraisal-history"),
    **each_of("stakeholders", as_file(LIST), "person-list-export"),
    **each_of("stakeholders", about("person"), "person-detail", "person-edit", "person-bin", "person-history"),
    **each_of("stakeholders", about("person"), "person-held", "person-held-file", "person-erase"),
    **each_of("stakeholders", below("person", person="pk"), "position-create"),
    **each_of("stakeholders", about("position"), "position-edit", "position-bin", "position-history"),
    **each_of("governance", as_file(LIST), "body-list-export", "meeting-list-export", "decision-list-export"),
    **each_of("governance", about("body"), "body-detail", "body-edit", "body-bin", "body-history"),
    **each_of("governance", below("body", holder="pk"), "seat-create"),
    **each_of("governance", below("body", body="pk"), "meeting-create"),
    **each_of("governance", about("seat"), "seat-edit", "seat-bin", "seat-history"),
    **each_of("governance", below("seat", holder="pk"), "holder-create"),
    **each_of("governance", about("seat_holder"), "holder-edit", "holder-bin", "holder-history"),
    **each_of("governance", about("meeting"), "meeting-detail", "meeting-edit", "meeting-bin", "meeting-history"),
    **each_of("governance", below("meeting", holder="pk"), "paper-create", "paper-upload"),
    **each_of("governance", below("meeting", meeting="pk"), "decision-create"),
    **each_of("governance", about("paper"), "paper-edit", "paper-bin", "paper-history"),
    **each_of("governance", about("decision"), "decision-detail", "decision-edit", "decision-done", "decision-bin", "decision-history"),
    **each_of("monitoring", as_file(LIST), "period-list-export", "update-list-export"),
    **each_of("monitoring", about("reporting_period"), "period-detail", "period-edit", "period-lock", "period-bin", "period-history"),
    "monitoring:update-create": between("action", "reporting_period", "period"),
    **each_of("monitoring", about("progress_update"), "update-detail", "update-edit", "update-history"),
    **each_of("monitoring", about("update_sent"), "update-approve", "update-return"),
    **each_of("monitoring", about("update_approved"), "update-correct"),
    **each_of("monitoring", about("action", holder="pk"), "milestone-create"),
    **each_of("monitoring", about("milestone"), "milestone-edit", "milestone-bin", "milestone-history"),
    **each_of("monitoring", below("action", action="pk"), "override-create"),
    **each_of("monitoring", about("status_override"), "override-withdraw"),
    **each_of("relations", as_file(LIST), "engagement-list-export", "commitment-list-export"),
    **each_of("relations", about("engagement"), "engagement-detail", "engagement-edit", "engagement-bin", "engagement-history"),
    **each_of("relations", below("engagement", engagement="pk"), "commitment-create"),
    **each_of("relations", about("commitment"), "commitment-edit", "commitment-keep", "commitment-bin", "commitment-history"),
    **each_of("relations", as_file(LIST), "agreement-list-export", "duty-list-export", "nature-list-export", "review-list-export"),
    **each_of("relations", about("agreement"), "agreement-detail", "agreement-edit", "agreement-bin", "agreement-history"),
    **each_of("relations", below("agreement", agreement="pk"), "agreement-commitment-create", "review-create"),
    **each_of("relations", below("agreement", holder="pk"), "party-create", "status-create", "amendment-create"),
    **each_of("relations", below("agreement", holder="pk"), "contribution-create", "duty-create", "text-create", "text-upload"),
    **each_of("relations", about("party"), "party-edit", "party-bin", "party-history"),
    **each_of("relations", about("status_change"), "status-edit", "status-bin", "status-history"),
    **each_of("relations", about("amendment"), "amendment-edit", "amendment-bin", "amendment-history"),
    **each_of("relations", about("contribution"), "contribution-edit", "contribution-bin", "contribution-history"),
    **each_of("relations", about("duty"), "duty-edit", "duty-bin", "duty-history"),
    **each_of("relations", about("agreement_text"), "text-edit", "text-bin", "text-history"),
    **each_of("relations", about("review"), "review-edit", "review-bin", "review-history"),
    **each_of("relations", about("legal_nature"), "nature-detail", "nature-edit", "nature-bin", "nature-history"),
    **each_of("relations", below("legal_nature", holder="pk"), "nature-duty-create"),
    **each_of("relations", about("nature_duty"), "nature-duty-edit", "nature-duty-bin", "nature-duty-history"),
    **each_of("relations", about("stakeholder"), "stakeholder-briefing", "stakeholder-briefing-word"),
    **each_of("relations", about("mission"), "mission-briefing", "mission-briefing-word"),
    **each_of("relations", about("meeting"), "meeting-briefing", "meeting-briefing-word"),
    **each_of("relations", about("engagement"), "engagement-briefing", "engagement-briefing-word"),
    **each_of("relations", replace(LIST, arguments={"country": lambda land: "FR"}), "country-detail", "country-briefing", "country-briefing-word"),
    **each_of("relations", as_file(LIST), "network-list-export", "mission-list-export", "asset-list-export"),
    **each_of("relations", about("network_membership"), "network-detail", "network-edit", "network-bin", "network-history"),
    **each_of("relations", below("network_membership", membership="pk"), "network-commitment-create", "network-review-create"),
    **each_of("relations", below("network_membership", membership="pk"), "network-tie-create"),
    **each_of("relations", below("network_membership", holder="pk"), "network-year-create", "network-role-create"),
    **each_of("relations", below("network_membership", holder="pk"), "working-group-create", "deliverable-create"),
    **each_of("relations", about("network_year"), "network-year-edit", "network-year-bin", "network-year-history"),
    **each_of("relations", about("network_role"), "network-role-edit", "network-role-bin", "network-role-history"),
    **each_of("relations", below("network_role", holder="pk"), "role-holder-create"),
    **each_of("relations", about("role_holder"), "role-holder-edit", "role-holder-bin", "role-holder-history"),
    **each_of("relations", about("working_group"), "working-group-edit", "working-group-bin", "working-group-history"),
    **each_of("relations", about("deliverable"), "deliverable-edit", "deliverable-bin", "deliverable-history"),
    **each_of("relations", about("mission"), "mission-detail", "mission-edit", "mission-bin", "mission-history", "mission-publish"),
    **each_of("relations", below("mission", mission="pk"), "mission-commitment-create", "mission-tie-create"),
    **each_of("relations", below("mission", holder="pk"), "programme-item-create", "mission-cost-create", "gift-create"),
    **each_of("relations", about("programme_item"), "programme-item-edit", "programme-item-bin", "programme-item-history"),
    **each_of("relations", about("mission_cost"), "mission-cost-edit", "mission-cost-bin", "mission-cost-history"),
    **each_of("relations", about("gift"), "gift-edit", "gift-bin", "gift-history"),
    **each_of("relations", about("asset"), "asset-detail", "asset-edit", "asset-bin", "asset-history"),
    **each_of("relations", below("asset", asset="pk"), "asset-tie-create"),
    **each_of("relations", below("asset", holder="pk"), "asset-use-create"),
    **each_of("relations", about("asset_use"), "asset-use-edit", "asset-use-bin", "asset-use-history"),
    **each_of("relations", as_file(LIST), "approach-list-export", "criterion-list-export"),
    **each_of("relations", about("approach"), "approach-detail", "approach-edit", "approach-bin", "approach-history"),
    **each_of("relations", about("approach"), "approach-judge", "approach-decide", "approach-reopen", "approach-sender", "approach-erase"),
    **each_of("relations", below("approach", approach="pk"), "approach-tie-create"),
    **each_of("relations", as_file(LIST), "proposal-list-export"),
    **each_of("relations", about("proposal"), "proposal-detail", "proposal-edit", "proposal-return", "proposal-merge"),
    **each_of("relations", about("proposal"), "proposal-bin", "proposal-history"),
    **each_of("relations", about("approach_criterion"), "criterion-detail", "criterion-edit", "criterion-move"),
    **each_of("relations", about("approach_criterion"), "criterion-bin", "criterion-history"),
    **each_of("relations", about("tie"), "tie-take-away"),
    **each_of("municipalities", about("department"), "department-detail", "department-edit", "department-bin", "department-history"),
    **each_of("municipalities", about("mandate"), "mandate-detail", "mandate-edit", "mandate-bin", "mandate-history"),
    **each_of("municipalities", about("post"), "post-detail", "post-edit", "post-bin", "post-history"),
    **each_of("municipalities", below("post", post="pk"), "holder-create"),
    **each_of("municipalities", about("post_holder"), "holder-edit", "holder-bin", "holder-history"),
    **each_of("municipalities", about("member"), "member-edit", "member-history"),
    **each_of("municipalities", below("member", member="pk"), "deputy-create"),
    **each_of("municipalities", about("deputy"), "deputy-edit", "deputy-bin", "deputy-history"),
    **each_of("municipalities", about("invitation"), "invitation-act"),
    **each_of("municipalities", about("binned", group="bin_group"), "bin-restore"),
    **each_of("workspace", below("job"), "job-detail", "job-cancel"),
    **each_of("workspace", below("calendar_feed"), "feed-revoke"),
}  # fmt: skip

# Arguments that are the same in every city, so a neighbour's is no secret.
SAME_EVERYWHERE = {"suffix", "register", "country"}

# Arguments of addresses that stand outside the municipalities.
OUTSIDE: dict[str, dict[str, str]] = {
    "account_confirm_email": {"key": "no-such-key"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
    "municipalities:invitation": {"token": "no-such-token"},
    "workspace:calendar-feed": {"token": "no-such-token"},
    "relations:public-approach": {"city": "no-such-city"},
    "relations:public-approach-received": {"city": "no-such-city", "receipt": "no-such-receipt"},
}

# What a view needs in the body before it decides anything: without it, it answers 400 or 404 to everybody alike.
BODIES: dict[str, Callable[[Land], dict[str, Any]]] = {
    "planning:tree-move": lambda land: {"step": f"e{land.element.pk}:up"},
}

# Ids that a view reads from the query or the body by itself: what is sent with one's own and a neighbour's land.
IDS_READ_BY_HAND: list[tuple[str, str, Callable[[Land, Land], dict[str, Any]]]] = [
    ("planning:element-create", "GET", lambda mine, abroad: {"parent": abroad.element.pk}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"step": f"e{abroad.element.pk}:up"}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"moved": f"e{abroad.element.pk}"}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"moved": f"e{mine.element.pk}", "onto": f"e{abroad.element.pk}"}),
    ("planning:tree-move", "POST", lambda mine, abroad: {"moved": f"a{mine.action.pk}", "before": f"a{abroad.action.pk}"}),
    ("planning:diagnosis-home", "GET", lambda mine, abroad: {"plan": abroad.plan.slug}),
    ("planning:version-compare", "GET", lambda mine, abroad: {"with": abroad.version.number}),
    ("planning:plan-documents", "POST", lambda mine, abroad: {"document": abroad.document.pk}),
    ("planning:plan-documents", "POST", lambda mine, abroad: {"detach": abroad.attachment.pk}),
    ("planning:element-documents", "POST", lambda mine, abroad: {"document": abroad.document.pk}),
    ("planning:action-documents", "POST", lambda mine, abroad: {"document": abroad.document.pk}),
    ("stakeholders:stakeholder-merge", "POST", lambda mine, abroad: {"into": abroad.stakeholder.pk, "_seen": 1}),
    ("relations:mission-create", "GET", lambda mine, abroad: {"approach": abroad.approach.pk}),
    ("relations:agreement-create", "GET", lambda mine, abroad: {"approach": abroad.approach.pk}),
    ("relations:engagement-create", "GET", lambda mine, abroad: {"approach": abroad.approach.pk}),
    ("relations:mission-create", "GET", lambda mine, abroad: {"proposal": abroad.proposal.pk}),
    ("relations:engagement-create", "GET", lambda mine, abroad: {"proposal": abroad.proposal.pk}),
    ("relations:proposal-merge", "POST", lambda mine, abroad: {"into": abroad.engagement.pk, "_seen": 1}),
    ("planning:proposal-merge", "POST", lambda mine, abroad: {"into": abroad.action.pk, "_seen": 1}),
]  # fmt: skip

# Methods that the capability of the address only lets in: the view decides more by itself, as its own tests prove.
DECIDED_WITHIN: dict[str, tuple[str, ...]] = {
    "planning:plan-status": ("POST",),  # drafting is EDIT, from approval on it is APPROVE
    "planning:plan-documents": ("POST",),  # PROPOSE on the record
    "planning:element-documents": ("POST",),
    "planning:action-documents": ("POST",),
    "relations:approach-judge": ("GET", "POST"),  # EDIT, or whoever is named as deciding
    "relations:approach-decide": ("GET", "POST"),
    "relations:approach-reopen": ("GET", "POST"),
    "workspace:job-detail": ("GET", "POST"),  # one's own jobs, or everybody's for the office
    "workspace:job-cancel": ("GET", "POST"),
    "workspace:feed-revoke": ("GET", "POST"),  # one's own, whatever the role
}
