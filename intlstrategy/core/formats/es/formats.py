"""Spanish as a council writes it in tables: short months have no capital; a date is never parted at the end of a line."""

DATE_FORMAT = r"j \d\e F \d\e Y"
SHORT_DATE_FORMAT = "j\u00a0b\u00a0Y"
DATETIME_FORMAT = "j\u00a0b\u00a0Y, H:i"
SHORT_DATETIME_FORMAT = "j\u00a0b\u00a0Y, H:i"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
THOUSAND_SEPARATOR = "."
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
