"""The product as it is served, with a few bare pages beside it to compare with."""

from intlstrategy.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
WSGI_APPLICATION = "tests.benchmarks.wsgi.application"
