"""Make the smallest valid object; a test states only what it is about."""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.models import Department, Membership, MembershipRole, Municipality
from intlstrategy.municipalities.roles import Role

_number = count(1)


def make_user(**fields: Any) -> User:
    n = next(_number)
    user = User.objects.create_user(**{"email": f"person-{n}@city.test", "name": f"Person {n}"} | fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_municipality(**fields: Any) -> Municipality:
    n = next(_number)
    return Municipality.objects.create(**{"name": f"City {n}", "slug": f"city-{n}"} | fields)


def make_department(municipality: Municipality, **fields: Any) -> Department:
    return Department.objects.create(
        **{"municipality": municipality, "name": f"Department {next(_number)}", "by": None} | fields
    )


def make_member(municipality: Municipality, *roles: Role, **fields: Any) -> Membership:
    """A member with the given roles (observer when none is given); sign in with ``member.user``."""
    user = fields.pop("user", None) or make_user()
    member = Membership.objects.create(
        **{"municipality": municipality, "user": user, "name": user.name, "by": None} | fields
    )
    for role in roles or (Role.OBSERVER,):
        MembershipRole.objects.create(municipality=municipality, membership=member, role=role, by=None)
    return member
