"""The jobs of a municipality: how far each is, and a way to stop it."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intlstrategy.core.fields import having_words_in
from intlstrategy.core.tables import Column, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.interchange.services.work import APPLY, COMPARE
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import cancel_job
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Membership, Municipality
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability


def oversees(membership: Membership) -> bool:
    """The office and the administrators see everybody's jobs; the rest see their own."""
    return membership.can(Capability.EDIT) or membership.can(Capability.ADMINISTER)


def jobs_for(membership: Membership) -> QuerySet[Job]:
    jobs = Job.objects.in_municipality(membership.municipality_id).select_related("requested_by")
    return jobs if oversees(membership) else jobs.filter(requested_by=membership.user_id)


def job_of(membership: Membership, pk: int) -> Job:
    """Another municipality's job does not exist; a colleague's is not for everybody."""
    jobs = Job.objects.in_municipality(membership.municipality_id).select_related("requested_by")
    job = get_object_or_404(jobs, pk=pk)
    if job.requested_by_id != membership.user_id and not oversees(membership):
        raise PermissionDenied
    return job


KINDS = {
    COMPARE: gettext_lazy("Comparison of a file with a plan"),
    APPLY: gettext_lazy("Import of a file into a plan"),
}


def kind_in_words(kind: str) -> Any:
    return KINDS.get(kind, kind)


class JobFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="search")
    state = django_filters.ChoiceFilter(
        choices=Job.State, label=gettext_lazy("State"), empty_label=gettext_lazy("Any state")
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), empty_label=gettext_lazy("Any kind"), choices=[])

    class Meta:
        model = Job
        fields = ["q", "state", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.queryset.order_by("kind").values_list("kind", flat=True).distinct()
        self.form.fields["kind"].choices = [(kind, kind_in_words(kind)) for kind in kinds]

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return having_words_in(rows, value, "title", "requested_by__name")


class JobList(Register):
    capability = Capability.READ
    filterset_class = JobFilters
    name = "jobs"
    title = gettext_lazy("Jobs")
    lead = gettext_lazy("Work that takes longer than a page: how far it is, and what came of it.")
    default_sort = ("-created_at", "-pk")
    empty_template = "workspace/_job_list_empty.html"
    chips = [(label, f"state={state}") for state, label in Job.State.choices]
    columns = [
        Column(key="title", label=gettext_lazy("Title"), sort=("title",), value=lambda job: job.title, cell=lambda job: linked(job.title, job.url, kind_in_words(job.kind))),
        Column(key="kind", label=gettext_lazy("Kind"), value=lambda job: kind_in_words(job.kind), is_hidden=True),
        Column(
            key="state", label=gettext_lazy("State"), sort=("state",), value=lambda job: job.get_state_display(),
            cell=lambda job: status(job.state, job.get_state_display()),
        ),
        Column(key="by", label=gettext_lazy("Requested by"), sort=("requested_by__name",), value=lambda job: job.requested_by or _("The system")),
        Column(key="asked", label=gettext_lazy("Requested at"), sort=("created_at",), value=lambda job: job.created_at, is_hidden=True),
        Column(key="started", label=gettext_lazy("Started"), sort=("started_at",), value=lambda job: job.started_at),
        Column(key="ended", label=gettext_lazy("Ended"), sort=("finished_at",), value=lambda job: job.finished_at),
        Column(key="error", label=gettext_lazy("What went wrong"), value=lambda job: job.error, is_hidden=True),
    ]  # fmt: skip

    def entries(self) -> QuerySet:
        return jobs_for(self.membership)

    def dress(self, rows: Sequence[Any]) -> Sequence[Any]:
        for job in rows:
            job.url = reverse("workspace:job-detail", args=[self.municipality.slug, job.pk])
        return rows


@requires(Capability.READ)
def job_detail(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    job = job_of(request.membership, pk)
    template = "workspace/_job_progress.html" if request.htmx else "workspace/job_detail.html"
    return render(request, template, {"job": job})


@require_POST
@requires(Capability.READ)
def job_cancel(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    job = job_of(request.membership, pk)
    try:
        job = cancel_job(job, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(
            request,
            _("The job is cancelled.") if job.is_over else _("The job is asked to stop at the next safe point."),
        )
    return redirect("workspace:job-detail", municipality.slug, pk)
