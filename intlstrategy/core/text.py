import unicodedata


def fold(text: str) -> str:
    marks_apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(mark for mark in marks_apart if not unicodedata.combining(mark)).casefold().split())
