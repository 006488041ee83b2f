"""What the pages are without JavaScript, and with names that no line can break."""

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from intlstrategy.municipalities.roles import Role
from intlstrategy.planning.services.attachments import attach_document
from tests.browser.conftest import PHONE, WIDE, sideways
from tests.factories import make_action, make_document, make_member, make_municipality

LONG = "Convenio_de_colaboracion_entre_el_Ayuntamiento_y_la_ciudad_hermanada_de_Niort_2024_2027_version_definitiva.txt"


def test_menus_and_navigation_stand_open_without_javascript(chromium, live_server):
    city = make_municipality()
    make_action(city)
    member = make_member(city, Role.LEAD)
    client = Client()
    client.force_login(member.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    for size in (PHONE, WIDE):
        context = chromium.new_context(viewport=size, locale="en", base_url=live_server.url, java_script_enabled=False)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(reverse("planning:action-list", args=[city.slug]))
        for name in ("Second factor", "Plain data (CSV)", "Documents"):
            expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        context.close()


def test_a_name_without_blanks_does_not_widen_a_page(signed_in):
    city = make_municipality()
    action = make_action(city, title="Feria")
    document = make_document(city, title=LONG)
    document.original_name = LONG
    document.save(by=None)
    attach_document(document=document, holder=action, by=None)
    page = signed_in(make_member(city, Role.LEAD))
    for name, arguments in (("planning:action-detail", [action.pk]), ("documents:document-list", []),
                            ("documents:document-detail", [document.pk])):  # fmt: skip
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            page.goto(reverse(name, args=[city.slug, *arguments]))
            assert (name, size["width"], sideways(page)) == (name, size["width"], 0)
