"""No page of the plans leads its reader to what they may not open."""

import re

import pytest

from intlstrategy.municipalities.roles import Role
from tests.factories import make_member
from tests.whole_site.asking import members_addresses, url_of
from tests.whole_site.world import make_world

pytestmark = pytest.mark.django_db
PAGES = [
    "plan-list",
    "plan-detail",
    "plan-status",
    "plan-documents",
    "version-list",
    "version-detail",
    "diagnosis-board",
    "element-detail",
    "action-list",
    "action-detail",
    "action-documents",
    "proposal-list",
    "proposal-edit",
]
HREF = re.compile(r'href="(/[^"#]+)')


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_the_plans_opens_for_whoever_sees_it(client, role):
    world = make_world()
    client.force_login(make_member(world.municipality, role, department=world.mine.department).user)
    addresses = [each for each in members_addresses() if each.name.removeprefix("planning:") in PAGES]
    pages = [url_of(each, land) for each in addresses for land in (world.mine, world.others)]
    links: dict[str, str] = {}
    for url in pages:
        response = client.get(url)
        if response.status_code == 200 and not response.streaming:
            links |= {link.replace("&amp;", "&"): url for link in HREF.findall(response.content.decode())}
    slug = world.municipality.slug
    inside = {link: page for link, page in links.items() if link.startswith(f"/{slug}/") and "export" not in link}

    refused = [(page, link) for link, page in inside.items() if client.get(link).status_code >= 400]
    assert len(addresses) == len(PAGES)
    assert refused == []
