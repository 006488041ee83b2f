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


def jobs_for(membership: Membership) -> QuerySet[Job]:
    """Everybody's for the office and the administrators, one's own for the rest."""
    jobs = Job.objects.in_municipality(membership.municipality_id).select_related("requested_by")
    if membership.can(Capability.EDIT) or membership.can(Capability.ADMINISTER):
        return jobs
    return jobs.filter(requested_by=membership.user_id)


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
    job = get_object_or_404(jobs_for(request.membership), pk=pk)
    template = "workspace/_job_progress.html" if request.htmx else "workspace/job_detail.html"
    return render(request, template, {"job": job})


@require_POST
@requires(Capability.READ)
def job_cancel(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_for(request.membership), pk=pk)
    if job.requested_by_id != request.user.pk and not request.membership.can(Capability.EDIT):
        raise PermissionDenied
    try:
        cancel_job(job=job, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The job is asked to stop. Nothing is half written."))
    return redirect("workspace:job-detail", municipality.slug, pk)
