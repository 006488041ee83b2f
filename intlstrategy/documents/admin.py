from intlstrategy.documents.models import Document
from intlstrategy.municipalities.admin import register_scoped

register_scoped(
    Document,
    listed=["title", "visibility", "department", "size"],
    search=["folded"],
    filters=["visibility"],
    is_frozen=True,
)
