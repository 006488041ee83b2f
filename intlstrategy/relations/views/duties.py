"""Duties and reviews across all agreements: what is due, from whom, and what came of it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intlstrategy.core.tables import Column, due_cell, in_own_words, linked
from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register
from intlstrategy.municipalities.roles import Capability
from intlstrategy.relations.due import duty_told
from intlstrategy.relations.filters import DutyFilters, ReviewFilters
from intlstrategy.relations.forms.agreements import ReviewForm
from intlstrategy.relations.models import Duty, Review
from intlstrategy.relations.models.review import REVIEWED
from intlstrategy.relations.services.agreements import save_review
from intlstrategy.relations.views.crumbs import register_of


class DutyList(Register):
    queryset = Duty.objects.filter(agreement__binned_at=None).select_related("agreement__owner", "owner", "rule")
    filterset_class = DutyFilters
    name = "duties"
    title = gettext_lazy("Duties of agreements")
    lead = gettext_lazy("What has to be done because of what was signed. A duty that is not met is due.")
    empty_template = "relations/_duty_list_empty.html"
    default_sort = ("due_on", "pk")
    chips = [(pgettext_lazy("duties", "Due ones"), "state=open"), (pgettext_lazy("duties", "Late ones"), "state=late")]
    columns = [
        Column(
            key="title", label=gettext_lazy("What has to be done"), sort=("folded",), value=lambda row: row.title,
            cell=lambda row: linked(row.title, duty_told(row)[0], row.agreement),
        ),
        Column(key="agreement", label=gettext_lazy("Agreement"), sort=("agreement__folded",), value=lambda row: row.agreement, is_hidden=True),
        Column(
            key="due_on", label=gettext_lazy("Due"), sort=("due_on",), value=lambda row: row.due_on,
            cell=lambda row: due_cell(row.due_on, is_late=row.is_late(timezone.localdate())),
        ),
        Column(key="owner", label=gettext_lazy("Who sees to it"), sort=("owner__folded",), value=lambda row: row.owner or row.agreement.owner),
        Column(key="met_on", label=gettext_lazy("Met on"), sort=("met_on",), value=lambda row: row.met_on),
        Column(key="note", label=gettext_lazy("Note"), value=lambda row: row.note, is_hidden=True),
        Column(key="legal_basis", label=gettext_lazy("Legal basis"), value=lambda row: row.rule.legal_basis if row.rule else "", is_hidden=True),
    ]  # fmt: skip

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return [(_("Agreements"), reverse("relations:agreement-list", args=[self.municipality.slug])), (self.title, "")]


class ReviewList(Register):
    queryset = Review.objects.select_related("owner", *REVIEWED)
    filterset_class = ReviewFilters
    name = "reviews"
    title = gettext_lazy("Reviews")
    lead = gettext_lazy("What the city asks of what it signed: keep it, renegotiate it, or leave.")
    empty_template = "relations/_review_list_empty.html"
    default_sort = ("due_on", "pk")
    chips = [
        (pgettext_lazy("reviews", "To be held"), "state=open"),
        (pgettext_lazy("reviews", "Late ones"), "state=late"),
    ]
    columns = [
        Column(
            key="of", label=gettext_lazy("Review of"), value=lambda row: row.known_as,
            cell=lambda row: linked(row.known_as, f"{row.place}#reviews"),
        ),
        Column(
            key="due_on", label=gettext_lazy("Due"), sort=("due_on",), value=lambda row: row.due_on,
            cell=lambda row: due_cell(row.due_on, is_late=row.held_on is None and row.due_on < timezone.localdate()),
        ),
        Column(key="owner", label=gettext_lazy("Who sees to it"), sort=("owner__folded",), value=lambda row: row.owner),
        Column(key="held_on", label=gettext_lazy("Held on"), sort=("held_on",), value=lambda row: row.held_on),
        Column(
            key="verdict", label=gettext_lazy("Decision"), sort=("verdict",), value=lambda row: row.get_verdict_display(),
            cell=lambda row: in_own_words(row.get_verdict_display()),
        ),
        Column(key="reasons", label=gettext_lazy("Reasons"), value=lambda row: row.reasons, is_hidden=True),
        Column(key="decided_by", label=gettext_lazy("Decided by"), value=lambda row: row.decided_by, is_hidden=True),
    ]  # fmt: skip

    def dress(self, rows: Any) -> Any:
        """The address of what is reviewed, without reading the city again."""
        for row in rows:
            row.known_as.municipality = self.municipality
            row.place = row.known_as.get_absolute_url()
        return rows


class ReviewPage:
    """What the form pages of a review share."""

    model = Review
    form_class = ReviewForm
    capability = Capability.EDIT
    template_name = "components/part_form.html"
    submit_label = gettext_lazy("Save review")

    def get_source(self) -> Any:
        """What is reviewed: each kind has its own argument in the address."""
        if getattr(self, "object", None):
            return self.object.known_as
        name = next(name for name in REVIEWED if name in self.kwargs)
        reviewed: Any = Review._meta.get_field(name).related_model
        return get_object_or_404(reviewed.objects.of(self.municipality), pk=self.kwargs[name])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"source": self.get_source()}

    def get_crumbs(self) -> list[tuple[Any, str]]:
        source = self.get_source()
        return [*register_of(source), (str(source), source.get_absolute_url())]

    def get_success_url(self) -> str:
        return f"{self.get_source().get_absolute_url()}#reviews"

    def save(self, form: ReviewForm) -> Review:
        return save_review(form.save(commit=False), by=self.request.user, seen=self.get_seen())


class ReviewCreate(ReviewPage, ScopedCreate):
    title = gettext_lazy("Plan a review")

    def get_initial(self) -> dict[str, Any]:
        return {"owner": self.membership.pk}


class ReviewEdit(ReviewPage, ScopedEdit):
    title = gettext_lazy("Review")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related(*REVIEWED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at = [self.municipality.slug, self.object.pk]
        context = super().get_context_data(**kwargs) | {"history_url": reverse("relations:review-history", args=at)}
        if may(self.membership, Capability.BIN, self.object):
            context["bin_url"] = reverse("relations:review-bin", args=at)
        return context


class ReviewBin(ScopedBin):
    model = Review

    def get_success_url(self) -> str:
        return self.object.known_as.get_absolute_url()


class ReviewHistory(ScopedHistory):
    model = Review
