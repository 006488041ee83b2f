import pytest

from intlstrategy.municipalities.roles import Role
from tests.factories import make_member, make_user


@pytest.fixture
def administrator(client, municipality):
    member = make_member(municipality, Role.ADMINISTRATOR, name="Ana")
    client.force_login(member.user)
    return member


@pytest.fixture
def superuser(client):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return user
