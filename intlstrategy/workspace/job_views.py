"""The jobs of a municipality: how far each is, and a way to stop it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import cancel_job
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.models import Membership, Municipality
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


@requires(Capability.READ)
def job_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    jobs = jobs_for(request.membership)
    state = request.GET.get("state", "")
    if state in Job.State.values:
        jobs = jobs.filter(state=state)
    page = Paginator(jobs, 25).get_page(request.GET.get("page"))
    pages = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    context = {
        "page_obj": page,
        "paginator": page.paginator,
        "pages": pages,
        "states": Job.State.choices,
        "state": state,
    }
    return render(request, "workspace/job_list.html", context)


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
