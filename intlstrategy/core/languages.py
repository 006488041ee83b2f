from django.conf import settings


def interface_language(preferred: str) -> str:
    """A language in which the interface has words: the preferred one, or the one it is written in."""
    return preferred if preferred in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
