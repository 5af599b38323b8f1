"""What phones and programs write in vCard 2.1, 3.0 and 4.0, and what it comes to."""

from __future__ import annotations

from apps.contacts.imports.card import Address, DatedLabel, Labelled, PartialDate, Post


def test_phone_of_version_21_with_bare_types_and_quoted_printable(rows_of, fixture_bytes):
    asa, no_blank_line, only_mail = (row.card for row in rows_of("phone-21.vcf"))
    assert (asa.name, asa.given, asa.family) == ("Åsa Bråthen", "Åsa", "Bråthen")
    assert asa.phones == (
        Labelled("+46 70 555 01 01", "mobile", preferred=True),
        Labelled("+46 8 555 01 02", "work fax"),
    )
    assert asa.emails == (Labelled("asa@example.org", "home", preferred=True),)
    assert asa.posts == (Post("Sjöfarten; Norr", "Avdelning Ö", "Lots"),)
    assert asa.birthday == PartialDate(3, 22, 1980)
    assert asa.dates == (DatedLabel(PartialDate(6, 19, 2004), "anniversary"),)
    assert [(entry.value, entry.label) for entry in asa.related] == [
        ("Nils", "spouse"),
        ("Karin Ek", "manager"),
        ("Olle", "assistant"),
    ]
    assert asa.photo == no_blank_line.photo == fixture_bytes("picture.png")
    assert only_mail.name == "only-mail@example.org"
    assert only_mail.circles == ()


def test_soft_break_may_split_a_character_and_keeps_a_leading_blank(rows_of):
    asa = rows_of("phone-21.vcf")[0].card
    assert asa.notes == 'Sailed with us in Öregrund. Keeps the  keys, says "50 = half".\nSecond line.'


def test_equals_sign_at_the_end_of_a_plain_value_is_no_soft_break(rows_of):
    card = rows_of("phone-21.vcf")[1].card
    assert [entry.value for entry in card.urls] == ["http://example.org/?a="]
    assert card.birthday is None
    assert [remark.code for remark in card.remarks] == ["date_impossible"]


def test_blank_line_after_a_soft_break_ends_or_continues_the_value(card_of):
    ends = "FN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n\r\nTEL:1"
    goes_on = "FN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:=C3=\r\n\r\n=A4=\r\n\r\n=C3=B6\r\nTEL:1"
    assert (card_of(ends, version="2.1").notes, card_of(ends, version="2.1").phones[0].value) == ("one", "1")
    assert card_of(goes_on, version="2.1").notes == "äö"


def test_base64_without_indentation_comments_and_loose_lines(card_of, fixture_bytes):
    card = card_of("loose-base64-21.vcf")
    assert card.photo == fixture_bytes("picture.png")
    assert card.addresses == (Address("Behind the mill\nsecond door", "Lund", "", "22222", "Sweden", "home"),)
    assert card.phones == (Labelled("046-555", "home"),)
    assert [(remark.code, remark.detail) for remark in card.remarks] == [
        ("line_unreadable", "this line is no property")
    ]


def test_nested_agent_is_no_contact_and_never_the_name(rows_of):
    fred, following = (row.card for row in rows_of("agent-21.vcf"))
    assert (fred.name, fred.phones[0].value, fred.emails) == ("Fred Friday", "+1 213 555 0100", ())
    assert fred.related == (Labelled("Anna Agent", "agent"),)
    assert (following.name, following.emails[0].value, following.phones) == (
        "Next Person",
        "next@example.org",
        (),
    )
    assert following.related == (Labelled("Inline Agent", "agent"),)


def test_agent_within_a_value_of_version_30(card_of):
    card = card_of("agent-30.vcf")
    assert (card.name, card.emails[0].value) == ("Robin Chief", "robin@example.org")
    assert card.related == (Labelled("Susan Helper", "agent"),)


def test_iphone_card(rows_of, fixture_bytes):
    ana = rows_of("apple-30.vcf")[0].card
    assert (ana.name, ana.given, ana.family, ana.nickname) == (
        "Dr. Ana Maria Lima PhD",
        "Ana",
        "Lima",
        "Aninha",
    )
    assert ana.emails[0] == Labelled("ana@example.org", "Summer house", preferred=True)
    assert [entry.label for entry in ana.phones] == ["mobile", "iphone mobile", "assistant"]
    assert ana.urls[0] == Labelled("http://example.org/ana", "home page", preferred=True)
    assert ana.urls[1] == Labelled("http://www.linkedin.com/in/ana-lima-example", "linkedin")
    assert ana.messengers == (
        Labelled("anaplays", "gamecenter"),
        Labelled("ana.lima", "skype", preferred=True),
    )
    assert ana.addresses == (Address("Rua do Sol 1\n2.º Dto", "Lisboa", "", "1200-001", "Portugal", "home"),)
    assert ana.posts == (Post("Marina, Sons", "Harbour", "Pilot"),)
    assert ana.birthday == PartialDate(3, 22, None)
    assert ana.dates == (
        DatedLabel(PartialDate(6, 4, 2011), "anniversary"),
        DatedLabel(PartialDate(11, 2, None), "Name day"),
    )
    assert ana.notes == "First line\nSecond, with comma; and semicolon\nThird \\ slash"
    assert ana.circles == ("Sailing", "Old friends, dear")
    assert ana.related == (Labelled("Tomás Lima", "brother"), Labelled("Ruth", "Taught me"))
    assert (ana.uid, ana.rev) == ("5F0C0E5C-1111-4222-8333-444455556666", "2024-03-01T08:00:00Z")
    assert ana.photo == fixture_bytes("picture.png")
    assert ana.extras == (("prefix", "Dr."), ("additional", "Maria"), ("suffix", "PhD"))


def test_apple_company_and_group(rows_of):
    _, bank, crew = (row.card for row in rows_of("apple-30.vcf"))
    assert (bank.kind, bank.name, bank.posts, bank.birthday, bank.remarks) == (
        "organisation",
        "Harbour Food Bank",
        (),
        None,
        (),
    )
    assert (crew.kind, crew.members) == ("group", ("5F0C0E5C-1111-4222-8333-444455556666",))


def test_version_40(rows_of, fixture_bytes):
    jean, group, organisation = (row.card for row in rows_of("version-40.vcf"))
    assert (jean.name, jean.given, jean.family) == ("Jean-Luc de la Croix", "Jean-Luc Marie", "de la Croix")
    assert jean.birthday == PartialDate(3, 22, None)
    assert jean.emails == (
        Labelled("two@example.org", "home"),
        Labelled("one@example.org", "work", preferred=True),
    )
    assert jean.phones == (Labelled("+33-1-23-45-67 ext. 102", "mobile", preferred=True),)
    assert jean.messengers == (Labelled("jean@example.org", "xmpp", preferred=True),)
    assert jean.addresses[0] == Address("12 rue Haute", "Paris", "", "75001", "France", "home")
    assert jean.related[1] == Labelled("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "friend")
    assert jean.posts == (Post("Société, Cie", "Études", "Directeur"),)
    assert jean.photo == fixture_bytes("picture.png")
    assert jean.uid == "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
    assert (group.kind, group.members) == ("group", (jean.uid, "mailto:two@example.org"))
    assert (organisation.kind, organisation.posts, organisation.photo) == ("organisation", (), None)
    assert [remark.code for remark in organisation.remarks] == ["photo_link"]


def test_caret_escapes_in_parameters(rows_of):
    """RFC 6868; the only place where they show is an address that is nothing but its printed form."""
    jean = rows_of("version-40.vcf")[0].card
    assert jean.addresses[1] == Address(street="Only ^ printed\nLyon")


def test_links_that_could_run_are_kept_as_text(rows_of):
    jean = rows_of("version-40.vcf")[0].card
    assert jean.urls == ()
    assert ("url", "javascript:alert(1)") in jean.extras
    assert [remark.detail for remark in jean.remarks if remark.code == "url_refused"] == [
        "javascript:alert(1)",
        "ftp://example.org/file",
    ]


def test_what_a_nameless_card_is_called(rows_of):
    bakery, skip, phone, nobody, _ = rows_of("google-30.vcf")
    assert (bakery.card.name, bakery.card.remarks[0].code) == ("Corner Bakery", "named_by_organisation")
    assert (skip.card.name, skip.card.remarks[0].code) == ("Skip", "named_by_nickname")
    assert (phone.card.name, phone.card.remarks[0].code) == ("+1 510 555 0198", "named_by_address")
    assert (nobody.card, nobody.refused.code) == (None, "nameless")
    assert nobody.text == "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD"


def test_name_without_fn_is_put_together_in_the_order_of_its_language(card_of):
    assert card_of("N:Doe;John;Q;Dr.;Jr.").name == "Dr. John Q Doe Jr."
    assert card_of("N:安藤;ロイド;;;").name == "安藤 ロイド"


def test_dates_that_are_none_give_a_remark_and_no_date(rows_of):
    card = rows_of("google-30.vcf")[4].card
    assert (card.birthday, card.dates) == (None, ())
    assert [(remark.code, remark.detail) for remark in card.remarks] == [
        ("date_impossible", "1973-02-29"),
        ("date_partial", "2001-06"),
        ("date_unreadable", "sometime in spring"),
    ]


def test_titles_belong_to_organisations_by_group_else_in_order(card_of):
    in_order = card_of("FN:A\r\nORG:One\r\nTITLE:First\r\nORG:Two\r\nTITLE:Second")
    apart = card_of("FN:A\r\nORG:One\r\nORG:Two\r\nTITLE:First\r\nTITLE:Second")
    grouped = card_of("FN:A\r\na.ORG:One\r\nb.ORG:Two\r\nb.TITLE:Second\r\na.TITLE:")
    assert in_order.posts == apart.posts == (Post("One", "", "First"), Post("Two", "", "Second"))
    assert grouped.posts == (Post("One"), Post("Two", "", "Second"))


def test_repeated_values_are_kept_once(card_of):
    card = card_of(
        "FN:A\r\nTEL;TYPE=HOME:1\r\nTEL;TYPE=home:1\r\nTEL;TYPE=WORK:1\r\nNOTE:x\r\nNOTE:x\r\nNOTE:y"
    )
    assert [(entry.value, entry.label) for entry in card.phones] == [("1", "home"), ("1", "work")]
    assert card.notes == "x\n\ny"


def test_unknown_properties_are_kept(card_of):
    card = card_of("FN:A\r\nX-HOBBY:Sailing\\, rowing\r\nGENDER:F\r\nPRODID:x\r\nX-ETAG:y")
    assert card.extras == (("x-hobby", "Sailing, rowing"), ("gender", "F"))


def test_windows_path_of_escapes(card_of):
    card = card_of('FN:A\\;B\\\\C\\:D\\,E \\"F\\" \\x\r\nN:a\\;b;c\\\\;d\\\\\\;e;;')
    assert card.name == 'A;B\\C:D,E "F" \\x'
    assert (card.family, card.given) == ("a;b", "c\\")
    assert ("additional", "d\\;e") in card.extras


def test_android_writes_nicknames_days_and_relations_its_own_way(card_of):
    item = "X-ANDROID-CUSTOM:vnd.android.cursor.item/"
    lines = ["FN:Tom", f"{item}nickname;Tommy;1;;;;;;;;;;;;;", f"{item}contact_event;2010-06-05;1;;;"]
    lines += [f"{item}contact_event;--03-22;3;;;", f"{item}contact_event;2001-02-03;0;Moved in;;"]
    lines += [f"{item}relation;Mary;14;;;", f"{item}relation;Ruth;0;Taught me;;", f"{item}relation;;1;;"]
    lines += [f"{item}shoe;44;9999999999999999999999;;", "X-ANDROID-CUSTOM:"]
    card = card_of("\r\n".join(lines), version="2.1")
    assert (card.nickname, card.birthday) == ("Tommy", PartialDate(3, 22, None))
    assert card.dates == (
        DatedLabel(PartialDate(6, 5, 2010), "anniversary"),
        DatedLabel(PartialDate(2, 3, 2001), "Moved in"),
    )
    assert card.related == (Labelled("Mary", "spouse"), Labelled("Ruth", "Taught me"))
    assert card.extras == (("shoe", "44"),)
