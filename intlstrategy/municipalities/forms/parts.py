from typing import Any

from intlstrategy.municipalities.forms.base import ScopedModelForm


class PartForm(ScopedModelForm):
    """The form of a row that belongs to the record whose page it is opened from."""

    holder_name: str

    def __init__(self, *args: Any, holder: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if holder is not None:
            setattr(self.instance, self.holder_name, holder)
        self.holder = getattr(self.instance, self.holder_name)
