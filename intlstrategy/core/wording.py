"""What a city calls things by names of its own, while one of its pages, jobs or files speaks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from django.utils.functional import lazy

NOTHING: Mapping[str, str] = MappingProxyType({})
own_names: ContextVar[Mapping[str, str]] = ContextVar("own_names", default=NOTHING)  # code -> the city's name


def call_by(code: str, label: Any) -> str:
    return own_names.get().get(code) or str(label)


own_name = lazy(call_by, str)  # the city's name of a code, or the label where it has none: asked when it is shown


@contextmanager
def named_by(names: Mapping[str, str]) -> Iterator[None]:
    token = own_names.set(names)
    try:
        yield
    finally:
        own_names.reset(token)
