"""Dates in English, unambiguous for readers anywhere."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "j M"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
