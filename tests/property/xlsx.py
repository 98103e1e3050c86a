#!/usr/bin/env python3
"""Excel workbooks as results and as data, read and written with nothing but zip and XML.

    xlsx.py POL ROOT

What stands in a workbook is what CSV says. In TAP.
"""
import csv
import io
import os
import resource
import sys

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


def main():
    tap = Tap(sys.argv[1])
    results(tap)
    kinds(tap)
    refusals(tap)
    tap.end()


main()
