"""Dates as they are written in Korean; Django's own put the half of the day behind the hour."""

DATE_FORMAT = "Y년 n월 j일"
TIME_FORMAT = "A g:i"
DATETIME_FORMAT = "Y년 n월 j일 A g:i"
SHORT_DATE_FORMAT = "n월 j일"
MONTH_DAY_FORMAT = "n월 j일"
YEAR_MONTH_FORMAT = "Y년 n월"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
