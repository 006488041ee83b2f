"""What the tests of the administration site share."""

ADMIN = "/admin/municipalities"


def errors(response) -> dict:
    return dict(response.context["adminform"].form.errors)


def change(client, record, **fields):
    page = f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"
    form = client.get(page).context["adminform"].form
    typed = {each.html_name: each.value() for each in form if each.value() is not None and each.value() is not False}
    return client.post(page, typed | fields)
