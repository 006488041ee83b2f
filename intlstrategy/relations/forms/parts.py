from intlstrategy.municipalities.forms.parts import PartForm

__all__ = ["PartForm"]
