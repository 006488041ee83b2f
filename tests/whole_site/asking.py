"""Asking an address with GET and POST, each inside a savepoint that is rolled back."""

from http import HTTPStatus

from django.db import transaction
from django.test import Client

from intlstrategy.municipalities.registers import Register
from tests.whole_site.addresses import MUNICIPALITY, Address, workspace
from tests.whole_site.arguments import ARGUMENTS, BODIES
from tests.whole_site.world import Land

NOT_FOUND, FORBIDDEN = HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN
NO_SUCH_METHOD = HTTPStatus.METHOD_NOT_ALLOWED
SOME_REFUSAL = {HTTPStatus.UNAUTHORIZED, FORBIDDEN, NOT_FOUND}


def members_addresses() -> list[Address]:
    """The pages of a municipality whose record the world knows."""
    return [each for each in workspace() if not each.records or each.name in ARGUMENTS]


def url_of(address: Address, land: Land) -> str:
    stand = ARGUMENTS.get(address.name)
    arguments = stand.in_land(land) if stand and address.records else {}
    return address.url(**{MUNICIPALITY: land.municipality.slug}, **arguments)


def body_for(address: Address, land: Land) -> dict:
    if address.view_class and issubclass(address.view_class, Register):
        return {"save_view": "Mine"}
    return BODIES[address.name](land) if address.name in BODIES else {}


def ask(client: Client, method: str, url: str, body: dict):
    with transaction.atomic():
        response = (client.get if method == "GET" else client.post)(url, body)
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response.streaming_content)  # read to the end, a file is closed
    return response


class Status(int):
    """The status of an answer, which in a list of faults tells the error behind it."""

    method: str
    error: BaseException | None = None

    def __repr__(self) -> str:
        return f"{int(self)} {self.error!r}" if self.error else str(int(self))


def status_of(response, method: str) -> Status:
    status = Status(response.status_code)
    status.method = method
    status.error = response.exc_info[1] if response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR else None
    return status


def ask_both(client: Client, url: str, body: dict) -> list[Status]:
    return [status_of(ask(client, "GET", url, {}), "GET"), status_of(ask(client, "POST", url, body), "POST")]


def refused(statuses: list[Status], status: int) -> bool:
    return set(statuses) <= {status, NO_SUCH_METHOD} and status in statuses


def let_in(statuses: list[Status]) -> bool:
    fine = all(status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in SOME_REFUSAL for status in statuses)
    return fine and set(statuses) != {NO_SUCH_METHOD}
