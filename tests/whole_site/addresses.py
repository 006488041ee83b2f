"""Every address of the site, read from the URL patterns themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from intlstrategy.municipalities.roles import Capability

MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    arguments: tuple[str, ...]
    callback: Callable[..., Any]

    @property
    def view_class(self) -> Any:
        return getattr(self.callback, "view_class", None)

    @property
    def capability(self) -> Capability | None:
        return getattr(self.view_class or self.callback, "capability", None)

    @property
    def is_public(self) -> bool:
        return getattr(self.callback, "login_required", True) is False

    @property
    def is_of_a_municipality(self) -> bool:
        return MUNICIPALITY in self.arguments

    @property
    def records(self) -> tuple[str, ...]:
        """The arguments that name a record, apart from the municipality."""
        return tuple(name for name in self.arguments if name != MUNICIPALITY)

    def url(self, **arguments: Any) -> str:
        return reverse(self.name, kwargs=arguments)


def walk(patterns: list, route: str = "", space: str = "") -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            whole = route + str(pattern.pattern)
            yield Address(f"{space}{pattern.name}", whole, (), pattern.callback)
        else:
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, route + str(pattern.pattern), below)


def with_arguments(address: Address) -> Address:
    """What the route names between angle brackets, in plain paths and in regular expressions alike."""
    parts = address.route.replace("(?P<", "<").split("<")[1:]
    names = tuple(part.split(">")[0].split(":")[-1] for part in parts)
    return Address(address.name, address.route, names, address.callback)


def all_addresses() -> list[Address]:
    return [with_arguments(address) for address in walk(get_resolver().url_patterns)]


def is_of_the_admin(address: Address) -> bool:
    return address.route.startswith("admin/")


def workspace() -> list[Address]:
    """The pages of a municipality."""
    return [each for each in all_addresses() if each.is_of_a_municipality and not is_of_the_admin(each)]
