"""What breaks a file of each kind, and what a person must be told about it."""

from __future__ import annotations

from handmade_damage import (
    Broken,
    bomb,
    cut_in_its_last_cell,
    empty,
    half,
    heading_alone,
    in_encoding,
    locked,
    noise,
    ole_with_storage,
    put,
    put_inside,
    twice,
    web_page,
    web_table,
    with_part,
)
from projects import PRESS, UNCTAD, WORKBOOK, WTO

SHEET, WORDS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
C8 = '<c r="C8"([^>]*?) t="s"><v>13</v></c>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
STRAY = '<dimension ref="A1:XFD1048576" />'

#: Damages that leave no row readable.
WHOLE_FILE = (
    Broken("cut in half", WORKBOOK, half, "cut short or damaged"),
    Broken("empty", WORKBOOK, empty, "the file is empty"),
    Broken("a web page", WORKBOOK, web_page, "this is a web page"),
    Broken("noise", WORKBOOK, noise, "no readable workbook"),
    Broken("locked with a password", WORKBOOK, locked, "protected by a password"),
    Broken("macros", WORKBOOK, with_part("xl/vbaProject.bin"), "holds macros"),
    Broken("macros of Excel 4", WORKBOOK, with_part("xl/macrosheets/sheet1.xml"), "holds macros"),
    *(
        Broken(f"macros of an old workbook, {storage}", WORKBOOK, ole_with_storage(storage), "holds macros")
        for storage in ("VBA", "Macros", "_VBA_PROJECT_CUR")
    ),
    Broken("a bomb", WORKBOOK, bomb, "would unpack to"),
    Broken("a stray cell", WORKBOOK, put_inside(SHEET, "<dimension [^>]*/>", STRAY), "17,179,869,184 cells"),
    Broken(
        "a stray cell that its span hides",
        WORKBOOK,
        put_inside(SHEET, "</sheetData>", FAR),
        "17,179,869,184 cells",
        "Exports, FOB",
    ),
    Broken("a table of a web page", WORKBOOK, web_table, "this is a web page"),
    Broken(
        "a sheet cut",
        WORKBOOK,
        put_inside(SHEET, r'<row r="30"[\s\S]*', ""),
        "cannot be read",
        "Exports, FOB",
    ),
    Broken("other sheets", WORKBOOK, put_inside(BOOK, "Exports, FOB", "Sheet1"), "expected the sheets"),
    *(
        Broken(name, file, damage, words, place)
        for file in (UNCTAD, WTO, PRESS)
        for name, damage, words, place in (
            ("cut in half", half, "cut short", "row "),
            ("cut within its last cell", cut_in_its_last_cell, "cut short", "row 13"),
            ("empty", empty, "the file is empty", ""),
            ("a web page", web_page, "this is a web page", ""),
            ("a table of a web page", web_table, "this is a web page", ""),
            ("a zero byte", put("World", "Wor\0ld") if file == WTO else put("2", "\0"), "is a zero", "row "),
            ("noise", noise, "not UTF-8", "row "),
            ("UTF-16", in_encoding("utf-16"), "not UTF-8", "row 1"),
            ("its heading alone", heading_alone, "no figure in it", ""),
        )
    ),
    Broken("Windows letters", UNCTAD, in_encoding("cp1251"), "not UTF-8", "row 2"),
    Broken("a column missing", UNCTAD, put("year,", ""), "missing ['year']", "row 1"),
    Broken("a column renamed", WTO, put("imports_usd", "value"), "unknown ['value']", "row 1"),
    Broken("a column renamed", PRESS, put("quote_fragment", "quote"), "missing ['quote_fragment']", "row 1"),
)

#: Damages of one cell.
ONE_CELL = (
    Broken("another unit", WORKBOOK, put_inside(WORDS, "Millions", "Thousands"), "'US Dollars, Millions'", "Exports, FOB!B5"),
    Broken("no year", WORKBOOK, put_inside(WORDS, "2012", "2012-Q1"), "expected a year", "Exports, FOB!C7"),
    Broken("unknown reporter", WORKBOOK, put_inside(WORDS, "South Sudan, Rep. of", "Atlantis"), "'Atlantis' has no code", "Exports, FOB!B4"),
    Broken("unknown partner", WORKBOOK, put_inside(WORDS, "Austria", "Austrai"), "'Austria' (AUT)", "Exports, FOB!B12"),
    Broken("n/a", WORKBOOK, put_inside(WORDS, "0.00 e", "n/a"), "'n/a' is no number", "Exports, FOB!C8"),
    Broken("12,3x", WORKBOOK, put_inside(WORDS, "0.00 e", "12,3x"), "'12,3x' is no number", "Exports, FOB!C8"),
    Broken("absurd", WORKBOOK, put_inside(SHEET, C8, r'<c r="C8"\1><v>1e12</v></c>'), "more than the whole world trades", "Exports, FOB!C8"),
    Broken("not a number", WORKBOOK, put_inside(SHEET, C8, r'<c r="C8"\1><v>NaN</v></c>'), "'nan' is no number", "Exports, FOB!C8"),
    Broken("without end", WORKBOOK, put_inside(SHEET, C8, r'<c r="C8"\1><v>-1e999</v></c>'), "'-inf' is no number", "Exports, FOB!C8"),
    Broken("true", WORKBOOK, put_inside(SHEET, C8, r'<c r="C8"\1 t="b"><v>1</v></c>'), "'True' is no number", "Exports, FOB!C8"),
    Broken("a division by zero", WORKBOOK, put_inside(SHEET, C8, r'<c r="C8"\1 t="e"><f>1/0</f><v>#DIV/0!</v></c>'), "'#DIV/0!' is no number", "Exports, FOB!C8"),
    Broken("contradiction", WORKBOOK, put_inside(SHEET, C8, r'<c r="C8"\1><v>5.25</v></c>'), "two things of one cell", "Exports, FOB!C8: 5.25 US Dollars, Millions"),
    Broken("no year", UNCTAD, put("1995,All,Arm", "199S,All,Arm"), "'199S' is no year", "row 4, year"),
    Broken("unknown section", UNCTAD, put("All,Arm", "SITC42,Arm"), "'SITC42'", "row 4, product"),
    Broken("unknown reporter", UNCTAD, put("Armenia", "Armonia"), "'Armenia' (ARM)", "row 4, exporter"),
    Broken("unknown partner", UNCTAD, put("Armenia,Lithuania", "Armenia,Lituania"), "'Lithuania' (LTU)", "row 4, importer"),
    Broken("n/a", UNCTAD, put("188.393", "n/a"), "'n/a' is no number", "row 4, usd_k"),
    Broken("12,3x", UNCTAD, put("188.393", '"12,3x"'), "'12,3x' is no number", "row 4, usd_k"),
    Broken("Arabic digits", UNCTAD, put("188.393", "١٨٨"), "is no number", "row 4, usd_k"),
    Broken("absurd", UNCTAD, put("188.393", "188393000000"), "more than the whole world trades", "row 4, usd_k"),
    Broken("contradiction", UNCTAD, twice(r"188\.393", "188.4"), "two things of one cell", "row 4: 188.393 thousand US dollars; row 14: 188.4"),
    Broken("no chapter", WTO, put("World,01,", "World,1,"), "no HS chapter", "row 2, hs2"),
    Broken("no year", WTO, put("2001", "２００１"), "is no year", "row 2, year"),
    Broken("unknown reporter", WTO, put("440", "444"), "'444' has no code", "row 2, reporter_code"),
    Broken("unknown partner", WTO, put(",000,", ",00Z,"), "'00Z' has no code", "row 2, partner_code"),
    Broken("n/a", WTO, put("2373451.0", "n/a"), "'n/a' is no number", "row 2, imports_usd"),
    Broken("absurd", WTO, put("2373451.0", "2e18"), "more than the whole world trades", "row 2, imports_usd"),
    Broken("contradiction", WTO, twice(r"2373451\.0", "2373452.0"), "two things of one cell", "row 14: 2373452.0 US dollars"),
    Broken("unknown reporter", PRESS, put(",AZE,EU,", ",AZX,EU,"), "'AZX'", "row 2, reporter"),
    Broken("unknown partner", PRESS, put(",AZE,EU,", ",AZE,EUX,"), "'EUX'", "row 2, partner"),
)  # fmt: skip

EVERY = (*WHOLE_FILE, *ONE_CELL)
