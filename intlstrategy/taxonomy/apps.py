from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "intlstrategy.taxonomy"
    verbose_name = _("Goals and agendas")
