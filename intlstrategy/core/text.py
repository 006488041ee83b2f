"""Texts as they are compared, tidied and converted, the same on every database."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from bs4 import BeautifulSoup
from markdownify import markdownify

WORD = re.compile(r"\w+")
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
BLANKS = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n{3,}")
SOFT_BREAK = re.compile(r"[\x0b\x0c]")  # of Word and PowerPoint
# Control characters but tab and line ends, non-characters, and what turns the direction of all that follows.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]")
# Only names that HTML knows: "<nombre>" and "a < b" in a plain text are no tags.
TAG = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|figcaption|font|footer|h[1-6]|"
    r"head|header|hr|html|i|iframe|img|label|li|main|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|"
    r"table|tbody|td|tfoot|th|thead|title|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Most imported texts are paragraphs and nothing else: those are converted in a hundredth of the time.
PARAGRAPH_TAG = re.compile(r"[ \t\n]*</?(?:div|p)>[ \t\n]*")
LINE_TAG = re.compile(r"[ \t\n]*<br ?/?>[ \t\n]*")
MORE_THAN_PARAGRAPHS = re.compile(r"<(?!/?(?:div|p)>|br ?/?>)|&(?!(?:[a-z]{2,8}|#\d{1,5});|\s)|[\r`]")
UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)


def fold(text: str) -> str:
    """A copy to search, sort and compare by: no marks, no case, single blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(mark for mark in apart if not unicodedata.combining(mark)).split())


def without_unseen(text: str) -> str:
    """The text without control characters and turned-round writing, its lines ended by one character each; nothing where
    no character of it can be seen."""
    clean = UNPRINTABLE.sub("", SOFT_BREAK.sub(" ", LINE_ENDS.sub("\n", text)))
    return clean if any(unicodedata.category(mark)[0] not in "CZ" for mark in clean) else ""


def tidy(text: str) -> str:
    """The text without outer blanks, double blanks and foreign line ends; one blank line at most between lines."""
    lines = [BLANKS.sub(" ", line).strip() for line in LINE_ENDS.sub("\n", text).split("\n")]
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def tidy_markdown(text: str) -> str:
    """As ``tidy``, but lines keep their indentation, which in Markdown has a meaning."""
    lines = [tidy_line(line) for line in LINE_ENDS.sub("\n", text).split("\n")]
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def tidy_line(line: str) -> str:
    words = line.strip()
    indentation = line[: len(line) - len(line.lstrip(" \t"))] if words else ""
    return indentation + BLANKS.sub(" ", words)


def has_tags(text: str) -> bool:
    return "<" in text and TAG.search(text) is not None


def markdown_from_html(html: str) -> str:
    """Imported HTML becomes Markdown once; text without tags is left exactly as it is."""
    if not has_tags(html):
        return html
    if not MORE_THAN_PARAGRAPHS.search(html):
        return markdown_from_paragraphs(html)
    try:
        converted = markdownify(
            html, heading_style="ATX", bullets="-", escape_asterisks=False, escape_underscores=False
        )
    except RecursionError:  # tags inside tags by the hundred: the words are kept, the form is not
        converted = without_tags(html)
    return tidy_markdown(converted)


def markdown_from_paragraphs(html: str) -> str:
    """What markdownify makes of a text that has only div, p and br; but words that an empty div parts stay apart."""
    lines = re.sub(r"[ \t]*\n[ \t\n]*", "\n", html)
    return tidy_markdown(unescape(PARAGRAPH_TAG.sub("\n\n", LINE_TAG.sub("\n", lines))))


def plain_from_html(html: str) -> str:
    """The words of imported HTML; text without tags is left exactly as it is."""
    if not has_tags(html):
        return html
    try:
        words = BeautifulSoup(UNSEEN.sub(" ", html), "html.parser").get_text(" ")
    except RecursionError:
        words = without_tags(html)
    return tidy(words).replace("\n", " ")


def without_tags(html: str) -> str:
    return tidy(unescape(TAG.sub(" ", UNSEEN.sub(" ", html))))


class Names:
    """Names of people, of whom it can be asked at once whether a text speaks of one of them: whole words, in their order."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_first_word: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(WORD.findall(fold(name)))
            if words:
                self.by_first_word.setdefault(words[0], set()).add(words)

    def stand_in(self, text: str) -> bool:
        words = WORD.findall(fold(text))
        return any(
            tuple(words[place : place + len(name)]) == name
            for place, word in enumerate(words)
            for name in self.by_first_word.get(word, ())
        )


def has_text(stored: str, texts: Iterable[str]) -> bool:
    """Whether one of these texts stands in what is stored, whatever its case and marks, as words of its own: “Ana” is not
    in “Mariana”, nor is ana@example.org in mariana@example.org."""
    folded = fold(stored)
    return any(re.search(alone(fold(text)), folded) for text in texts if text.strip())


def alone(text: str) -> str:
    """The pattern of a text that nothing continues on either side."""
    before, after = (r"[\w.+-]", r"[\w-]|\.\w") if "@" in text else (r"\w", r"\w")
    return rf"(?<!{before}){re.escape(text)}(?!{after})"


def speaks_of(stored: str, texts: Iterable[str]) -> bool:
    """Whether a name, an address or a number says one of these: all of it, or a name of several words within more.

    A first name alone is shared by many: “Ana” is not “Ana Ruiz”.
    """
    folded = fold(stored).strip()
    several = [text for text in texts if len(WORD.findall(text)) > 1]
    return any(fold(text).strip() == folded for text in texts) or has_text(stored, several)
