"""Every page of a municipality in a browser: no error, no barrier, no sideways scrolling."""

import pytest

from intlstrategy.municipalities.roles import Role
from tests.factories import make_member
from tests.whole_site.asking import members_addresses, url_of
from tests.whole_site.world import make_world

PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_can_be_read_by_everybody(signed_in, look_at, part):
    world = make_world()
    page = signed_in(make_member(world.municipality, *Role, department=world.mine.department))
    found = []
    for address in members_addresses()[part::PARTS]:
        url = url_of(address, world.mine)
        answer = page.request.get(url)
        if answer.status != 200 or not is_a_page(answer):
            continue
        page.goto(url)
        barriers = look_at(page)
        if page.locator("h1").count() != 1:
            barriers.append(f"{page.locator('h1').count()} main headings")
        found += [f"{address.name} at {each}" for each in barriers]

    assert found == []


def is_a_page(answer) -> bool:
    """Whether a browser shows it: neither a file nor a part that another page loads."""
    headers = answer.headers
    return "html" in headers.get("content-type", "") and "<!doctype html>" in answer.text()[:200].lower()
