"""The demo city of the first release, as its `make run` left it, becomes one of today: nothing is lost, every page opens."""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RELEASE = Path(__file__).parent / "release-0.1.0.sqlite3.xz"
KEPT = [
    "accounts_user", "municipalities_membership", "planning_plan", "planning_element", "planning_action",
    "planning_versionaction", "documents_document", "stakeholders_stakeholder", "journal_journalentry",
]  # fmt: skip
ASK = """
import json
from django.test import Client
from intlstrategy.accounts.models import User
client = Client(headers={"host": "localhost"})
client.force_login(User.objects.get(email="lead@demo.test"))
pages = ["", "plans/", "actions/", "stakeholders/", "agreements/", "networks/", "missions/", "approaches/", "bodies/", "calendar/", "map/"]
print(json.dumps({page: client.get(f"/gijon/{page}", secure=True).status_code for page in pages}))
"""


@pytest.fixture
def manage(tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(lzma.decompress(RELEASE.read_bytes()))
    outside = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in outside}

    def run(*command):
        told = environment | {"VAR_DIR": str(tmp_path), "DEBUG": "1", "ALLOWED_HOSTS": "localhost"}
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=told, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()

    return run


def test_a_new_database_is_made_by_the_migrations(manage, tmp_path):
    (tmp_path / "db.sqlite3").unlink()

    manage("migrate", "--verbosity", "0")

    assert manage("check_tenancy")[-1] == "0"
    assert manage("load_taxonomy")[-1] == "268 terms"


def counts(folder):
    with sqlite3.connect(folder / "db.sqlite3") as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in KEPT}  # noqa: S608


def test_the_demo_city_of_the_first_release_is_migrated_with_all_it_has(manage, tmp_path):
    before = counts(tmp_path)

    manage("migrate", "--verbosity", "0")
    manage("createcachetable")

    assert counts(tmp_path) == before
    assert manage("check_tenancy")[-1] == "0"
    assert set(json.loads(manage("shell", "--verbosity", "0", "-c", ASK)[-1]).values()) == {200}
