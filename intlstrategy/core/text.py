"""Texts as they are compared, tidied and converted, the same on every database."""

import re
import unicodedata

from markdownify import markdownify

BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
TAG = re.compile(
    r"</?(?:p|div|br|ul|ol|li|a|strong|b|em|i|span|h[1-6]|blockquote|table|tr|td|th|u|hr)\b[^<>]*>", re.IGNORECASE
)


def fold(text: str) -> str:
    """A copy to search and sort by: no marks, no case, single blanks. "Línea  1" and "LINEA 1" fold alike."""
    marks_apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(mark for mark in marks_apart if not unicodedata.combining(mark)).casefold().split())


def tidy(text: str) -> str:
    """The text without outer blanks, double blanks or foreign line ends. What is damaged stays as it is."""
    lines = [BLANKS.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n")


def markdown_from_html(text: str) -> str:
    """Imported HTML becomes Markdown once; text without tags is left as it is."""
    if not TAG.search(text):
        return tidy(text)
    converted = markdownify(text, heading_style="ATX", bullets="-", escape_asterisks=False, escape_underscores=False)
    return re.sub(r"\n{3,}", "\n\n", tidy(converted))
