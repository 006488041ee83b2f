"""Rows that do nothing but link two records."""

from intlstrategy.accounts.models import User
from intlstrategy.municipalities.editing import bulk_save


def set_links(links, name: str, targets: list, by: User | None) -> None:
    """Make the living rows of a link model point at exactly these targets."""
    owner = links.instance
    living = {getattr(link, f"{name}_id"): link for link in links.filter(binned_at=None)}
    wanted = {target.pk: target for target in targets}
    new = [
        links.model(municipality=owner.municipality, **{links.field.name: owner, name: target})
        for pk, target in wanted.items()
        if pk not in living
    ]
    bulk_save(new, by=by)
    for pk, link in living.items():
        if pk not in wanted:
            link._history_user = by
            link.delete()
