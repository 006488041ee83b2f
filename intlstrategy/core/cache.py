"""The cache that all processes share, in a table of the database."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connections, router


class SharedCache(DatabaseCache):
    """Says so when the database is locked or away.

    Django's own answers that nothing was written, which reads as "is there already": a form would be taken for sent,
    and a first sign-in for one too many.
    """

    def _base_set(self, mode: str, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        refused: list[OperationalError] = []

        def watch(execute: Callable[..., Any], *call: Any) -> Any:
            try:
                return execute(*call)
            except OperationalError as error:
                refused.append(error)
                raise

        with connections[router.db_for_write(self.cache_model_class)].execute_wrapper(watch):
            is_written = super()._base_set(mode, key, value, *args, **kwargs)
        if refused and not is_written:
            raise refused[0]
        return is_written
