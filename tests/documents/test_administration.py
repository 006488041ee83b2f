"""Documents in the administration site: the superuser changes what is said of them, and never the file."""

from http import HTTPStatus

import pytest

from intlstrategy.municipalities.roles import Role
from tests.factories import make_department, make_document, make_member, make_user
from tests.municipalities.test_administration import change, errors

pytestmark = pytest.mark.django_db


def test_the_superuser_changes_what_is_said_of_a_document_and_the_file_stays(client, municipality):
    document, department = make_document(municipality), make_department(municipality)
    client.force_login(make_user(is_superuser=True))

    change(
        client, document, title="Minutes", visibility="confidential", department=department.pk, file="x", language="es"
    )
    wrong = change(client, document, language="xx")
    file = document.file.name
    document.refresh_from_db()

    assert (document.title, document.visibility, document.department) == ("Minutes", "confidential", department)
    assert (document.file.name, document.language) == (file, "es")
    assert list(errors(wrong)) == ["language"]


def test_an_administrator_reads_documents_here_and_changes_none(client, municipality):
    document = make_document(municipality)
    client.force_login(make_member(municipality, Role.ADMINISTRATOR).user)
    page = f"/admin/documents/document/{document.pk}/change/"

    assert [client.get(page).status_code, client.post(page, {"title": "x"}).status_code] == [
        HTTPStatus.OK,
        HTTPStatus.FORBIDDEN,
    ]
