"""Files of numbers as people have them: read as meant, or named for what is wrong with them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banditore.adapters.phone_numbers import PhoneNumbers
from banditore.domain.message import Address
from banditore.domain.office.lists import SHOWN, Reading, read_people
from banditore.domain.sentences import hint, sentence

OWN = Address("+393389428034")
READ = PhoneNumbers(OWN).read
ANNA, BRUNO = "+393330000001", "+393330000002"


def read(content: bytes | str, column: str = "") -> Reading:
    raw = content if isinstance(content, bytes) else content.encode()
    return read_people(raw, "elenco.csv", READ, languages=("it", "fr"), own=OWN, column=column)


def people(reading: Reading) -> list[tuple[str, str]]:
    return [(str(one.address), one.language) for one in reading.people]


@pytest.mark.parametrize(
    "content",
    [
        # Excel in Italian: Windows-1252, semicolons, CRLF; the ° and è are single bytes.
        "N°;Località;Cellulare\r\n1;Però;333 0000001\r\n2;B;333 0000002\r\n".encode("cp1252"),
        # Excel's "CSV UTF-8": a byte order mark before the first head.
        "\ufeffCellulare;Nome\r\n333 0000001;A\r\n333 0000002;B\r\n".encode(),
        # Excel's "Unicode text": UTF-16 with its mark, and tabs.
        "Nome\tCellulare\r\nA\t333 0000001\r\nB\t333 0000002\r\n".encode("utf-16"),
        # The same from a program that leaves the mark out.
        "Nome\tCellulare\nA\t333 0000001\nB\t333 0000002\n".encode("utf-16-le"),
        # Big-endian, as old Macs wrote.
        "\ufeffCellulare\n333 0000001\n333 0000002\n".encode("utf-16-be"),
        # Excel's own line that names the separator.
        b"sep=;\r\nCellulare;Via\r\n333 0000001;x\r\n333 0000002;y\r\n",
        # Commas, and a name with a comma in quotes.
        b'Nome,Cellulare\n"Rossi, A",333 0000001\nB,333 0000002\n',
        # A name over two lines, and quotes inside quotes.
        b'Nome;Cellulare\n"A\n""B""";333 0000001\nC;333 0000002\n',
        # Line ends of an old Mac.
        b"Cellulare;Nome\r333 0000001;A\r333 0000002;B\r",
        # No head at all: the column is found by its numbers, beside dates and postcodes.
        b"A;11020;12/05/1980;333 0000001\nB;11020;13/05/1980;333 0000002\n",
        # One column, nothing else.
        b"3330000001\n3330000002\n",
        # A head that says nothing: found by the numbers.
        b"Chi;Dove\nA;333 0000001\nB;333 0000002\n",
        # Google's contacts: the label of a number stands before the number.
        b"Name,Phone 1 - Label,Phone 1 - Value\nA,Mobile,+39 333 000 0001\nB,,3330000002\n",
        # A landline beside the mobile: the mobile counts.
        b"Telefono;Cellulare\n0165 250113;333 0000001\n0165 250114;333 0000002\n",
        # French and English heads.
        "N° de portable;Nom\n+39 333 0000001;A\n+39 333 0000002;B\n".encode(),
        b"Mobile phone|Name\n+39 333 0000001|A\n+39 333 0000002|B\n",
        # Empty lines, and rows shorter than the head.
        b"Nome;Cellulare;Note\n\nA;333 0000001\n;;\nB;333 0000002;\n\n",
    ],
)
def test_however_a_table_was_saved_its_people_are_found(content: bytes) -> None:
    reading = read(content)
    assert people(reading) == [(ANNA, ""), (BRUNO, "")]
    assert not reading.unusable


@pytest.mark.parametrize(
    "cell",
    [
        "333 0000001",
        "+39 333 000 0001",
        "0039 333 0000001",
        "39 333 0000001",  # the prefix without its sign
        "393330000001",
        "+0039 333 0000001",  # both signs at once
        "+39 (0)333 0000001",  # as the British write
        "333/0000001",
        "333-000.0001",
        "(333) 000-0001",
        "'3330000001",  # a spreadsheet's mark for text
        '"=""3330000001"""',  # a formula that keeps zeros
        '"3330000001,0"',  # a number with decimals, in Italian
        "3330000001.00",
        "tel:+393330000001",
        "\u202a+39\u00a0333\u00a0000\u00a00001\u202c",  # copied from the contacts of Windows
        "333\u2011000\u20110001",  # hyphens that do not break
        "３３３ ０００ ０００１",  # full width  # noqa: RUF001
    ],
)
def test_however_a_number_is_written_it_is_the_same_one(cell: str) -> None:
    assert people(read(f"cellulare;nome\n{cell};A\n")) == [(ANNA, "")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "import-number-missing"),
        ("-", "import-number-short"),
        ("333 0000", "import-number-short"),
        ("112", "import-number-short"),
        ("333 0000001 22222", "import-number-long"),
        ("0165 250113", "import-number-not-mobile"),  # a landline of Aosta
        ("+41 27 720 00 00", "import-number-not-mobile"),  # and one of Valais
        ("800 123456", "import-number-not-mobile"),
        ("79 000 00 01", "import-number-foreign-or-wrong"),  # Swiss, without its prefix
        ("+39 333 0000", "import-number-foreign-or-wrong"),
        ("+999 333 0000001", "import-number-foreign-or-wrong"),  # no such country
        ("3,93331E+11", "import-number-rounded"),  # what Excel makes of a long number
        ("3.93331e11", "import-number-rounded"),
        ("333 CALLME1", "import-number-letters"),  # a number to some
        ("333 0000001 int. 5", "import-number-letters"),
        ("vedi Bruno", "import-number-letters"),
        ("333 0000001 / 333 0000002", "import-number-several"),
        ("333 0000001 e 333 0000002", "import-number-several"),
        ("338 942 8034", "import-number-own"),
    ],
)
def test_a_number_that_cannot_be_taken_is_told_by_row_and_column(cell: str, code: str) -> None:
    reading = read(f'nome;cellulare\nA;333 0000003\nB;"{cell}"\n')
    (found,) = [one for one in reading.findings if one.code != "import-ignored"]
    assert (found.code, found.place.line, found.place.column) == (code, 3, 2)
    assert found.facts == {"row": "3", "column": "B"}
    assert [str(one.address) for one in reading.people] == ["+393330000003"]


def test_a_foreign_mobile_with_its_prefix_is_taken_and_told() -> None:
    reading = read("cellulare\n+41 79 000 00 01\n+33 6 00 00 00 01\n")
    assert [address for address, _ in people(reading)] == ["+41790000001", "+33600000001"]
    assert reading.counts["import-number-foreign"] == 2


def test_who_stands_there_twice_is_taken_once_however_written() -> None:
    reading = read("cellulare\n333 0000001\n+39 333 0000002\n+39 333 000 0001\n")
    assert people(reading) == [(ANNA, ""), (BRUNO, "")]
    assert [one.facts for one in reading.findings] == [{"row": "4", "column": "A", "first": "2"}]


def test_a_column_of_languages_is_read_in_three_languages() -> None:
    rows = "333 0000001;Italiano\n333 0000002;FRANÇAIS\n333 0000003;\n333 0000004;Deutsch\n"
    reading = read(f"cellulare;lingua\n{rows}")
    assert [language for _, language in people(reading)] == ["it", "fr", "", ""]
    assert reading.counts == {"import-language": 1}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import-empty"),
        (b"\xef\xbb\xbf \r\n", "import-empty"),
        (b"sep=;\n", "import-empty"),
        (b"PK\x03\x04\x14\x00", "import-not-csv"),  # an .xlsx, renamed or not
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "import-not-csv"),  # an .xls
        (b"BEGIN:VCARD\nTEL:+393330000001\n", "import-empty"),  # a card that does not end
        (b"<html><table>", "import-not-csv"),  # an .xls of many web programs
        (b"%PDF-1.7", "import-not-csv"),
        (b"a;b\x01c\n", "import-not-csv"),
        (b"Nome;Comune\nA;Gressan\n", "import-no-numbers"),
        (b'Cellulare;Nome\n333 0000001;"A\n' + b"333 0000002;B\n" * 30, "import-quote-open"),
        (b'Cellulare;Nome\n333 0000001;"' + b"A" * 200_000, "import-quote-open"),
        (b"333 0000001;333 0000002\n333 0000003;333 0000004\n", "import-two-columns"),
    ],
)
def test_a_file_that_is_no_table_of_numbers_is_named_for_what_it_is(
    content: bytes, code: str
) -> None:
    reading = read(content)
    assert [one.code for one in reading.findings] == [code]
    assert reading.unusable
    assert not reading.people


CARDS = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=41;;;
TEL;HOME:0165 250113
TEL;CELL;PREF:333 0000001
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Signora B
item1.TEL;type=CELL;type=VOICE;type=pref:+39 333 000
  0002
item1.X-ABLabel:casa
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:C
TEL;VALUE=uri;TYPE="voice","cell":tel:+39-333-000-0003
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:without a number
END:VCARD
BEGIN:VCARD
TEL;TYPE=WORK:0165 250114
END:VCARD
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_phone_s_contacts_are_read_by_their_mobile_numbers(ends: str, encoding: str) -> None:
    reading = read(CARDS.replace("\n", ends).encode(encoding))
    assert people(reading) == [(ANNA, ""), (BRUNO, ""), ("+393330000003", "")]
    assert [(one.code, one.place.line) for one in reading.findings] == [
        ("import-number-missing", 19),
        ("import-number-not-mobile", 23),
    ]


@pytest.mark.parametrize("column", ["B", "b", "Di lei", "di LEI"])
def test_where_two_columns_hold_numbers_a_person_names_one(column: str) -> None:
    content = "Di lui;Di lei\n333 0000003;333 0000001\n333 0000004;333 0000002\n"
    assert people(read(content, column)) == [(ANNA, ""), (BRUNO, "")]


def test_a_column_that_is_not_there_is_an_error() -> None:
    reading = read("cellulare\n333 0000001\n", "Z")
    assert [one.code for one in reading.findings] == ["import-no-such-column"]


def test_columns_that_nobody_reads_are_named_by_their_letters_only() -> None:
    (found,) = read("Nome;Cellulare;Codice fiscale\nAnna;333 0000001;X\n").findings
    assert found.facts == {"columns": "A · C"}


def test_the_first_findings_are_shown_and_all_are_counted() -> None:
    reading = read("cellulare\n333 0000001\n" + "0165 250113\n" * 500)
    assert len(reading.findings) == SHOWN
    assert reading.counts["import-number-not-mobile"] == 500
    assert reading.rows == 501


def test_who_waits_sees_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    content = ("3330000001\n" * 1200).encode()
    read_people(
        content,
        "x",
        READ,
        languages=("it",),
        own=OWN,
        progress=lambda done, of: steps.append((done, of)),
    )
    assert steps == [(0, 1200), (500, 1200), (1000, 1200), (1200, 1200)]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["cellulare", "lingua", "333 0000001", "+41790000001", '"', "0165 250113"]),
)
TABLES = st.lists(st.lists(CELLS, max_size=4).map(";".join), max_size=12).map("\r\n".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-16-be", "cp1252", "utf-32"])
FILES = st.one_of(
    st.binary(max_size=400),
    st.builds(lambda text, code: text.encode(code, "replace"), TABLES, ENCODINGS),
    st.lists(CELLS.map(lambda cell: f"BEGIN:VCARD\nTEL;CELL:{cell}\nEND:VCARD\n")).map(
        lambda cards: "".join(cards).encode("utf-8", "replace")
    ),
)


@given(FILES)
@example(b'"')
@example(b"sep=")
@example(b"\xff\xfe\x00")
@example(b"cellulare\n\xb2\xb3\xb9 0000001\n")  # superscript digits are no digits to int()
def test_whatever_bytes_come_nobody_s_number_is_told_and_nothing_breaks(content: bytes) -> None:
    reading = read(content)
    for language in ("it", "fr", "en"):
        for found in reading.findings:
            said = sentence(found, language) + hint(found, language)
            assert "{" not in said
            assert not re.search(r"\d{5}", said.replace(" ", ""))
    assert "333" not in repr(reading.findings)
    assert all(Address(one.address) for one in reading.people)
    assert len({one.address for one in reading.people}) == len(reading.people)
