"""The rights of people whose data are kept: the list to review, everything held, erasure, the record of processing."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, View

from intlstrategy.journal.models import SecurityEvent
from intlstrategy.journal.services import log_security
from intlstrategy.municipalities.access import ScopedView
from intlstrategy.municipalities.editing import Stale
from intlstrategy.municipalities.pages import seen_in
from intlstrategy.municipalities.roles import Capability
from intlstrategy.stakeholders.forms.people import ErasureForm
from intlstrategy.stakeholders.models import Person
from intlstrategy.stakeholders.services.privacy import (
    erase_person,
    everything_held,
    log_contacts,
    mentions,
    processing,
    rows_about,
)
from intlstrategy.stakeholders.views.people import people_crumbs


class EverythingHeld(ScopedView, DetailView):
    """All that is kept on a person, to hand over to them: on paper or as a file that machines read."""

    capability = Capability.EXPORT_CONTACTS
    template_name = "stakeholders/person_held.html"
    queryset = Person.objects.all()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        held = everything_held(self.object)
        if not kwargs.get("as_file"):
            log_contacts(request, self.object)
            context = {"crumbs": [*people_crumbs(self.municipality), (str(self.object), self.object.get_absolute_url()), (_("Everything held"), "")]}  # fmt: skip
            return render(request, self.template_name, context | {"object": self.object, "parts": parts_of(held)})
        log_security(
            SecurityEvent.Kind.EXPORTED, by=request.user, request=request,
            municipality_id=self.municipality.pk, target=self.object, detail="person.json",
        )  # fmt: skip
        response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="person-{self.object.pk}.json"'
        return response


def parts_of(held: dict[str, Any]) -> list[dict[str, Any]]:
    """Each part as a list of pairs, or as a table with its head."""
    found: list[dict[str, Any]] = []
    for title, part in held.items():
        if isinstance(part, dict):
            found.append({"title": title, "pairs": list(part.items())})
            continue
        head = list(dict.fromkeys(key for row in part for key in row))
        found.append({"title": title, "head": head, "rows": [[row.get(key, "") for key in head] for row in part]})
    return found


class PersonErase(ScopedView, FormView):
    """What will be taken away, what stays and why; then it is done, and cannot be undone."""

    capability = Capability.EXPORT_CONTACTS
    template_name = "stakeholders/person_erase.html"
    form_class = ErasureForm

    def get_person(self) -> Person:
        person = Person.objects.of(self.municipality).known().filter(pk=self.kwargs["pk"]).first()
        if person is None:
            raise Http404
        return person

    def get_queryset(self):
        return Person.objects.of(self.municipality)

    def get(self, request, *args, **kwargs):
        self.object = self.get_person()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_person()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        stays = [(link.model._meta.verbose_name_plural, len(rows)) for link, rows in rows_about(row)]
        return super().get_context_data(**kwargs) | {
            "object": row,
            "title": _("Erase the data of “%(name)s”") % {"name": row},
            "submit_label": _("Erase for good"),
            "cancel_url": row.get_absolute_url(),
            "crumbs": [*people_crumbs(self.municipality), (str(row), row.get_absolute_url()), (_("Erase"), "")],
            "stays": stays,
            "mentions": mentions(row),
            "seen": row.revision,
        }

    def form_invalid(self, form: ErasureForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def form_valid(self, form: ErasureForm) -> HttpResponse:
        stays = [(link.model._meta.verbose_name_plural, len(rows)) for link, rows in rows_about(self.object)]
        try:
            removed = erase_person(
                person=self.object, reason=form.cleaned_data["reason"], by=self.request.user, seen=seen_in(self.request.POST),
            )  # fmt: skip
        except Stale:
            messages.error(self.request, _("Somebody changed this person meanwhile. Look at it again first."))
            return redirect(self.request.path)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        context = {
            "object": self.object,
            "crumbs": [*people_crumbs(self.municipality), (_("Erased"), "")],
            "removed": removed,
            "stays": stays,
            "reason": form.cleaned_data["reason"],
        }
        return render(self.request, "stakeholders/person_erased.html", context)


class Processing(ScopedView, View):
    """The record of processing activities that article 30 asks for, as far as contacts go; to be printed."""

    capability = Capability.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {
            "crumbs": [*people_crumbs(self.municipality), (_("Record of processing"), "")],
            "rows": processing(self.municipality),
            "to_review": Person.objects.of(self.municipality).to_review(timezone.localdate()).count(),
            "today": timezone.localdate(),
        }
        return render(request, "stakeholders/processing.html", context)
