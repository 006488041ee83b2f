"""Languages: which the interface speaks, and what people call them."""

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language


def interface_language(preferred: str) -> str:
    """A language in which the interface has words: the preferred one, or the one it is written in."""
    return preferred if preferred in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def language_name(code: str) -> str:
    """The name of a language in the reader's own: "Asturian" for ast; an unknown code stays as it is."""
    return Locale(get_language() or "en").languages.get(code, code)
