import pytest


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """What is uploaded goes with the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
