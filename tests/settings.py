"""The product's settings with what makes tests quick and closed to the outside."""

import os
import tempfile
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="intlstrategy-test-", ignore_cleanup_errors=True)  # until the tests end
TEMPORARY = Path(FOLDER.name)
os.environ.setdefault("SECRET_KEY", "only-for-tests-and-long-enough-to-please-the-deployment-check-0123456789")
os.environ["VAR_DIR"] = str(TEMPORARY)
os.environ["DEBUG"] = "0"

from intlstrategy.settings import *  # noqa: E402, F403
from intlstrategy.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Live-server tests on an in-memory database would share one connection, so a file it is; nobody waits for the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"
    # Its tables are made from the models in a moment, unless the migrations are to be proved; on PostgreSQL they always are.
    is_migrated = bool(os.environ.get("TEST_MIGRATIONS"))
    DATABASES["default"]["TEST"] = {"NAME": str(TEMPORARY / "test.sqlite3"), "MIGRATE": is_migrated}
