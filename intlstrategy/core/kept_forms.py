"""Nothing typed is lost when a session ends or a token goes stale while a form is open.

What was sent is kept in the visitor's own session, which survives signing in, and offered again to the
person whose form it was: each page of a signed-in person carries that person's id, signed.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

OWNER_FIELD = "_form_owner"
SESSION_KEY = "kept_form"
LARGEST = 1024 * 1024
SALT = "form-owner"
NOT_KEPT = {"csrfmiddlewaretoken", OWNER_FIELD}


@dataclass(frozen=True)
class KeptForm:
    path: str
    fields: list[tuple[str, str]]
    owner: int
    lost_files: bool


def sign_owner(user_id: int) -> str:
    return signing.dumps(user_id, salt=SALT)


def owner_of(data: QueryDict) -> int | None:
    try:
        return signing.loads(data.get(OWNER_FIELD, ""), salt=SALT, max_age=30 * 24 * 3600)
    except signing.BadSignature:
        return None


def pairs(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() if name not in NOT_KEPT for value in values]


def keep_form(request: HttpRequest) -> HttpResponse:
    """Put the form aside in the session of this browser and ask its owner to sign in."""
    owner = owner_of(request.POST)
    fields = pairs(request.POST)
    kept = bool(owner and len(urlencode(fields)) <= LARGEST)
    if kept:
        request.session[SESSION_KEY] = {
            "path": request.get_full_path(),
            "fields": fields,
            "owner": owner,
            "lost_files": bool(request.FILES),
        }
    elsewhere = reverse("core:kept-form") if kept else "/"
    login = f"{reverse('account_login')}?{urlencode({'next': elsewhere})}"
    context = {"kept": kept, "login": login, "lost_files": bool(request.FILES)}
    return render(request, "core/session_ended.html", context, status=HTTPStatus.UNAUTHORIZED)


def kept_for(request: HttpRequest) -> KeptForm | None:
    """The form kept in this session, when the person signed in is the one who filled it in."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["owner"] != request.user.pk:
        return None
    if not url_has_allowed_host_and_scheme(kept["path"], allowed_hosts=None):
        return None
    return KeptForm(kept["path"], [(name, value) for name, value in kept["fields"]], kept["owner"], kept["lost_files"])


def offer_again(request: HttpRequest, form: KeptForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "core/kept_form.html", {"form_kept": form}, status=status)


def offer_kept_form(request: HttpRequest) -> HttpResponse:
    form = kept_for(request)
    request.session.pop(SESSION_KEY, None)
    return offer_again(request, form) if form else redirect("/")


def offer_stale_form(request: HttpRequest) -> HttpResponse | None:
    """A signed-in person's own form whose token is stale is offered again; anybody else's is not."""
    owner = owner_of(request.POST)
    if not request.user.is_authenticated or owner != request.user.pk:
        return None
    form = KeptForm(request.get_full_path(), pairs(request.POST), owner, bool(request.FILES))
    return offer_again(request, form, HTTPStatus.FORBIDDEN)
