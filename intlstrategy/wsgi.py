import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intlstrategy.settings")
django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    return django(environ, start_response)


# Python keeps its frames in chunks of 16 kB, and gives a chunk back as soon as the call that asked for it returns: a
# template whose loop straddles the border of one asks for memory at every turn, and takes twice as long. A frame this
# wide gets a chunk of 512 kB, half of it free for all the calls of a request (docs/adr/0014).
application.__code__ = application.__code__.replace(co_stacksize=33_000)
