"""Collect the strings to translate, with Babel only: no system gettext is needed.

Templates are turned into Python calls by Django's own ``templatize``, so block translations, plurals and
contexts mean here what they mean when a page is rendered. Translations already made are kept.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "intlstrategy" / "locale"
WIDTH = 120
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def sources() -> Iterator[Path]:
    """Python files and templates that people read something of, in a stable order."""
    product = (path for path in ROOT.glob("intlstrategy/**/*.py") if "migrations" not in path.parts)
    templates = (path for path in ROOT.glob("templates/**/*") if path.suffix in {".html", ".txt"})
    yield from sorted([*product, *templates])


def as_python(path: Path) -> str:
    """What Babel's Python extractor reads. Of a template only the calls matter, so its indentation goes."""
    if not settings.configured:
        settings.configure()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    calls = templatize(text, origin=str(path.relative_to(ROOT)))
    return "".join(f"{line.lstrip()}\n" for line in calls.split("\n"))


def strings_of(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    code = BytesIO(as_python(path).encode())
    yield from extract("python", code, keywords=KEYWORDS, comment_tags=("Translators",))


def collect() -> Catalog:
    """Every string of the product, with the files it stands in."""
    catalogue = Catalog(project="intlstrategy", charset="utf-8", fuzzy=False)
    for path in sources():
        where = path.relative_to(ROOT).as_posix()
        for _line, text, comments, context in strings_of(path):
            catalogue.add(text, locations=[(where, None)], auto_comments=comments, context=context)
    return catalogue


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="django")


def texts(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text.replace("%%", ""))))


def fault_of(message: Message) -> str:
    """What is wrong with one translation, or nothing."""
    if message.fuzzy:
        return "fuzzy"
    if not all(texts(message.string)):
        return "untranslated"
    allowed = [placeholders(text) for text in texts(message.id)]
    if any(placeholders(text) not in allowed for text in texts(message.string)):
        return "other placeholders"
    return ""


def faults(path: Path, collected: Catalog) -> list[str]:
    """What keeps a catalogue from being complete, a line each."""
    catalogue = read(path)
    found = []
    for message in collected:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        fault = fault_of(known) if known else "missing: run make messages"
        if fault:
            found.append(f"{path.parts[-3]}: {fault}: {texts(message.id)[0]!r} ({message.locations[0][0]})")
    return found


def update(path: Path, collected: Catalog) -> None:
    """Bring a catalogue up to date; what is no longer in the product goes, what is translated stays."""
    language = path.parts[-3]
    catalogue = read(path) if path.exists() else Catalog(locale=language, project="intlstrategy", fuzzy=False)
    created = catalogue.creation_date
    catalogue.update(collected, no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = created
    catalogue.version, catalogue.msgid_bugs_address = "1", "the project’s issues"
    catalogue.last_translator = catalogue.language_team = "intlstrategy"
    catalogue.header_comment = f"# What intlstrategy says, in {catalogue.locale.english_name}: run `make messages`."
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


def catalogues() -> list[Path]:
    return sorted({*LOCALE.glob("*/LC_MESSAGES/django.po"), LOCALE / "es" / "LC_MESSAGES" / "django.po"})


def main() -> int:
    collected = collect()
    for path in catalogues():
        update(path, collected)
        print(f"{path.relative_to(ROOT)}: {len(faults(path, collected))} of {len(collected)} strings to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
