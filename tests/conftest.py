import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.plugins.honesty", "tests.plugins.visitors"]

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("quick", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


@pytest.fixture
def municipality():
    from tests.factories import make_municipality  # noqa: PLC0415 - models load after settings

    return make_municipality()
