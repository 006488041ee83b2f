"""What comes in, and what stays out with a word on why: told by the content, never by the name alone."""

import pytest

from intlstrategy.documents.content import LARGEST, NotAllowed, recognise
from tests.documents import files

LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

ACCEPTED = {
    "pdf": lambda: files.PDF,
    "odt": lambda: files.open_document("text"),
    "ods": lambda: files.open_document("spreadsheet"),
    "docx": files.docx,
    "xlsx": files.xlsx,
    "pptx": files.pptx,
    "csv": lambda: "código;título\n1;Línea\n".encode(),
    "txt": lambda: "Acta de la sesión".encode("latin-1"),
    "png": lambda: files.picture("PNG"),
    "jpg": lambda: files.picture("JPEG"),
    "webp": lambda: files.picture("WEBP"),
}

MACROS = "This file contains macros. Save it without them."
PASSWORD = "This file is protected by a password. Save it without one."
WEB = "Web pages and SVG drawings are not accepted, since they can run scripts. Save it as PDF."
SCRIPTS = "This PDF contains scripts. Print it to a new PDF and attach that one."
BOMB = "This file unpacks to far more than it should. It was not opened."
KIND = "This kind of file is not accepted. Use PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text or a picture."

REFUSED = {
    "a script far down in a text": ("a.txt", lambda: b"x" * 5000 + b"<SCRIPT>alert(1)</SCRIPT>", WEB),
    "a script whose name is written in numbers": ("a.pdf", lambda: files.PDF + b"<</S/J#61vaScript/JS(x)>>", SCRIPTS),
    "an empty file": ("a.pdf", lambda: b"", "This file is empty."),
    "one byte too many": ("a.txt", lambda: b"x" * (LARGEST + 1), "This file is larger than 25 MB."),
    "macros in Excel": ("a.xlsx", lambda: files.with_member(files.xlsx(), "xl/vbaProject.bin"), MACROS),
    "macros in Word": ("a.docx", lambda: files.with_member(files.docx(), "word/vbaProject.bin"), MACROS),
    "macro sheets": ("a.xlsx", lambda: files.with_member(files.xlsx(), "xl/macrosheets/sheet1.xml"), MACROS),
    "a macro type without its project": (
        "a.docx",
        lambda: files.archive({"[Content_Types].xml": "<Types>word.macroEnabled.main</Types>", "word/document.xml": ""}),
        MACROS,
    ),
    "Basic in OpenDocument": ("a.odt", lambda: files.open_document("text", **{"Basic/script-lc.xml": ""}), MACROS),
    "scripts in OpenDocument": ("a.ods", lambda: files.open_document("spreadsheet", **{"Scripts/a.py": ""}), MACROS),
    "SVG": ("a.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', WEB),
    "SVG called a picture": ("a.png", lambda: b"<?xml version='1.0'?><svg/>", WEB),
    "HTML": ("a.html", lambda: b"<!DOCTYPE html><p>Hi", WEB),
    "HTML called text": ("a.txt", lambda: b"\xef\xbb\xbf\n <HTML><body>", WEB),
    "a script inside text": ("a.csv", lambda: b"a;b\n<script>alert(1)</script>;2\n", WEB),
    "an archive": ("a.zip", lambda: files.archive({"a.pdf": "x"}), "Archives are not accepted. Attach the documents one by one."),
    "an archive with a password": ("a.zip", lambda: files.marked_encrypted(files.archive({"a": "x"})), PASSWORD),
    "OpenDocument with a password": (
        "a.odt",
        lambda: files.open_document("text", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        PASSWORD,
    ),
    "Office with a password": (
        "a.docx",
        lambda: LEGACY,
        "This is an old Office file, or one protected by a password. Save it as .docx, .xlsx or .pptx without one.",
    ),
    "a PDF with a password": (
        "a.pdf",
        lambda: files.PDF.replace(b"/Root", b"/Encrypt 3 0 R/Root"),
        "This PDF is protected by a password or by restrictions. Save it without them.",
    ),
    "a PDF with scripts": (
        "a.pdf",
        lambda: files.PDF.replace(b"/Root", b"/OpenAction<</S/JavaScript>>/Root"),
        SCRIPTS,
    ),
    "a zip bomb": ("a.docx", files.bomb, BOMB),
    "a bomb of many members": ("a.docx", files.bomb_of_members, BOMB),
    "zeros by the million": ("a.docx", lambda: files.archive({"[Content_Types].xml": "<Types/>", "word/z": bytes(40 * 1024 * 1024)}), BOMB),
    "a cut archive": ("a.docx", lambda: files.docx()[:200], "This file is damaged: it could not be opened."),
    "a cut picture": ("a.png", lambda: files.picture("PNG")[:20], "This picture is damaged."),
    "sound": ("a.wav", lambda: b"RIFF\x24\x00\x00\x00WAVEfmt ", KIND),
    "a program": ("a.exe", lambda: b"MZ\x90\x00\x03", KIND),
    "a program called text": ("a.txt", lambda: b"MZ\x90\x00\x03", "This is called .txt, but it is not a text file."),
    "a PDF called Word": (
        "a.docx",
        lambda: files.PDF,
        "This file is called .docx, but its content is pdf. Rename it or save it again.",
    ),
    "Excel called Word": (
        "a.docx",
        files.xlsx,
        "This file is called .docx, but its content is xlsx. Rename it or save it again.",
    ),
    "no ending": ("minutes", lambda: files.PDF, "The name of this file has no ending. Its content is pdf: add .pdf to its name."),
}  # fmt: skip


@pytest.mark.parametrize("suffix", ACCEPTED)
def test_every_kind_we_promise_comes_in(suffix):
    assert recognise(ACCEPTED[suffix](), f"A file.{suffix.upper()}").suffix == suffix


@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_what_excel_calls_unicode_text_comes_in(suffix):
    assert recognise("Título;Año\r\nAcción;2026\r\n".encode("utf-16"), f"a.{suffix}").suffix == suffix


def test_a_web_page_in_utf_16_stays_out():
    with pytest.raises(NotAllowed):
        recognise("<html><script>alert(1)</script>".encode("utf-16"), "a.txt")


def test_jpeg_is_another_name_of_jpg():
    assert recognise(files.picture("JPEG"), "a.jpeg").content_type == "image/jpeg"


def test_exactly_25_mb_come_in():
    assert recognise(b"x" * LARGEST, "a.txt").suffix == "txt"


@pytest.mark.parametrize("case", REFUSED)
def test_what_may_not_come_in_is_refused_with_the_reason(case):
    name, make, said = REFUSED[case]
    with pytest.raises(NotAllowed) as refusal:
        recognise(make(), name)
    assert str(refusal.value) == said
