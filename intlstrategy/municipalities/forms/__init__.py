from intlstrategy.municipalities.forms.base import ScopedModelForm

__all__ = ["ScopedModelForm"]
