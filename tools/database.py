"""Whether the database answers; if not, why, in one line and exit code 1."""

import os
import sys


def main() -> None:
    import django  # noqa: PLC0415 - settings first
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.db import Error, connection  # noqa: PLC0415

    try:
        django.setup()
        connection.ensure_connection()
    except (Error, ImproperlyConfigured) as error:
        sys.exit(f"The database does not answer. Look at DATABASE_URL: {' '.join(str(error).split())}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intlstrategy.settings")
    main()
