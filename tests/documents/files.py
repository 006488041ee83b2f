"""Small real files of every kind, made by what makes them in life."""

import io
import zipfile

from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
PDF += b"trailer<</Root 1 0 R>>\n%%EOF\n"
ODF = "application/vnd.oasis.opendocument."


def written(save) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "Fee"
    return written(book.save)


def docx() -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})


def pptx() -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p:presentation/>"})


def open_document(kind: str, **members: str) -> bytes:
    parts = {"mimetype": ODF + kind, "content.xml": "<office:document-content/>"} | members
    return archive(parts)


def archive(members: dict) -> bytes:
    def save(file):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, text in members.items():
                packed.writestr(name, text)

    return written(save)


def with_member(data: bytes, name: str, text: bytes = b"x") -> bytes:
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr(name, text)
    return file.getvalue()


def picture(kind: str) -> bytes:
    return written(lambda file: Image.new("RGB", (4, 4), "white").save(file, kind))


def marked_encrypted(data: bytes) -> bytes:
    """The same archive, its table of contents saying that its members need a password."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]


def bomb() -> bytes:
    """400 MB of nothing in a small file."""

    def save(file):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("[Content_Types].xml", "<Types/>")
            with packed.open("word/document.xml", "w") as member:
                for _number in range(40):
                    member.write(bytes(10 * 1024 * 1024))

    return written(save)


def bomb_of_members() -> bytes:
    return archive({f"word/{number}": "" for number in range(10_001)})
