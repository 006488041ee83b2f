"""Parts of addresses that more than one app uses."""

from django.urls import register_converter


class TableSuffix:
    """The two kinds of table file in an address."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TableSuffix, "table_suffix")
