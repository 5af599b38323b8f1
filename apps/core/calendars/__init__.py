"""Calendars as programs read them: iCalendar, RFC 5545, written by hand in milliseconds.

`writing.calendar(name, events)` is the whole file. Tests read it back with icalendar and dateutil.
"""
