"""What one file may hold. Beyond a limit comes a remark or a refused row, never an exception."""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

FILE_BYTES = 128 * MEBIBYTE
ROWS = 20_000
CARD_BYTES = 8 * MEBIBYTE
CARD_LINES = 60_000
PROPERTIES = 500
# Values in one list (CATEGORIES, NICKNAME), remarks on one row, cells beyond a header.
LISTED = 500
REMARKS = 20
CELLS_BEYOND = 50
NESTING = 8
NOTE_BYTES = 64 * 1024
VALUE_CHARACTERS = 2_000
# A value as it stands in the file, before escapes and quoted-printable are undone.
RAW_NOTE_CHARACTERS = 8 * NOTE_BYTES
RAW_VALUE_CHARACTERS = 64 * 1024
PHOTO_BYTES = 2 * MEBIBYTE
# How much of the original text a report keeps per row.
KEPT_CHARACTERS = 4_096
# A spreadsheet row: longer than any export writes, short enough to give up on a quote nobody closed.
RECORD_BYTES = 256 * 1024
RECORD_LINES = 200
# A header is looked for in the first lines only; LinkedIn's preamble is three or four.
HEADER_LINES = 50
# JSON is held in memory as a whole while it is read; what one person in it may refer to is bounded too.
JSON_BYTES = 64 * MEBIBYTE
JSON_NESTING = 32
# One entry of it: built, it may take twenty times its size.
JSON_ENTRY_BYTES = 2 * MEBIBYTE
JSON_SHARED = 100_000
# A key or a type is a word; so many kinds of things are told apart.
JSON_WORD_BYTES = 1_000
JSON_KINDS = 100
TOUCH_CHARACTERS = 4_000
TOUCHES_CHARACTERS = 16 * MEBIBYTE
