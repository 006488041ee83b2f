"""The register of imports says what each did, and never what it would have done."""

import csv
import io
import re

import pytest
from django.urls import reverse

from intlstrategy.interchange.models import ImportRun
from intlstrategy.municipalities.roles import Role
from tests.factories import make_member
from tests.interchange.wizard import GOOD, address, applied, apply, previewed

pytestmark = pytest.mark.django_db
FIGURES = ("Created", "Updated", "Unchanged")


def exported(client, municipality):
    page = client.get(reverse("interchange:import-list-export", args=[municipality.slug, "csv"]))
    text = b"".join(page.streaming_content).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    return [(row["File"], row["Status"], *(row[name] for name in FIGURES)) for row in rows]


def facts(client, run):
    page = client.get(run.get_absolute_url()).content.decode()
    pairs = re.findall(r"<div><dt>([^<]*)</dt><dd(?: class=\"num\")?>([^<]*)</dd></div>", page)
    return {name: value for name, value in pairs if name not in {"Status", "Started"}}


def test_only_an_import_that_was_applied_has_figures(client, municipality):
    client.force_login(make_member(municipality, Role.OFFICER).user)
    applied(client, municipality, name="applied.csv", slug="one")
    previewed(client, municipality, name="ready.csv", slug="two")
    previewed(client, municipality, GOOD + "Trade,a3,Third,140 %,\n", name="refused.csv", slug="three")
    left = previewed(client, municipality, name="left.csv", slug="four")
    client.post(address("cancel", municipality, left.pk))
    loser = previewed(client, municipality, name="failed.csv", slug="five")
    applied(client, municipality, name="winner.csv", slug="five")
    apply(client, loser)
    assert sorted(exported(client, municipality)) == [
        ("applied.csv", "Applied", "3", "0", "0"),
        ("failed.csv", "Failed", "", "", ""),
        ("left.csv", "Cancelled", "", "", ""),
        ("ready.csv", "Ready to apply", "", "", ""),
        ("refused.csv", "Rows refused", "", "", ""),
        ("winner.csv", "Applied", "3", "0", "0"),
    ]
    ready = client.get(address("list", municipality), {"status": "previewed"}).content.decode()
    assert re.findall(r">(\w+\.csv)</a>", ready) == ["ready.csv"]
    would = {"Would be created, updated": "3, 0", "Unchanged, refused": "0, 0", "In the plan, not in the file": "0"}
    refused = would | {"Unchanged, refused": "0, 1"}
    nothing = {"Created, updated": "Nothing was written"}
    told = {run.original_name: facts(client, run) for run in ImportRun.objects.of(municipality)}
    assert told == {
        "applied.csv": {"Created, updated": "3, 0", "Unchanged, refused": "0, 0", "In the plan, not in the file": "0"},
        "failed.csv": nothing,
        "left.csv": nothing,
        "ready.csv": would,
        "refused.csv": refused,
        "winner.csv": told["applied.csv"],
    }
