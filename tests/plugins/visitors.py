"""Who asks, and what there is to ask for, in the tests of the whole site."""

import logging

import pytest


@pytest.fixture
def world(db):
    from tests.whole_site.world import make_world  # noqa: PLC0415 - models load after settings

    return make_world()


@pytest.fixture
def visitor(client, caplog):
    """A client to whom an error is an answer, and whose refusals are not worth a log."""
    caplog.set_level(logging.CRITICAL)
    client.raise_request_exception = False
    return client


@pytest.fixture
def everything(visitor, world):
    """A visitor with every role in the first city."""
    from intlstrategy.municipalities.roles import Role  # noqa: PLC0415
    from tests.factories import make_member  # noqa: PLC0415

    visitor.force_login(make_member(world.municipality, *Role, department=world.mine.department).user)
    return visitor
