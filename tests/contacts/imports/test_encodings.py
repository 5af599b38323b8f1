"""How the letters of a file are found out, and that one odd line never spoils the others."""

from __future__ import annotations

import pytest

from apps.contacts.imports.card import Labelled
from apps.contacts.imports.decoding import Encoding, clean, codec_named, decide, decode_line


def test_shift_jis_with_its_backslash_inside_characters(card_of):
    card = card_of("shift-jis.vcf")
    assert (card.name, card.family, card.given) == ("能登 表二", "能登", "表二")
    assert (card.posts[0].organisation, card.posts[0].department) == ("ソニー表計算", "予算部")
    assert card.notes == "能予 ok"


def test_windows_1252_is_found_and_said_to_be_a_guess(card_of, fixture_bytes):
    card = card_of("ansi-21.vcf")
    assert (card.name, card.addresses[0].street) == ("Jörg Müßiggang – “Jo”", "Straße 3")
    assert [remark.code for remark in card.remarks] == ["encoding_guessed"]
    assert decide([fixture_bytes("ansi-21.vcf")]) == Encoding("cp1252", guessed=True)


def test_declared_charset_is_taken_and_an_unknown_one_falls_through(card_of):
    card = card_of("ansi-declared.vcf")
    assert (card.name, card.posts[0].organisation, card.remarks) == ("Żaneta Łuczak", "Zakład", ())


@pytest.mark.parametrize(
    ("name", "codec"), [("utf16-marked.vcf", "utf-16-le"), ("utf16-bare.vcf", "utf-16-be")]
)
def test_utf16_with_and_without_mark(rows_of, fixture_bytes, name, codec):
    first, second = rows_of(name)
    assert decide([fixture_bytes(name)]) == Encoding(codec)
    assert (first.card.name, second.card.name) == ("Zoë 김 😀", "Second Sheet")
    assert second.end == len(fixture_bytes(name))


def test_all_line_ends_and_a_mark(rows_of):
    mixed, old_mac = rows_of("bom-mixed-ends.vcf")
    assert (mixed.card.name, mixed.card.notes) == ("Mixed Ends", "one\ntwo three")
    assert (old_mac.card.name, old_mac.card.phones, old_mac.line) == ("Old Mac", (Labelled("2"),), 9)


def test_fold_within_a_character(card_of, fixture_bytes):
    card = card_of("fold-in-character.vcf")
    assert card.name == "Renée"
    assert card.notes == "Ünïcödé " + "é" * 60
    assert not decide([fixture_bytes("fold-in-character.vcf")]).guessed


def test_one_line_in_another_encoding_spoils_no_other(rows_of):
    utf8 = "".join(f"BEGIN:VCARD\r\nFN:Zoë {n}\r\nEND:VCARD\r\n" for n in range(5)).encode()
    first, *_, last = rows_of(utf8 + "BEGIN:VCARD\r\nFN:Jörg\r\nNOTE:plain\r\nEND:VCARD\r\n".encode("cp1252"))
    assert (first.card.name, first.card.remarks) == ("Zoë 0", ())
    assert last.card.name == "Jörg"
    assert [remark.code for remark in last.card.remarks] == ["encoding_guessed"]


def test_character_cut_by_a_writer_that_counts_bytes(card_of):
    card = card_of("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=C3", version="2.1")
    assert (card.name, [remark.code for remark in card.remarks]) == ("Jörg", ["characters_lost"])


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Иван Петрович Сидоров, Москва, улица Ленина", "cp1251"),
        ("安藤ロイド 東京都港区六本木", "cp932"),
        ("김철수 서울특별시 강남구", "cp949"),
        ("Γιώργος Παπαδόπουλος, Αθήνα", "cp1253"),
        ("Łódź, Wałęsa, Żółć, Świętosław", "cp1250"),
        ("Hélène Lefèvre, Orléans, où ça", "cp1252"),
        ("Lämmerweg", "cp1252"),
    ],
)
def test_detection(text, codec):
    data = f"BEGIN:VCARD\r\nFN:{text}\r\nNOTE:{text}\r\nEND:VCARD\r\n".encode(codec)
    assert decide([data]) == Encoding(codec, guessed=True)


def test_encoding_is_decided_by_the_whole_file():
    ascii_part = b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n" * 1000
    assert decide([ascii_part, "FN:Jörg\r\nFN:Käthe".encode("cp1252")]).name == "cp1252"
    assert decide([ascii_part, "FN:Jörg"[:4].encode(), "FN:Käthe".encode()]).name == "utf-8"


def test_character_cut_by_the_end_of_a_chunk_is_no_fault():
    data = "FN:Jörg".encode()
    assert decide([data[:5], data[5:]]) == Encoding()


@pytest.mark.parametrize(
    "label", ["punycode", "unicode_escape", "zlib", "rot13", "utf-7", "idna", "undefined", "é", ""]
)
def test_codecs_that_a_file_may_not_name(label):
    assert codec_named(label) is None


def test_labels_mean_what_their_writers_meant():
    assert codec_named("ISO-8859-1") == codec_named("us-ascii") == "cp1252"
    assert codec_named('"Shift_JIS"') == "cp932"
    assert codec_named("UTF8") == "utf-8"


def test_iso_2022_jp_declared_or_not(card_of):
    raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN%s:" + "山田太郎".encode("iso2022_jp") + b"\r\nEND:VCARD\r\n"
    assert card_of(raw % b";CHARSET=ISO-2022-JP").name == "山田太郎"
    assert card_of(raw % b"").name == "山田太郎"


def test_undecodable_bytes_are_replaced_and_said():
    assert decode_line(b"\x81\x8d", Encoding()) == ("��", "characters_lost")


def test_invisible_characters_are_dropped():
    assert clean("a\x00b\u202ec\u2066d\ud800e\ufefff\x1bg\x85\u200e") == "abcdefg"
    assert clean("zwj \u200d and tab\tstay\n") == "zwj \u200d and tab\tstay\n"
    assert clean("e\u0301") == "é"


def test_invisible_characters_are_dropped_from_values_however_they_came(card_of):
    plain = card_of("FN:A\x00na\u202e Lima\r\nNOTE:x\x08y")
    quoted = card_of(
        "FN;ENCODING=QUOTED-PRINTABLE:A=00na=E2=80=AE Lima\r\nNOTE;QUOTED-PRINTABLE:x=08y", version="2.1"
    )
    assert (plain.name, plain.notes) == (quoted.name, quoted.notes) == ("Ana Lima", "xy")
