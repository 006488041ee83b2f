"""The pages of what belongs to a record and is shown on its page: the parties of an agreement, its duties, its texts."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from intlstrategy.municipalities.access import may
from intlstrategy.municipalities.editing import save_record
from intlstrategy.municipalities.models import ScopedModel
from intlstrategy.municipalities.pages import ScopedBin, ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.roles import Capability


class PartPage:
    """What the form pages of a part share. A kind of part says these of itself; ``part_paths`` makes its pages."""

    space: ClassVar[str]  # the namespace of its addresses
    model: ClassVar[type[ScopedModel]]
    form_class: ClassVar[Any]
    holder: ClassVar[str]  # the link to the record that it is a part of
    part: ClassVar[str]  # its name in addresses
    add_title: ClassVar[Any]
    edit_title: ClassVar[Any]
    crumbs_of: ClassVar[Callable[[Any], list[tuple[Any, str]]]]  # of a municipality: the register of the holders
    anchor: ClassVar[str] = ""  # where on the page of its record it is shown
    read_along: ClassVar[tuple[str, ...]] = ()
    service: ClassVar[Callable[..., Any] | None] = None

    capability = Capability.EDIT
    template_name = "components/part_form.html"

    def get_title(self) -> Any:
        return self.edit_title if getattr(self, "object", None) else self.add_title

    def get_queryset(self) -> Any:
        return self.model._default_manager.of(self.municipality).select_related(self.holder, *self.read_along)  # type: ignore[attr-defined]

    def get_holder(self) -> Any:
        if getattr(self, "object", None):
            return getattr(self.object, self.holder)
        holders: Any = self.model._meta.get_field(self.holder).related_model
        return get_object_or_404(holders.objects.of(self.municipality), pk=self.kwargs["holder"])  # type: ignore[attr-defined]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"holder": self.get_holder()}  # type: ignore[misc]

    def get_crumbs(self) -> list[tuple[Any, str]]:
        holder = self.get_holder()
        return [*type(self).crumbs_of(self.municipality), (str(holder), holder.get_absolute_url())]  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        return f"{self.get_holder().get_absolute_url()}#{self.anchor or self.part}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        row = getattr(self, "object", None)
        if row is not None:
            at = [self.municipality.slug, row.pk]  # type: ignore[attr-defined]
            context["history_url"] = reverse(f"{self.space}:{self.part}-history", args=at)
            if may(self.membership, Capability.BIN, row):  # type: ignore[attr-defined]
                context["bin_url"] = reverse(f"{self.space}:{self.part}-bin", args=at)
        return context

    def save(self, form: Any) -> Any:
        save = type(self).service or save_record
        return save(form.save(commit=False), by=self.request.user, seen=self.get_seen())  # type: ignore[attr-defined]


class PartBin(ScopedBin):
    """Back to the page of the record that it was a part of."""

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


def part_paths(
    prefix: str,
    page: type[PartPage],
    away_page: type[PartBin] = PartBin,
    history_page: type[ScopedHistory] = ScopedHistory,
) -> list[URLPattern]:
    """``<prefix><holder>/<parts>/new/``, and below ``<prefix><parts>/``: edit, bin and history of each."""
    name, model, parts = page.part, page.model, f"{page.anchor or page.part}"
    create = type(f"{model.__name__}Create", (page, ScopedCreate), {"add_another": True})
    edit = type(f"{model.__name__}Edit", (page, ScopedEdit), {})
    away = type(f"{model.__name__}Bin", (away_page,), {"model": model})
    history = type(f"{model.__name__}History", (history_page,), {"model": model})
    return [
        path(f"{prefix}<int:holder>/{parts}/new/", create.as_view(), name=f"{name}-create"),
        path(f"{prefix}{parts}/<int:pk>/edit/", edit.as_view(), name=f"{name}-edit"),
        path(f"{prefix}{parts}/<int:pk>/bin/", away.as_view(), name=f"{name}-bin"),
        path(f"{prefix}{parts}/<int:pk>/history/", history.as_view(), name=f"{name}-history"),
    ]
