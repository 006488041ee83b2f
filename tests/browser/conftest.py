"""Pages in Debian's Chromium, against a live server on the database of the test run.

`page` fails its test when the browser reports an error or a breach of the content security policy; `signed_in(member)`
signs in by the session cookie; `look_at(page)` holds a page to WCAG 2.2 AA, light and dark, wide and at 320 px.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from intlstrategy.municipalities.models import Membership

# Playwright runs an event loop in the test's thread; the ORM is only used between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
VIOLATIONS = "options => axe.run(document, options).then((found) => found.violations)"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 320, "height": 740}
# The browser reports every refused form and closed page as an error; what a test expects of it, it asserts itself.
AN_ANSWER = "Failed to load resource: the server responded with a status of 4"
PARTS = {"stylesheet", "script", "image", "font"}
BREACHES = """
window.__breaches = [];
document.addEventListener("securitypolicyviolation", (event) => window.__breaches.push(event.violatedDirective + " " + event.blockedURI));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Faults(list[str]):
    """What the browser complained about while a test ran; a test that expects one takes it out."""

    def listen_to(self, page: Page) -> None:
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("response", self.receive)
        page.add_init_script(BREACHES)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(AN_ANSWER):
            self.append(f"console: {message.text}")

    def receive(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS:
            self.append(f"{response.status}: {response.url}")


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def context(chromium: Browser, live_server: Any) -> Iterator[BrowserContext]:
    cache.clear()  # a flush leaves the cache table, with its sign-in limits, as it was
    context = chromium.new_context(viewport=WIDE, locale="en", base_url=live_server.url)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, faults: Faults) -> Iterator[Page]:
    page = context.new_page()
    faults.listen_to(page)
    yield page
    faults += [f"content security policy: {each}" for each in page.evaluate("window.__breaches || []")]
    assert faults == []


@pytest.fixture
def signed_in(context: BrowserContext, page: Page, live_server: Any) -> Callable[[Membership], Page]:
    """Sign a member in, without the sign-in page, and give the page back."""

    def sign_in(member: Membership) -> Page:
        client = Client()
        client.force_login(member.user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return sign_in


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate(VIOLATIONS, WCAG)
    return [f"{each['id']}: {', '.join(str(node['target'][0]) for node in each['nodes'][:3])}" for each in violations]


@pytest.fixture
def look_at() -> Callable[[Page], list[str]]:
    """What is wrong with a page for whoever reads it: in one theme wide, in the other on a phone, and the next page the
    other way round."""
    turn = cycle([("light", "dark"), ("dark", "light")])

    def look(page: Page) -> list[str]:
        found = []
        for width, scheme in zip((WIDE, PHONE), next(turn), strict=True):
            page.set_viewport_size(width)
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(50)
            found += [f"{width['width']} px, {scheme}: {each}" for each in barriers(page)]
            if sideways(page) > 1:
                found.append(f"{width['width']} px: scrolls sideways by {sideways(page)} px")
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        return found

    return look
