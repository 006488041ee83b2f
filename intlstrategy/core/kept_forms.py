"""Nothing typed is lost when a session ends or a token goes stale while a form is open.

What was sent is kept in the visitor's own session, and offered again to the person whose form it was: each page of a
signed-in person carries that person's id, signed. It waits there, whoever signs in and out meanwhile
(`core/sessions.py`), until its owner sends it again or discards it.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from intlstrategy.core.registry import form_readers

OWNER_FIELD = "_form_owner"
KEY_FIELD = "_kept_form"
SESSION_KEY = "kept_forms"
LARGEST = 1024 * 1024  # of all that is kept in one session
MOST = 10
SALT = "form-owner"
NOT_KEPT = {"csrfmiddlewaretoken", OWNER_FIELD, KEY_FIELD}
TYPED_IS_SHOWN = {HTTPStatus.CONFLICT, HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY}


@dataclass(frozen=True)
class KeptForm:
    path: str
    fields: list[tuple[str, str]]
    lost_files: bool
    key: str = ""
    typed: list[tuple[Any, str]] = field(default_factory=list)  # in words, once it is shown


def sign_owner(user_id: int) -> str:
    return signing.dumps(user_id, salt=SALT)


def owner_of(data: QueryDict) -> int | None:
    try:
        return signing.loads(data.get(OWNER_FIELD, ""), salt=SALT, max_age=30 * 24 * 3600)
    except signing.BadSignature:
        return None


def is_kept(name: str) -> bool:
    """Everything typed but passwords, which are written down nowhere."""
    return name not in NOT_KEPT and "password" not in name


def pairs(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() if is_kept(name) for value in values]


def put_aside(request: HttpRequest) -> bool:
    """Keep a form in the session of this browser; never in the place of another that waits there."""
    owner, path, fields = owner_of(request.POST), request.get_full_path(), pairs(request.POST)
    kept: dict[str, Any] = request.session.get(SESSION_KEY, {})
    key = hashlib.sha256(json.dumps([owner, path, fields]).encode()).hexdigest()[:32]
    told = {"path": path, "fields": fields, "owner": owner, "lost_files": bool(request.FILES)}
    if key in kept:
        return True
    if owner is None or len(kept) >= MOST or len(json.dumps([*kept.values(), told])) > LARGEST:
        return False
    request.session[SESSION_KEY] = kept | {key: told}
    return True


def keep_form(request: HttpRequest) -> HttpResponse:
    """Put the form aside and ask its owner to sign in."""
    kept = put_aside(request)
    elsewhere = reverse("core:kept-form") if kept else "/"
    login = f"{reverse('account_login')}?{urlencode({'next': elsewhere})}"
    context = {"kept": kept, "login": login, "lost_files": bool(request.FILES)}
    return render(request, "core/session_ended.html", context, status=HTTPStatus.UNAUTHORIZED)


def kept_for(request: HttpRequest) -> list[KeptForm]:
    """The forms kept in this session that the person signed in filled in, in the order in which they were sent."""
    return [
        KeptForm(kept["path"], [(name, value) for name, value in kept["fields"]], kept["lost_files"], key)
        for key, kept in request.session.get(SESSION_KEY, {}).items()
        if kept["owner"] == request.user.pk and url_has_allowed_host_and_scheme(kept["path"], allowed_hosts=None)
    ]


def take_away(request: HttpRequest, key: str) -> None:
    """Forget a form of the person signed in, which was sent again or is not wanted any more."""
    if key in {form.key for form in kept_for(request)}:
        kept = request.session[SESSION_KEY]
        request.session[SESSION_KEY] = {each: kept[each] for each in kept if each != key}


def after_sending(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A kept form that was taken, or whose page shows again what was typed, is kept no longer; the next is offered."""
    is_taken = HTTPStatus.MULTIPLE_CHOICES <= response.status_code < HTTPStatus.BAD_REQUEST
    if is_taken or response.status_code in TYPED_IS_SHOWN or response.status_code == HTTPStatus.OK:
        take_away(request, request.POST[KEY_FIELD])
    return redirect("core:kept-form") if is_taken and kept_for(request) else response


def offer_again(
    request: HttpRequest, forms: list[KeptForm], status: int = HTTPStatus.OK, *, is_busy: bool = False
) -> HttpResponse:
    context = {"forms_kept": [replace(form, typed=typed_into(request, form)) for form in forms], "is_busy": is_busy}
    return render(request, "core/kept_form.html", context, status=status)


def typed_into(request: HttpRequest, form: KeptForm) -> list[tuple[Any, str]]:
    """What stood in a form, as its page names it; a form that nobody knows by the names of its fields."""
    sent = QueryDict(mutable=True)
    for name, value in form.fields:
        if name[0:1] != "_" and name != "seen":
            sent.appendlist(name, value)
    for reader in form_readers:
        typed = reader.read(request, form.path, sent)
        if typed is not None:
            return typed
    return [(name.replace("_", " "), ", ".join(values)) for name, values in sent.lists()]


def offer_when_busy(request: HttpRequest) -> HttpResponse:
    """A signed-in person's form that met somebody else's at the same moment; an htmx request keeps its own.

    Of whoever is not signed in nothing is kept: what they typed is a password.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    if not request.user.is_authenticated:
        return render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    sent = request.POST.copy()
    if "_once" in sent:
        sent["_again"] = uuid.uuid4().hex  # nothing of it was saved, which nobody could note meanwhile
    form = KeptForm(request.get_full_path(), pairs(sent), bool(request.FILES), request.POST.get(KEY_FIELD, ""))
    return offer_again(request, [form], HTTPStatus.SERVICE_UNAVAILABLE, is_busy=True)


def offer_kept_forms(request: HttpRequest) -> HttpResponse:
    forms = kept_for(request)
    return offer_again(request, forms) if forms else redirect("/")


def offer_stale_form(request: HttpRequest) -> HttpResponse | None:
    """A signed-in person's own form whose token is stale is offered again; anybody else's is not."""
    if not request.user.is_authenticated or owner_of(request.POST) != request.user.pk:
        return None
    form = KeptForm(request.get_full_path(), pairs(request.POST), bool(request.FILES), request.POST.get(KEY_FIELD, ""))
    return offer_again(request, [form], HTTPStatus.FORBIDDEN)
