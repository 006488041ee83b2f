from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import having_words


class DocumentsConfig(AppConfig):
    name = "intlstrategy.documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from intlstrategy.core.registry import NavItem, SearchKind, navigation, search_kinds  # noqa: PLC0415
        from intlstrategy.documents.models import Document  # noqa: PLC0415 - models load first
        from intlstrategy.municipalities.roles import Capability  # noqa: PLC0415

        def find(municipality, folded, reader):
            readable = Document.objects.of(municipality).readable_by(reader)
            return having_words(readable, folded).order_by("folded", "pk")

        search_kinds.register(SearchKind(key="document", weight=50, title=_("Documents"), find=find))
        navigation.register(
            NavItem(
                key="documents",
                weight=60,
                section="plan",
                title=_("Documents"),
                url_name="documents:document-list",
                capability=Capability.READ,
            )
        )
