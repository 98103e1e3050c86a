#!/usr/bin/env python3
"""Excel workbooks as results and as data, read and written with nothing but zip and XML.

    xlsx.py POL ROOT

What stands in a workbook is what CSV says. In TAP.
"""
import csv
import io
import os
import random
import resource
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import workbook  # noqa: E402
from tap import Tap  # noqa: E402

ROOT = os.path.abspath(sys.argv[2])
POLICIES = os.path.join(ROOT, "policies")
LISTS = ["--list", "overdue=%s/examples/overdue.csv" % ROOT,
         "--list", "spouse_overdue=%s/examples/spouse_overdue.csv" % ROOT]
SAMPLE = ["--data", "%s/examples/applicants.csv" % ROOT, *LISTS, "--as-of", "2024-07-01"]
POLICY = """vocabulary {
    field id(编号): text key
    field revenue(营业收入): money
    field note(备注): text
    field day(日期): date
}
scheme a(甲) {
    in force from 2024-01-01
    offer one(一号) {
        require rich(收入): revenue >= 1元
        grant limit(额度) = revenue
        grant rate(利率) = 3.25%
        grant tenor(期限) = 12 months
        grant day(日期) = day
        grant said(说明) = note
    }
}
"""


def money(text):
    yuan, _, rest = text.partition(".")
    return (yuan + ("." + rest).rstrip("0").rstrip(".")) if text else None


def plain(cell):
    return cell[0] if isinstance(cell, tuple) else cell


def results(tap):
    _, long, _ = tap.run("eval", POLICIES, *SAMPLE, "--format", "long")
    code, out, said = tap.run("eval", POLICIES, *SAMPLE, "-o", "r.xlsx", "-j", "1")
    if "U0291" in said:
        return tap.skip("results", "built without libxlsxwriter")
    tap.check("results: exit code and nothing printed", (code, out), (0, ""))
    sheets, documents, formats = workbook.read("r.xlsx")
    tap.check("results: the sheets", list(sheets), ["decisions", "offers", "reasons", "run"])
    heads, *lines = list(csv.reader(io.StringIO(long)))
    found = sheets["offers"]
    tap.check("results: columns", found[0][:6], heads[:6])
    tap.check("results: offers as in the long CSV",
              [[plain(row[0]), *row[2:5], plain(row[5]) if len(row) > 5 else None] for row in found[1:]],
              [[line[0], *line[2:5], money(line[5])] for line in lines])
    reasons = [[*line[2:4], kind, name] for line in lines for kind, names in zip(heads[6:9], line[6:9])
               for name in names.split(";") if name]
    tap.check("results: reasons as in the long CSV", [row[2:6] for row in sheets["reasons"][1:]], reasons)
    limit = next(row[5] for row in found[1:] if len(row) > 5 and row[5])
    tap.check("results: amounts look like amounts, dates like dates",
              (formats[limit[1]], formats[found[1][1][1]], found[1][1][0]), ("#,##0.00", "yyyy-mm-dd", "45474"))
    pane, = documents["offers"].iter(workbook.MAIN + "pane")
    tap.check("results: the header stays", (pane.get("state"), pane.get("ySplit")), ("frozen", "1"))
    tap.check("results: a filter", documents["reasons"].find(workbook.MAIN + "autoFilter").get("ref"),
              "A1:F%d" % (len(reasons) + 1))
    with open("r.xlsx", "rb") as file:
        first = file.read()
    for jobs in ("2", "5"):
        tap.run("eval", POLICIES, *SAMPLE, "-o", "j.xlsx", "-j", jobs)
        with open("j.xlsx", "rb") as file:
            tap.check("results: the same bytes with --jobs %s" % jobs, file.read() == first, True)
    tap.run("eval", POLICIES, *SAMPLE, "-o", "zh.XLSX", "--lang", "zh")
    tap.check("results in Chinese", list(workbook.read("zh.XLSX")[0]), ["决定", "产品", "原因", "运行"])


def kinds(tap):
    with open("p.pol", "w", encoding="utf-8") as file:
        file.write(POLICY)
    with open("d.csv", "w", encoding="utf-8") as file:
        file.write('id,revenue,note,day\n"=1+1",1234567.89,"<a> & ""b""",2024-02-29\n'
                   "2,9999999999999.99,x,1899-12-31\n3,10000000000000.01,y,1900-03-01\n")
    tap.run("eval", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--format", "xlsx", "-o", "kinds.xlsx")
    if not os.path.exists("kinds.xlsx"):
        return tap.skip("kinds", "built without libxlsxwriter")
    sheets, _, formats = workbook.read("kinds.xlsx")
    heads, first, second, third = sheets["offers"]
    tap.check("kinds: columns", heads[6:], ["rate", "tenor", "day", "said"])
    tap.check("kinds: a formula is a text", first[0], "=1+1")
    tap.check("kinds: values", [plain(cell) for cell in first[5:]],
              ["1234567.89", "0.0325", "12", "45351", '<a> & "b"'])
    tap.check("kinds: how they look", [formats[cell[1]] for cell in first[5:9]],
              ["#,##0.00", "0.00##%", "0", "yyyy-mm-dd"])
    tap.check("kinds: an amount of 15 digits is a number, of more a text", (plain(second[5]), third[5]),
              ("9999999999999.99", "10000000000000.01"))
    tap.check("kinds: days before 1900 are texts", (second[8], plain(third[8])), ("1899-12-31", "61"))


def refusals(tap):
    code, _, said = tap.run("eval", POLICIES, *SAMPLE, "--format", "xlsx")
    if "U0291" in said:
        return tap.skip("refusals", "built without libxlsxwriter")
    tap.check("standard output is no place", (code, "U0290" in said), (2, True))
    for limit in (4096, 12288, 20000):
        with open("old.xlsx", "w", encoding="utf-8") as file:
            file.write("old")
        code, _, said = tap.run("eval", POLICIES, *SAMPLE, "-o", "old.xlsx",
                                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        with open("old.xlsx", encoding="utf-8") as file:
            tap.check("no room beyond %d bytes: said, and the old file kept" % limit,
                      (code, "old.xlsx" in said, file.read()), (6, True, "old"))
    tap.check("nothing else is left", sorted(name for name in os.listdir(".") if "part" in name), [])

# What cells of every kind come to, by the column they stand in.
CELLS = """vocabulary {
    choices level(等级) { low(低), high(高) }
    field id(编号): text key
    field revenue(营业收入): money
    field share(占比): percent
    field people(人数): count
    field ratio(比率): number 2 decimals
    field grade(级别): one of level
    field good(良好): yes/no
    field day(日期): date
    field month(月份): month
    field note(备注): text
}
scheme a(甲) {
    in force from 2024-01-01
    offer one(一号) {
        require rich(收入): revenue >= 0元
        grant limit(额度) = revenue
        grant share(占比) = share
        grant people(人数) = people
        grant ratio(比率) = ratio
        grant grade(级别) = grade
        grant day(日期) = day
        grant month(月份) = month
        grant note(备注) = note
    }
}
"""
HEADS = ["编号", "revenue", "share", "people", "ratio", "grade", "good", "day", "month", "note"]
number, raw = workbook.number, workbook.raw


def evaluate(tap, data, *more):
    return tap.run("eval", "c.pol", "--data", data, "--as-of", "2024-07-01", "--format", "long", *more)


def book(path, *rows, **more):
    first = more.pop("first", 1)
    workbook.write(path, {"申请人": workbook.sheet([HEADS, *rows], first)}, **more)


def granted(out):
    """Of each offer what it grants, without the parts that say nothing."""
    heads, *lines = list(csv.reader(io.StringIO(out)))
    return [dict((head, cell) for head, cell in zip(heads, line) if cell and head not in heads[1:5]) for line in lines]


def copy(file, shared):
    """A sheet of what is in a CSV file, with numbers as numbers and other texts shared."""
    with open(file, encoding="utf-8-sig", newline="") as text:
        heads, *lines = list(csv.reader(text))
    rows = [heads]
    for line in lines:
        row = []
        for cell in line:
            is_number = cell.isdigit() and len(cell) < 10
            if cell and not is_number:
                shared.append(cell)
            row.append(None if not cell else number(cell) if is_number else raw("s", str(len(shared) - 1)))
        rows.append(row)
    return workbook.sheet(rows)


def sample(tap):
    shared, names = [], ("applicants", "overdue", "spouse_overdue")
    workbook.write("s.xlsx", {name: copy("%s/examples/%s.csv" % (ROOT, name), shared) for name in names}, shared)
    lists = ["--list", "overdue=s.xlsx:overdue", "--list", "spouse_overdue=s.xlsx:spouse_overdue"]
    _, wanted, _ = tap.run("eval", POLICIES, *SAMPLE, "--format", "long")
    date = ["--as-of", "2024-07-01", "--format", "long"]
    code, _, said = tap.run("eval", POLICIES, "--data", "s.xlsx", *lists, *date)
    if "D0320" in said:
        tap.skip("sample", "built without libzip and expat")
        return False
    for place in (["--data", "s.xlsx"], ["--data", "s.xlsx", "--sheet", "applicants"], ["--data", "s.xlsx:applicants"]):
        for jobs in ("1", "3"):
            code, out, said = tap.run("eval", POLICIES, *place, *lists, *date, "-j", jobs)
            tap.check("sample: %s, --jobs %s" % (place[-1], jobs), (code, out), (0, wanted))
    tap.check("sample: what was read is told", "sheet 'applicants' of an Excel workbook" in said, True)
    with open("s.xlsx", "rb") as data, open("unnamed", "wb") as file:
        file.write(data.read())
    tap.check("a workbook is known by what it begins with",
              tap.run("eval", POLICIES, "--data", "unnamed", *lists, *date)[:2], (0, wanted))
    return True


def cells(tap):
    with open("c.pol", "w", encoding="utf-8") as file:
        file.write(CELLS)
    book("cells.xlsx",
         None,
         ["a", number("1234567.8899999999"), number("3.5000000000000003E-2", 3), number("12"), number("0.1"),
          raw("str", "high"), raw("b", "1"), number("45474", 1), number("45474", 5), "x &lt;y> _x000D_\n_x005F_ z"],
         [number("123456789012345"), number("1E3", 4), "3.5%", "12", number("2.5000000000000001E-1"), "低", "否",
          number("45474.5", 2), "2024-07", raw("s", "0")],
         [],
         ["c", number("100", 7), number("3.5"), number("7"), number("0"), "low", "no", number("1", 1), number("61", 8),
          raw("s", "1")],
         shared=["<si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si>", "plain"])
    code, out, said = evaluate(tap, "cells.xlsx")
    tap.check("cells: what they come to", (code, granted(out)), (0, [
        {"id": "a", "limit": "1234567.89", "share": "3.5", "people": "12", "ratio": "0.1", "grade": "high",
         "day": "2024-07-01", "month": "2024-07", "note": "x &lt;y>   _ z"},
        {"id": "123456789012345", "limit": "1000.00", "share": "3.5", "people": "12", "ratio": "0.25", "grade": "low",
         "day": "2024-07-01", "month": "2024-07", "note": "rich"},
        {"id": "c", "limit": "100.00", "share": "3.5", "people": "7", "ratio": "0",
         "grade": "low", "day": "1900-01-01", "month": "1900-03", "note": "plain"}]))
    row = ["a", number("1"), "1%", number("1"), number("1"), "low", "no", number("44012", 1), "2024-07", "x"]
    book("mac.xlsx", row, date1904=True, first=7)
    tap.check("days from 1904, and a table that begins further down", granted(evaluate(tap, "mac.xlsx")[1])[0]["day"],
              "2024-07-01")


def faults(tap):
    book("bad.xlsx",
         ["r", number("1.005")],                                            # 2
         ["s", raw("e", "#N/A")],                                           # 3
         ["t", '<c r="%s"><f>B1+1</f></c>'],                                # 4
         ["u", number("45474", 1)],                                         # 5
         ["v", number("1"), None, None, None, None, None, number("45474")],  # 6
         [number("1.4101199001011234E+17"), number("1")],                   # 7
         [number("45474", 1), number("1")],                                 # 8
         ["w", number("1"), None, None, None, None, None, number("60", 1)],  # 9
         ["x", number("1"), None, None, None, None, None, None, None, None, None, "aside"],  # 10
         ["y", number("0.5", 3)],                                           # 11
         ["z", raw("b", "1")],                                              # 12
         ["good", number("5")],
         ["good", number("5")])
    code, _, said = evaluate(tap, "bad.xlsx", "--rejects", "rejects.csv")
    tap.check("faults: exit code", code, 4)
    for place in ("cell B2: error[D0103]", "cell B3: error[", "cell B4: error[D0346]", "cell B5: error[D0103]",
                  "cell H6: error[D0", "cell A7: error[D0", "cell A8: error[D0347]", "cell H9: error[D0",
                  "cell A10: error[D0112]", "cell B11: error[D0", "cell B12: error[D0", "row 14: warning[D0169]"):
        tap.check("faults: %s" % place, "bad.xlsx: %s" % place in said, True)
    with open("rejects.csv", encoding="utf-8", newline="") as file:
        heads, *lines = list(csv.reader(file))
    tap.check("rejects: the head", heads[:12], HEADS + ["row", "code"])
    tap.check("rejects: by row", [line[10] for line in lines], [str(i) for i in range(2, 13)])
    _, _, said = evaluate(tap, "bad.xlsx", "--lang", "zh", "-j", "4")
    tap.check("faults in Chinese", "bad.xlsx: 单元格 B4: 错误[D0346]: revenue的单元格是公式" in said, True)


def refused(tap, name, path, code, *words):
    status, out, said = evaluate(tap, path)
    tap.check("refused: %s" % name, (status, out, [word for word in (code, *words) if word not in said]), (6, "", []))


DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def refusals_of_data(tap):
    row = ["a", number("1")]
    book("two.xlsx", row)
    workbook.write("two.xlsx", {"封面": workbook.sheet([["x"]]), "数据": workbook.sheet([HEADS, row])}, hidden=["封面"])
    tap.check("the first sheet that is not hidden", evaluate(tap, "two.xlsx")[0], 0)
    code, _, said = evaluate(tap, "two.xlsx", "--sheet", "nope")
    tap.check("a sheet that there is not", (code, "D0344" in said, "封面, 数据." in said), (6, True, True))
    workbook.write("hidden.xlsx", {"a": workbook.sheet([HEADS, row])}, hidden=["a"])
    refused(tap, "hidden sheets alone", "hidden.xlsx", "D0345")
    tap.check("which can be named", evaluate(tap, "hidden.xlsx:a")[0], 0)
    book("dtd.xlsx", more={"xl/worksheets/sheet1.xml": DTD + workbook.sheet([HEADS, row])[38:]})
    refused(tap, "a document type", "dtd.xlsx", "D0340", "document type")
    book("bomb.xlsx", more={"xl/sharedStrings.xml": "<sst><si><t>" + "a" * (40 << 20) + "</t></si></sst>"})
    refused(tap, "what is packed too well", "bomb.xlsx", "D0341", "200 to one")
    book("binary.xlsx", more={"xl/workbook.bin": "x", "_rels/.rels": workbook.root_links("xl/workbook.bin")})
    refused(tap, "a binary workbook", "binary.xlsx", "D0343")
    with zipfile.ZipFile("other.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    refused(tap, "another zip archive", "other.xlsx", "D0342")
    with open("two.xlsx", "rb") as file:
        whole = file.read()
    for length in (len(whole) // 2, len(whole) - 10):
        with open("cut.xlsx", "wb") as file:
            file.write(whole[:length])
        refused(tap, "a file that was cut short", "cut.xlsx", "D0340", "damaged")
    for name, sheet in (("xml", "<worksheet><sheetData><row>"), ("rows", '<w><row r="2"/><row r="1"/></w>'),
                        ("cells", '<w><row r="1"><c r="B1"/><c r="A1"/></row></w>'),
                        ("far", '<w><row r="1"><c r="XFE1"/></row></w>'),
                        ("shared", '<w><row r="1"><c r="A1" t="s"><v>7</v></c></row></w>')):
        book("broken.xlsx", more={"xl/worksheets/sheet1.xml": sheet})
        refused(tap, "broken: " + name, "broken.xlsx", "D0340")
    with open("old.xlsx", "wb") as file:
        file.write(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    refused(tap, "an old workbook, or one with a password", "old.xlsx", "old kind (xls), or one with a password")
    with open("two.xlsx", "rb") as data:
        code, _, said = tap.run("eval", "c.pol", "--data", "-", "--input-format", "xlsx", stdin=data)
    tap.check("a pipe", (code, "D0321" in said), (6, True))
    code, _, _ = evaluate(tap, "two.xlsx", "-o", "two.xlsx")
    with open("two.xlsx", "rb") as file:
        tap.check("data are not written over", (code, file.read() == whole), (2, True))
    many = [[str(i), number(str(i)), None, None, None, None, None, None, None, "n" * (i % 50)] for i in range(1, 9001)]
    book("many.xlsx", *many)
    with open("many.csv", "w", encoding="utf-8") as file:
        file.write("id,revenue,note\n" + "".join("%d,%d,%s\n" % (i, i, "n" * (i % 50)) for i in range(1, 9001)))
    tap.check("many rows", evaluate(tap, "many.xlsx", "-j", "3")[1] == evaluate(tap, "many.csv")[1], True)
    damage(tap, whole)


def damage(tap, whole):
    """A workbook with some bytes changed is read or refused; nothing else happens."""
    codes = set()
    chance = random.Random(7)
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with open("spoilt.xlsx", "wb") as file:
            file.write(spoilt)
        codes.add(evaluate(tap, "spoilt.xlsx")[0])
    tap.check("damaged workbooks end as they should", codes <= {0, 4, 6}, True)


def main():
    tap = Tap(sys.argv[1])
    results(tap)
    kinds(tap)
    refusals(tap)
    if sample(tap):
        cells(tap)
        faults(tap)
        refusals_of_data(tap)
    tap.end()


main()
