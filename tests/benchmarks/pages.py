"""Pages against their bare counterparts: requests interleaved, so that a busy moment hits both alike."""

import http.client
import json
import re
import statistics
import time
from dataclasses import dataclass, field
from math import inf

from tests.benchmarks.dataset import CITY, PLAN, WORLD
from tests.benchmarks.stage import Stage, gunicorn

ROUNDS, WARM_UP = 30, 3


@dataclass
class Page:
    name: str
    path: str
    plain: str
    most_times: float
    most_queries: int = 30
    most_kb: float | None = None
    most_ms: float | None = None
    times: list[float] = field(default_factory=list)
    plain_times: list[float] = field(default_factory=list)
    queries: int = 0
    kb: float = 0.0

    @property
    def ms(self) -> float:
        return statistics.median(self.times) * 1000

    @property
    def plain_ms(self) -> float:
        return statistics.median(self.plain_times) * 1000

    @property
    def ratio(self) -> float:
        return self.ms / self.plain_ms

    def faults(self) -> list[str]:
        found = []
        if self.ratio > self.most_times:
            found.append(f"{self.name}: {self.ratio:.1f} times its plain view, at most {self.most_times:g}")
        if self.queries > self.most_queries:
            found.append(f"{self.name}: {self.queries} queries, at most {self.most_queries}")
        if self.most_kb is not None and self.kb > self.most_kb:
            found.append(f"{self.name}: {self.kb:.0f} kB, at most {self.most_kb:g}")
        if self.most_ms is not None and self.ms > self.most_ms:
            found.append(f"{self.name}: {self.ms:.0f} ms, at most {self.most_ms:g}")
        return found


SHEET = {"most_times": inf, "most_ms": 2000}


def pages(action: int, feed: str, stakeholder: int) -> list[Page]:
    register, organisations = f"/plain/{CITY}/actions/", f"/plain/{CITY}/stakeholders/"
    return [
        Page("register of 100 actions", f"/{CITY}/actions/?size=100", register, 4),
        Page(
            "plan of 1,467 actions",
            f"/{CITY}/plans/{PLAN}/",
            f"/plain/{CITY}/plans/{PLAN}/",
            6,
            most_queries=15,
            most_kb=250,
        ),
        Page("100 of 20,000 stakeholders", f"/{CITY}/stakeholders/?size=100", f"/plain/{CITY}/stakeholders/", 4),
        Page("100 of 5,000 engagements", f"/{CITY}/engagements/?size=100", f"/plain/{CITY}/engagements/", 4),
        Page("map of 300 relations", f"/{WORLD}/map/", f"/plain/{WORLD}/stakeholders/", 8, most_kb=200),
        Page("feed of 2,000 entries", f"/calendar-feed/{feed}.ics", f"/plain/{WORLD}/engagements/", inf, most_ms=1000),
        Page("briefing sheet", f"/{CITY}/stakeholders/{stakeholder}/briefing/", organisations, **SHEET),
        Page("briefing sheet in Word", f"/{CITY}/stakeholders/{stakeholder}/briefing.docx", organisations, **SHEET),
        Page("sheet of a country", f"/{CITY}/map/FR/briefing/", organisations, **SHEET),
        Page("form of an action", f"/{CITY}/actions/{action}/edit/", f"/plain/{CITY}/actions/{action}/", 4),
    ]


def fetch(port: int, path: str, cookie: str) -> tuple[float, int, int]:
    """Seconds, queries and bytes as sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - started
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    queries = re.search(r'desc="(\d+) queries', response.headers.get("Server-Timing", ""))
    return seconds, int(queries[1]) if queries else 0, len(body)


def measure(made: Stage) -> list[str]:
    """Print the table, and return what is over its bound."""
    known = json.loads(made.run("-m", "tests.benchmarks.dataset").splitlines()[-1])
    measured = pages(known["action"], known["feed"], known["stakeholder"])
    with gunicorn(made) as port:
        for number in range(WARM_UP + ROUNDS):
            for page in measured:
                plain, _queries, _size = fetch(port, page.plain, known["cookie"])
                seconds, page.queries, size = fetch(port, page.path, known["cookie"])
                page.kb = size / 1000
                if number >= WARM_UP:
                    page.times.append(seconds)
                    page.plain_times.append(plain)
    print(f"\n{'':<28}{'ratio':>7}{'bound':>7}{'ms':>8}{'plain ms':>10}{'queries':>9}{'kB':>7}")
    for page in measured:
        print(
            f"{page.name:<28}{page.ratio:>7.1f}{page.most_times:>7g}{page.ms:>8.1f}{page.plain_ms:>10.1f}"
            f"{page.queries:>9}{page.kb:>7.0f}"
        )
    return [fault for page in measured for fault in page.faults()]
