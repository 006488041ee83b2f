import pytest

from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_plan


@pytest.fixture
def plan(municipality):
    return make_plan(municipality)


@pytest.fixture
def officer(client, municipality):
    """A technician of the office, signed in."""
    member = make_member(municipality, Role.OFFICER)
    client.force_login(member.user)
    return member


@pytest.fixture
def observer(client, municipality):
    """Somebody who reads, signed in."""
    member = make_member(municipality)
    client.force_login(member.user)
    return member
