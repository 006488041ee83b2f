"""A form that a double click, or whoever reloads the answer, sends twice is carried out once."""

import hashlib
import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.core.exceptions import ValidationError
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
        """Whether it is to be carried out. What was offered again is, once, although the first was never taken back."""
        return not self.key or cache.add(self.key, self.mine, LONGEST) or self.is_offered_again()

    def is_offered_again(self) -> bool:
        if not self.again or not is_pending(cache.get(self.key)):
            return False
        is_the_one = cache.add(f"{self.key}:{self.again}", self.mine, HOUR)
        if is_the_one:
            cache.set(self.key, self.mine, LONGEST)
        return is_the_one

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
        if self.key:
            cache.set(self.key, url, HOUR)

    def forget(self) -> None:
        """It came to nothing, so that the next is carried out; what another request noted stays."""
        if self.key and cache.get(self.key) == self.mine:
            cache.delete(self.key)

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
