"""Every page of a municipality in a browser: no error, no barrier, no sideways scrolling."""

from collections import Counter
from http import HTTPStatus

import pytest

from intlstrategy.municipalities.roles import Role
from tests.factories import make_member
from tests.whole_site.asking import members_addresses, url_of
from tests.whole_site.world import make_world

PARTS = 4
OF_ONE_KIND = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_can_be_read_by_everybody(client, signed_in, look_at, part):
    """Of pages that differ in nothing but the record, such as those of the bin, the first and every eighth."""
    world = make_world()
    member = make_member(world.municipality, *Role, department=world.mine.department)
    client.force_login(member.user)
    page = signed_in(member)
    found, seen = [], Counter()
    addresses = members_addresses()
    for address in addresses[part * len(addresses) // PARTS : (part + 1) * len(addresses) // PARTS]:
        url = url_of(address, world.mine)
        answer = client.get(url)
        if not is_a_page(answer):
            continue
        kind = kind_of(answer)
        seen[kind] += 1
        if seen[kind] % OF_ONE_KIND != 1:
            continue
        page.goto(url)
        barriers = look_at(page)
        if page.locator("h1").count() != 1:
            barriers.append(f"{page.locator('h1').count()} main headings")
        found += [f"{address.name} at {each}" for each in barriers]

    assert found == []
    assert len(seen) > 30  # the pages are really found


def is_a_page(answer) -> bool:
    """Whether a browser shows it: it is there, and neither a file nor a part that another page loads."""
    if answer.streaming:
        answer.close()
        return False
    if answer.status_code != HTTPStatus.OK or "html" not in answer.headers["content-type"]:
        return False
    return "<!doctype html>" in answer.content[:200].decode().lower()


def kind_of(answer) -> tuple[str, type, type]:
    """What makes a page look as it does: its template, its form, its filters."""
    context = answer.context
    return answer.templates[0].name, *(type(context.get(name)) for name in ("form", "filterset"))
