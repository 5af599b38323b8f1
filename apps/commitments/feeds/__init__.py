"""What calendar programs read: gatherings and promises as iCalendar, behind a secret address.

Each kind is a class with `fingerprint()`, which changes with anything its calendar would say, and
`events()`. Both read the same rows by the same statement, so that an ETag never lies.
"""
