"""What a file really is, told by its content: only kinds that cannot run anything come in."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE
LARGEST_UNZIPPED = 300 * MEGABYTE
LARGEST_PLAIN, MOST_TIMES = 30 * MEGABYTE, 100  # a document above that size unpacks to less than so many times its own
OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
IMAGES = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg"), "WEBP": ("webp", "image/webp")}
SUFFIXES = {"jpeg": "jpg"}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
TEXTS = {"csv": "text/csv", "txt": "text/plain"}
MACROS = ("basic/", "scripts/", "xl/macrosheets/")
MOST_MEMBERS = 10_000
MANIFEST = "META-INF/manifest.xml"
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
SMALL = MEGABYTE  # what an archive says about itself fits in this


class NotAllowed(ValueError):
    """The file may not come in; the message says why in the user's words."""


@dataclass(frozen=True)
class Content:
    suffix: str
    content_type: str


def recognise(data: bytes, name: str) -> Content:
    """The kind of a file, or NotAllowed."""
    if len(data) > LARGEST:
        raise NotAllowed(_("This file is larger than %(most)d MB.") % {"most": LARGEST // MEGABYTE})
    if not data:
        raise NotAllowed(_("This file is empty."))
    found = by_content(data, name)
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not suffix:
        raise NotAllowed(
            _("The name of this file has no ending. Its content is %(kind)s: add .%(kind)s to its name.")
            % {"kind": found.suffix}
        )
    if SUFFIXES.get(suffix, suffix) != found.suffix:
        raise NotAllowed(
            _("This file is called .%(suffix)s, but its content is %(kind)s. Rename it or save it again.")
            % {"suffix": suffix, "kind": found.suffix}
        )
    return found


def by_content(data: bytes, name: str) -> Content:
    if data.startswith(b"%PDF-"):
        return pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAllowed(
            _(
                "This is an old Office file, or one protected by a password. Save it as .docx, .xlsx or .pptx without one."
            )
        )
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return image(data)
    return text(data, name)


def pdf(data: bytes) -> Content:
    named = ESCAPED.sub(
        lambda letter: bytes.fromhex(letter[1].decode()), data
    )  # any letter of a name may be written so
    if b"/Encrypt" in named:
        raise NotAllowed(_("This PDF is protected by a password or by restrictions. Save it without them."))
    if b"/JavaScript" in named or b"/Launch" in named:
        raise NotAllowed(_("This PDF contains scripts. Print it to a new PDF and attach that one."))
    return Content("pdf", "application/pdf")


def packed(data: bytes) -> Content:
    """Office and OpenDocument files are archives; anything else that is one stays out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_bombs(archive)
            refuse_macros(archive)
            refuse_passwords(archive)
            found = office(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, NotAllowed):
            raise
        raise NotAllowed(_("This file is damaged: it could not be opened.")) from error
    if found is None:
        raise NotAllowed(_("Archives are not accepted. Attach the documents one by one."))
    return found


def refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Told by the table of contents alone, before anything is unpacked."""
    members = archive.infolist()
    unpacked, packed = (sum(getattr(member, size) for member in members) for size in ("file_size", "compress_size"))
    is_blown_up = unpacked > LARGEST_PLAIN and unpacked > MOST_TIMES * packed
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNZIPPED or is_blown_up:
        raise NotAllowed(_("This file unpacks to far more than it should. It was not opened."))


def beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first part of a member, empty when there is none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as member:
        return member.read(SMALL)


def refuse_macros(archive: zipfile.ZipFile) -> None:
    names = [name.lower() for name in archive.namelist()]
    declared = beginning(archive, "[Content_Types].xml").lower()
    if b"macroenabled" in declared or any(name.startswith(MACROS) or "vbaproject" in name for name in names):
        raise NotAllowed(_("This file contains macros. Save it without them."))


def refuse_passwords(archive: zipfile.ZipFile) -> None:
    """An archive marks its members; OpenDocument says it in its manifest, and leaves the members unmarked."""
    is_marked = any(member.flag_bits & 1 for member in archive.infolist())
    if is_marked or b"encryption-data" in beginning(archive, MANIFEST):
        raise NotAllowed(_("This file is protected by a password. Save it without one."))


def office(archive: zipfile.ZipFile) -> Content | None:
    declared = beginning(archive, "mimetype").strip()
    if declared in OPEN_DOCUMENT:
        return Content(OPEN_DOCUMENT[declared], declared.decode())
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        for folder, (suffix, content_type) in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return Content(suffix, content_type)
    return None


def image(data: bytes) -> Content:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind = picture.format
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAllowed(_("This picture is damaged.")) from error
    if kind not in IMAGES:
        raise NotAllowed(_("Pictures come as PNG, JPG or WebP."))
    return Content(*IMAGES[kind])


def text(data: bytes, name: str) -> Content:
    """CSV and plain text have no mark of their own: what their name promises, as long as it is text and runs nowhere."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if data.startswith(UTF_16):  # as Excel writes what it calls Unicode text
        data = data.decode("utf-16", "replace").encode()
    if runs_in_a_browser(data):
        raise NotAllowed(_("Web pages and SVG drawings are not accepted, since they can run scripts. Save it as PDF."))
    if suffix not in TEXTS:
        raise NotAllowed(
            _(
                "This kind of file is not accepted. Use PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text or a picture."
            )
        )
    if b"\x00" in data:
        raise NotAllowed(_("This is called .%(suffix)s, but it is not a text file.") % {"suffix": suffix})
    return Content(suffix, TEXTS[suffix])


def runs_in_a_browser(data: bytes) -> bool:
    whole = data.lower()
    opens = whole[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<!doctype", b"<html", b"<svg", b"<!--"))
    return opens or any(mark in whole for mark in (b"<script", b"<svg", b"<html"))
