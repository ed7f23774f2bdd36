import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.foundation.policy import csv_blocks
from amends.foundation.policy.csv_blocks import CsvFile, TableError
from amends.foundation.policy.csv_screening import look_alikes, screen_file
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.screening import screen

HMPPS = load_profile("hmpps-2023")


def screened(text: str | bytes, profile=HMPPS) -> str:
    out = BytesIO()
    screen_file(CsvFile(BytesIO(text.encode() if isinstance(text, str) else text), "in.csv"), profile, out)
    return out.getvalue().decode()


def refusal(text: str | bytes) -> str:
    with pytest.raises(TableError) as caught:
        screened(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_three_columns_are_added_and_nothing_else_changes():
    before = 'note,responsible_under_18,reference\n"a, ""b""",true,"two\nlines"\n5" pipe ,true,é\n'
    assert screened(before) == (
        "note,responsible_under_18,reference,decision,rules,missing\n"
        '"a, ""b""",true,"two\nlines",refer_on,youth-justice,\n'
        '5" pipe ,true,é,refer_on,youth-justice,\n'
    )


def test_an_empty_cell_and_an_absent_column_are_both_unknown():
    header = ",".join(["reference", *sorted({name for rule in HMPPS.rules for name in rule.facts})])
    (empty,) = csv.DictReader(StringIO(screened(header + "\nx" + "," * header.count(",") + "\n")))
    (absent,) = csv.DictReader(StringIO(screened("reference\nx\n")))
    assert {key: empty[key] for key in ("decision", "rules", "missing")} == {
        key: absent[key] for key in ("decision", "rules", "missing")
    }
    assert absent["decision"] == "need_facts"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_line_ends_are_kept_and_a_byte_order_mark_is_no_part_of_the_first_name(end, last, mark, quote):
    text = f"responsible_under_18,reference{end}{quote}true{quote},a" + (end if last else "")
    assert screened(mark + text.encode()) == (
        f"responsible_under_18,reference,decision,rules,missing{end}"
        f"{quote}true{quote},a,refer_on,youth-justice,{end}"
    )


def test_a_header_alone_gives_a_header():
    assert screened("reference,tier\n") == "reference,tier,decision,rules,missing\n"


def test_a_count_too_long_for_a_machine_is_very_many():
    row = f"violence_property_convictions\n{'9' * 30}\n"
    (got,) = csv.DictReader(StringIO(screened(row)))
    assert "violence_property_convictions" not in got["missing"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("tier,x\n1,a\n5,b\n", "in.csv, row 3 (case 2), column tier", '"5" is not a whole number, 1 to 4'),
        ("x,tier\na,0\n", "in.csv, row 2 (case 1), column tier", '"0" is not'),
        ("ogrs\n101\n", "in.csv, row 2 (case 1), column ogrs", "0 to 100"),
        ("ogrs\n-1\n", "in.csv, row 2 (case 1), column ogrs", "0 to 100"),
        ("ogrs\n50.0\n", "in.csv, row 2 (case 1), column ogrs", "0 to 100"),
        ("mappa_level\n4\n", "in.csv, row 2 (case 1), column mappa_level", "0 to 3"),
        (
            "violence_property_convictions\n-1\n",
            "row 2 (case 1), column violence_property_convictions",
            "0 or more",
        ),
        ("willing\nTrue\n", "in.csv, row 2 (case 1), column willing", '"True" is not true or false'),
        ("willing\n true\n", "in.csv, row 2 (case 1), column willing", '" true" is not true or false'),
        ("plea\nno plea\n", "in.csv, row 2 (case 1), column plea", "one of guilty, not_guilty_tried, none"),
        ('plea,willing\n"gui,lty",true\n', "in.csv, row 2 (case 1), column plea", '"gui,lty" is not one of'),
        ("tier,x\n1,a\n2\n", "in.csv, row 3 (case 2), column x", "ends before this column: 1 of 2"),
        ('tier,x\n"1",a\n2\n', "in.csv, row 3 (case 2), column x", "ends before this column: 1 of 2"),
        ("tier,x\n1,a,b\n", "in.csv, row 2 (case 1), column 3", "3 cells, the header 2"),
        ("tier,x\n1,a\n\n2,b\n", "in.csv, row 3 (case 2), column tier", "the row is empty"),
        ('tier,x\n1,"a"\n\n2,b\n', "in.csv, row 3 (case 2), column tier", "the row is empty"),
        ("reference\na\n\nb\n", "in.csv, row 3 (case 2), column reference", "the row is empty"),
        ("tier;x\n1;a\n", "in.csv, row 1, column 1", "not separated by commas"),
        ("tier\tx\n1\ta\n", "in.csv, row 1, column 1", "not separated by commas"),
        ("tier,willing,tier\n", "in.csv, row 1, column tier", "is there twice"),
        ("tier,decision\n", "in.csv, row 1, column decision", "is there already"),
        ("", "in.csv, row 1", "there is no header"),
        ("\n\n", "in.csv, row 1", "there is no header"),
        ('tier,x\n1,"a\n2,b\n', "in.csv, row 2 (case 1)", "never closed"),
        ('tier,x\n1,"a"b\n', "in.csv, row 2 (case 1)", "text follows a closing quotation mark"),
        ("tier,x\r1,a\r", "in.csv, row 1", "lone carriage return"),
        (b"tier,name\n1,a\n2,Zo\xeb\n", "in.csv, row 3 (case 2), column name", "byte 0xeb is not UTF-8"),
        ("tier\n1\n".encode("utf-16"), "in.csv, row 1", "is UTF-16"),
        (b"PK\x03\x04\x14\0[Content_Types].xml", "in.csv, row 1", "a zip archive or an Excel workbook"),
        (b"tier,x\n1,a\n2,b\0c\n", "in.csv, row 3 (case 2)", "a byte of value 0"),
        ("tier,x\n=3,a\n", "in.csv, row 2 (case 1), column tier", '"=3" is not a whole number'),
        ("tier\n7\n", "in.csv, row 2 (case 1), column tier", '"7" is not a whole number, 1 to 4'),
    ],
)
def test_bad_input_is_refused_with_file_row_and_column(text, place, words):
    message = refusal(text)
    assert place in message
    assert words in message


def test_a_quotation_mark_that_swallows_the_file_is_noticed_early():
    assert "never closed" in refusal('a,b\n1,"' + "x,y\n" * 200_000)


def test_the_first_wrong_row_is_the_one_that_is_named():
    assert "row 3 (case 2), column willing" in refusal("tier,willing\n1,true\n2,maybe\n9,true\n")


def test_four_hundred_columns_are_carried_through_and_the_wrong_one_is_named():
    header = ",".join([*(f"c{number}" for number in range(399)), "tier"])
    row = "=1+1," * 399
    assert screened(f"{header}\n{row}3\n").splitlines()[1].startswith(row + "3,")
    assert "row 2 (case 1), column tier" in refusal(f"{header}\n{row}7\n")


def test_a_fact_of_our_own_is_any_column_where_no_rule_asks_for_it():
    assert "need_facts" in screened("outside_area\nBasildon\n")
    with pytest.raises(TableError, match="is not true or false"):
        screened("personal_harm\nBasildon\n", load_profile("noms-2013-order"))


def test_a_formula_is_text_like_any_other_and_stays_as_it_came():
    cell = '"=HYPERLINK(""http://example.invalid"",""x"")"'
    text = f"note,responsible_under_18\n{cell},true\n"
    assert screened(text).splitlines()[1] == f"{cell},true,refer_on,youth-justice,"


def test_one_broken_row_far_down_is_named():
    rows = "A,3\n" * 60_000
    size, csv_blocks.BLOCK = csv_blocks.BLOCK, 1 << 16
    try:
        message = refusal(f"reference,tier\n{rows}A,7\n{rows}")
    finally:
        csv_blocks.BLOCK = size
    assert "row 60002 (case 60001), column tier" in message


def test_a_column_that_was_probably_meant_as_a_fact_is_pointed_out():
    assert look_alikes(["Tier", "hate or extremism", "note", "plea"]) == [
        ("Tier", "tier"),
        ("hate or extremism", "hate_or_extremism"),
    ]


CELL = st.text(alphabet='ab ,"\n\r;é', max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(CELL, st.sampled_from(["", "true", "false"]), CELL), max_size=12),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    block=st.integers(min_value=1, max_value=64),
)
def test_whatever_is_carried_through_comes_out_as_it_went_in(rows, quoting, end, block):
    text = StringIO()
    lone_return = any(
        "\r" in cell for row in rows for cell in row
    )  # which the csv module would leave unquoted
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if lone_return else quoting, lineterminator=end)
    writer.writerows([("one", "responsible_under_18", "two"), *rows])
    before = text.getvalue()
    size, csv_blocks.BLOCK = csv_blocks.BLOCK, block
    try:
        after = screened(before)
    finally:
        csv_blocks.BLOCK = size
    read = list(csv.reader(StringIO(after, newline="")))
    assert [tuple(row[:3]) for row in read[1:]] == rows
    for row, (_, young, _) in zip(read[1:], rows, strict=True):
        facts = {"responsible_under_18": young == "true"} if young else {}
        decision = screen(HMPPS, facts)
        assert row[3:] == [decision.outcome, ";".join(decision.rules), ";".join(decision.missing)]
