"""A form that a double click, or whoever reloads the answer, sends twice is carried out once."""

import hashlib
import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

HOUR = 3600
LONGEST = 120  # seconds for which a form that was sent may be on its way
PENDING = "pending:"  # and by which request; no address begins so
TURNS = 3  # how often a first one that came to nothing makes room for the next
UNSURE = gettext_lazy(
    "It was sent twice, and the first has not ended yet. Look whether it is there before you send it again."
)


def fingerprint(request: HttpRequest) -> str:
    """What somebody typed and attached, in short: the hidden fields of the page itself are not part of it."""
    typed = {
        name: values for name, values in request.POST.lists() if name[0:1] != "_" and name != "csrfmiddlewaretoken"
    }
    digest = hashlib.sha256(json.dumps([request.path, request.user.pk, typed], sort_keys=True).encode())
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            digest.update(json.dumps([name, upload.name]).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()


class Once:
    """The second answer leads where the first did; a first that came to nothing is followed by the second.

    Whoever goes back and types something else sends another form, although the page is the same.
    """

    def __init__(self, request: HttpRequest) -> None:
        token, self.again = request.POST.get("_once", "")[:40], request.POST.get("_again", "")[:40]
        self.key = f"once:{token}:{fingerprint(request)}" if token else ""
        self.offer = f"{self.key}:{self.again}" if self.key and self.again else ""
        self.mine = f"{PENDING}{uuid.uuid4().hex}"
        self.is_unsure = False

    @staticmethod
    def new_token() -> str:
        return uuid.uuid4().hex

    def led_to(self) -> str:
        """Where the same form led when it was sent before; empty where this one is to be carried out."""
        for _turn in range(TURNS):
            if self.is_first():
                return ""
            if url := self.outcome():
                return url
            if url == "":
                break
        self.is_unsure = True
        return ""

    def is_first(self) -> bool:
        """Whether it is to be carried out. What was offered again, since nothing came of it, is carried out once."""
        if not self.key or not self.again:
            return not self.key or cache.add(self.key, self.mine, LONGEST)
        if not cache.add(self.offer, self.mine, HOUR):
            return False  # somebody took up the same offer before
        url = cache.get(self.key)
        if url is not None and not is_pending(url):
            return False
        cache.set(self.key, self.mine, LONGEST)
        return True

    def outcome(self) -> str | None:
        """Where the first one led, waiting a little for it; empty while nobody knows, None where it came to nothing."""
        for _attempt in range(50):
            url = cache.get(self.key)
            if not is_pending(url):
                return url
            time.sleep(0.1)
        return ""

    def was_sent(self) -> bool:
        return bool(self.key and cache.get(self.key))

    def done(self, url: str) -> None:
        """Note where it led. It is stored by now: where that cannot be noted, nobody is told that it came to nothing."""
        if self.key:
            with suppress(OperationalError):
                cache.set(self.key, url, HOUR)

    def forget(self) -> None:
        """It came to nothing, so that the next is carried out; what another request noted stays."""
        for key in filter(None, (self.key, self.offer)):
            if cache.get(key) == self.mine:
                cache.delete(key)

    @contextmanager
    def carried_out(self) -> Iterator[None]:
        """Refuses while nobody knows what became of the first; what fails is forgotten, so that the next is carried out.

        The caller says with `done` where it led.
        """
        if self.is_unsure:
            raise ValidationError(UNSURE)
        try:
            yield
        except BaseException:
            self.forget()
            raise


def is_pending(url: str | None) -> bool:
    return url is not None and url.startswith(PENDING)
