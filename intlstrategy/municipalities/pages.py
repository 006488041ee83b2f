"""The pages that every kind of record has: create, edit with its conflict page, bin, history."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, UpdateView

from intlstrategy.core.numbers import whole
from intlstrategy.municipalities.access import ScopedView, demand
from intlstrategy.municipalities.editing import Stale, bin_record, save_record, with_all_along
from intlstrategy.municipalities.history import changes_of
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.municipalities.once import Once
from intlstrategy.municipalities.roles import Capability
from intlstrategy.municipalities.typed import (
    TypedForNothing,
    TypedWithoutRight,
    fields_of,
    names_for,
    typed_without_form,
)
from intlstrategy.municipalities.uses import why_not

LONGEST_REVISION = 10  # digits
NEVER = -1  # the revision of no record
OF_WHAT_WAS_SENT = {"data", "files", "initial"}


def seen_in(data: QueryDict) -> int | None:
    """The revision at which a form was opened; whatever else stands there is one that never was."""
    if "_seen" not in data:
        return None
    seen = whole(data["_seen"], LONGEST_REVISION)
    return NEVER if seen is None else seen


class ScopedFormPage(ScopedView):
    """What create and edit pages share."""

    template_name = "components/form_page.html"
    title: ClassVar[Any] = ""
    submit_label: ClassVar[Any] = ""
    done_message: ClassVar[Any] = ""
    add_another: ClassVar[bool] = False

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Http404, PermissionDenied) as error:
            if request.method != "POST":
                raise
            names = names_for(getattr(request, "membership", None))
            typed = typed_without_form(fields_of(self.form_class, request.POST), request.POST, names)
            raise (TypedForNothing if isinstance(error, Http404) else TypedWithoutRight)(typed) from error

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"municipality": self.municipality}

    def get_title(self) -> Any:
        return self.title

    def get_crumbs(self) -> list[tuple[Any, str]]:
        return []

    def get_cancel_url(self) -> str:
        crumbs = [url for _text, url in self.get_crumbs() if url]
        return crumbs[-1] if crumbs else self.municipality.get_absolute_url()

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        title = self.get_title()
        return super().get_context_data(**kwargs) | {
            "title": title,
            "crumbs": [*self.get_crumbs(), (title, "")],
            "submit_label": self.submit_label or _("Save"),
            "add_another": self.add_another,
            "cancel_url": self.get_cancel_url(),
            "seen": self.get_seen(),
            "once": self.request.POST.get("_once") or Once.new_token(),
        }

    def get_seen(self) -> int | None:
        return None

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def refused_form(self):
        """The same form once more: what somebody else wrote in between, such as a name that may stand once, refuses it now."""
        form = self.get_form()
        if form.is_valid():
            form.add_error(None, _("Somebody else wrote the same at this moment. Look at it and send it again."))
        return form

    def save(self, form) -> ScopedModel:
        """Carry out the decision; pages with a service of their own override this."""
        return save_record(form.save(commit=False), by=self.request.user, seen=self.get_seen())

    def after_saving(self, url: str) -> HttpResponse:
        if self.done_message:
            messages.success(self.request, self.done_message % {"name": self.object})
        return redirect(url)


class ScopedCreate(ScopedFormPage, CreateView):
    def get_another_url(self) -> str:
        """Where the next one is added."""
        return self.request.get_full_path()

    def get_queryset(self):
        return self.form_class._meta.model.objects.of(self.municipality)

    def form_invalid(self, form):
        # The second of a double click fails what the first one just wrote, such as a name that may stand once.
        once = Once(self.request)
        if once.was_sent() and (url := once.outcome()):
            return redirect(url)
        return super().form_invalid(form)

    def form_valid(self, form):
        once = Once(self.request)
        if earlier := once.led_to():
            return redirect(earlier)
        try:
            with once.carried_out():
                self.object = self.save(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except IntegrityError:
            return self.form_invalid(self.refused_form())
        url = self.get_another_url() if "_another" in self.request.POST else self.get_success_url()
        once.done(url)
        return self.after_saving(url)


class ScopedEdit(ScopedFormPage, UpdateView):
    """Edits a record unless somebody else saved it meanwhile; then shows both texts side by side.

    Whoever sends it after the record went away gets back what they typed.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except Http404:
            return self.gone()

    def get_ever(self) -> QuerySet:
        """Every record that was once at this address, whether or not the page still is about it."""
        return self.model._base_manager.filter(municipality=self.municipality)

    def gone(self) -> HttpResponse:
        """The record is in the bin, or no longer what this page is about; one that never was is not found."""
        living = self.get_queryset().values("pk")
        self.object = UpdateView.get_object(self, self.get_ever().exclude(pk__in=living))
        form = self.get_form()
        if self.object.binned_at is None and self.is_stored(form, self.object):
            return self.after_saving(self.get_success_url())
        return self.taken_away(form, self.object)

    def get_seen(self) -> int | None:
        seen = seen_in(self.request.POST)
        return self.object.revision if seen is None else seen

    def get_form(self, form_class=None):
        if self.request.method == "POST" and "_theirs" in self.request.POST:
            kwargs = self.get_form_kwargs()
            return self.get_form_class()(**kwargs | {"data": self.with_theirs(self.request.POST)})
        return super().get_form(form_class)

    def stored_form(self, record: Any):
        """The form of this page as it opens on a record, whatever was sent."""
        kwargs = {name: value for name, value in self.get_form_kwargs().items() if name not in OF_WHAT_WAS_SENT}
        return self.get_form_class()(**kwargs | {"instance": record})

    def with_theirs(self, sent: QueryDict) -> QueryDict:
        """On the conflict page a person chose, field by field, to keep what the other one wrote."""
        data = sent.copy()
        stored = self.stored_form(self.object)
        for name in sent.getlist("_theirs"):
            if name in stored.fields:
                value = stored[name].value()
                data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [value_text(value)])
        return data

    def form_valid(self, form):
        try:
            self.object = self.save(form)
        except Stale as stale:
            if is_gone(stale.current):
                return self.taken_away(form, stale.current)
            if self.is_stored(form, stale.current):
                self.object = stale.current
                return self.after_saving(self.get_success_url())
            return self.conflict(form, stale)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except IntegrityError:
            return self.form_invalid(self.refused_form())
        return self.after_saving(self.get_success_url())

    def is_stored(self, form, record: Any) -> bool:
        """Whether a record says already what was sent, as after the same form was sent twice."""
        return not self.get_form_class()(
            **self.get_form_kwargs() | {"data": form.data, "instance": record}
        ).has_changed()

    def taken_away(self, form, record: Any) -> HttpResponse:
        return gone_page(self.request, typed_values(form), record)

    def conflict(self, form, stale: Stale) -> HttpResponse:
        theirs = self.stored_form(stale.current)
        differing = [
            {"bound": form[name], "mine": shown_value(form, name, form.data), "theirs": shown_value(theirs, name, None)}
            for name in form.changed_data
            if name in theirs.fields and shown_value(form, name, form.data) != shown_value(theirs, name, None)
        ]
        last = stale.current.history.select_related("history_user").first()
        context = self.get_context_data(form=form) | {
            "differing": differing,
            "last": last,
            "current": stale.current,
            "seen": stale.current.revision,
            "sent": [
                (name, value)
                for name, values in form.data.lists()
                for value in values
                if name[0] != "_" and name != "csrfmiddlewaretoken"
            ],
        }
        return render(self.request, "components/conflict.html", context, status=HTTPStatus.CONFLICT)


def is_gone(record: Any) -> bool:
    return record is None or getattr(record, "binned_at", None) is not None


def gone_page(request: HttpRequest, typed: list[tuple[Any, str]], record: Any = None) -> HttpResponse:
    """What somebody typed about a record that went away, to copy; a living one has moved on, and is shown the way to."""
    moved_on = None if is_gone(record) else record
    status = HTTPStatus.CONFLICT if moved_on else HTTPStatus.GONE
    return render(request, "components/gone.html", {"typed": typed, "moved_on": moved_on}, status=status)


def value_text(value: Any) -> str:
    return "" if value is None else str(value)


def typed_values(form) -> list[tuple[Any, str]]:
    return [(bound.label, shown_value(form, bound.name, form.data)) for bound in form]


def shown_value(form, name: str, data: QueryDict | None) -> str:
    """A field's value in words: the label of a choice, the text of anything else."""
    bound, field = form[name], form.fields[name]
    if data is None:
        value = bound.value()
    else:
        value = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
    values = value if isinstance(value, (list, tuple)) else [value]
    choices = None if getattr(field, "is_written", False) else getattr(field, "choices", None)
    if choices is not None:
        labels = {value_text(getattr(key, "value", key)): str(label) for key, label in choices}
        return ", ".join(labels.get(value_text(getattr(each, "pk", each)), value_text(each)) for each in values)
    return ", ".join(value_text(each) for each in values).replace("\r\n", "\n")


class ScopedBin(ScopedView, DetailView):
    """Ask, and then move a record to the bin with all that belongs to it."""

    capability = Capability.BIN
    template_name = "components/bin_page.html"

    def get_success_url(self) -> str:
        return self.municipality.get_absolute_url()

    def get_context_data(self, **kwargs):
        going = with_all_along(self.object)
        return super().get_context_data(**kwargs) | {
            "cancel_url": self.object.get_absolute_url(),
            "along": len(going) - 1,
            "refusal": self.refusal(going),
        }

    def refusal(self, going: Sequence[ScopedModel]) -> str:
        """Why it stays where it is; empty when nothing is in the way."""
        return why_not(self.object, going)

    def carry_out(self, seen: int | None) -> None:
        """Pages with a service of their own override this."""
        bin_record(self.object, by=self.request.user, seen=seen)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.object = self.get_object()
        except Http404:
            return self.gone()
        try:
            self.carry_out(seen_in(request.POST))
        except Stale as stale:
            if is_gone(stale.current):
                return self.gone()
            messages.error(
                request, _("Somebody changed “%(name)s” meanwhile. Look at it again first.") % {"name": self.object}
            )
            return redirect(self.object.get_absolute_url())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.object.get_absolute_url())
        messages.success(
            request, _("“%(name)s” is in the bin. A lead or an administrator can restore it.") % {"name": self.object}
        )
        return redirect(self.get_success_url())

    def gone(self) -> HttpResponse:
        """Somebody else was first: the record is where this one wanted it. One that never was is not found."""
        binned = self.get_queryset().model._base_manager.filter(municipality=self.municipality, binned_at__isnull=False)
        self.object = UpdateView.get_object(self, binned)  # type: ignore[arg-type]
        demand(self.membership, self.capability, self.object)
        messages.info(self.request, _("“%(name)s” is in the bin already.") % {"name": self.object})
        return redirect(self.get_success_url())


class ScopedHistory(ScopedView, DetailView):
    """Who changed what, when, from what to what."""

    capability = Capability.READ
    template_name = "components/history_page.html"

    def get_context_data(self, **kwargs):
        page = whole(self.request.GET.get("page", "1"))
        return super().get_context_data(**kwargs) | changes_of(
            self.object, 1 if page is None else page, self.membership
        )
