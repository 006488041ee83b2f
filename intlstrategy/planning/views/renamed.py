"""The pages of a plan at an address that it had before: a link of old still leads, a form of old is still taken."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from intlstrategy.planning.models import Plan


def plan_path(route: str, view: Callable[..., HttpResponse], name: str) -> Any:
    """A page below `plans/<slug:slug>/`."""
    return path(f"plans/<slug:slug>/{route}", at_former_address(view), name=name)


def at_former_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a view's 404 by the plan that had this address before, when none has it now.

    What the view refuses before it looks for the plan it refuses here too: only members are told the new address.
    """

    @wraps(view)
    def found(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            plan = renamed_plan(request, kwargs["slug"])
            if plan is None:
                raise
            now = kwargs | {"slug": plan.slug}
        if request.method == "POST":
            return view(request, **now)
        response = redirect(request.resolver_match.view_name, **now)
        query = request.META["QUERY_STRING"]
        response["Location"] += f"?{query}" if query else ""
        return response

    return found


def renamed_plan(request: HttpRequest, slug: str) -> Plan | None:
    membership = getattr(request, "membership", None)
    if membership is None:
        return None
    plans = Plan.objects.of(membership.municipality)
    return None if plans.filter(slug=slug).exists() else plans.once_at(slug).first()
