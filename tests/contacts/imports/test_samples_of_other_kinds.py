"""Files of other kinds are known for what they are. Collected only where the samples are."""

from __future__ import annotations

from pathlib import Path

from apps.contacts.imports.sniff import Kind, identify

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


def test_other_samples_are_known_for_what_they_are():
    kinds = {
        "csv/google-new-style-2024.csv": Kind.GOOGLE_CSV,
        "csv/google-old-style.csv": Kind.GOOGLE_CSV,
        "csv/outlook-365-desktop-cp1252.csv": Kind.OUTLOOK_CSV,
        "csv/outlook-from-google.csv": Kind.OUTLOOK_CSV,
        "csv/no-header.csv": Kind.CSV_OTHER,
        "ics/exchange-2010.ics": Kind.ICS,
        "monica/monica-4x-json-export-invented.json": Kind.MONICA,
        "licenses/Apache-2.0.txt": Kind.UNKNOWN,
    }
    assert {name: identify((SAMPLES / name).read_bytes(), name) for name in kinds} == kinds
