"""The product's own settings, for a worker process under test: with kinds to run, and little patience for a lock."""

from intlstrategy.settings import *  # noqa: F403
from intlstrategy.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobs.works"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"]["timeout"] = 0.2
