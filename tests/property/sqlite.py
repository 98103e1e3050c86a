#!/usr/bin/env python3
"""SQLite databases as data and as results, written and read by Python's own module.

    sqlite.py POL ROOT

What stands in a database is what CSV says. In TAP.
"""
import csv
import io
import os
import resource
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import Tap  # noqa: E402

ROOT = os.path.abspath(sys.argv[2])
POLICIES = os.path.join(ROOT, "policies")
LISTS = ["--list", "overdue=%s/examples/overdue.csv" % ROOT,
         "--list", "spouse_overdue=%s/examples/spouse_overdue.csv" % ROOT]
SAMPLE = ["--data", "%s/examples/applicants.csv" % ROOT, *LISTS, "--as-of", "2024-07-01"]
# Grants of every type, of names that a database may mistake for one another, and texts that want quotes.
POLICY = """vocabulary {
    field id(编号): text key
    field revenue(营业收入): money
    field kind(类型): one of {growth(成长型), other(其他)}
    field bad(不良): yes/no
    field note(备注): text
}
scheme a(甲) {
    in force from 2024-01-01
    offer one(一号) {
        require good(无不良): not bad
        grant limit(额度) = revenue
        grant rate(利率) = 3.25%
        grant Rate(费率) = "1;2"
        grant tenor(期限) = 12 months
        grant fee(手续费) = revenue * 1%
        grant day(日期) = 2024-02-29
        grant said(说明) = note
        grant id(号码) = 7
    }
    offer two(二号) {
        require rich(收入): revenue >= 20万元
        grant rate(利率) = 4%
        grant tenor(期限) = 15 days
        grant fee(手续费) = "免"
    }
}
"""
DATA = """id,revenue,kind,bad,note
"=1+1",123456.78,growth,no,"a;b ""c"", d"
甲';DROP TABLE decisions;--,200000,other,yes,x
3,,growth,no,
"""


def rows(path, table):
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as db:
        return db.execute('SELECT * FROM "%s"' % table.replace('"', '""')).fetchall()


def columns(path, table):
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as db:
        return [(name, kind) for _, name, kind, *_ in db.execute('PRAGMA table_info("%s")' % table)]


def fen(text):
    yuan, _, rest = text.partition(".")
    return int(yuan) * 100 + int(rest or 0) if text else None


def expected(long):
    """The tables of a database from `--format long`: offers and reasons, as far as they are the same there."""
    heads, *lines = list(csv.reader(io.StringIO(long)))
    offers, reasons = [], []
    for line in lines:
        offers.append((*line[:5], fen(line[5])))
        for kind, names in zip(heads[6:9], line[6:9]):
            reasons += [(*line[:4], kind, name) for name in names.split(";") if name]
    return offers, reasons


def best_of(wide):
    heads, *lines = list(csv.reader(io.StringIO(wide)))
    schemes = [head.rpartition(".")[0] for head in heads[2::6]]
    return [(*line[:2], scheme, line[at], line[at + 1] or None, fen(line[at + 2]))
            for line in lines for scheme, at in zip(schemes, range(2, len(heads), 6))]


def results(tap):
    _, long, _ = tap.run("eval", POLICIES, *SAMPLE, "--format", "long")
    _, wide, _ = tap.run("eval", POLICIES, *SAMPLE, "--format", "csv")
    code, out, said = tap.run("eval", POLICIES, *SAMPLE, "-o", "r.db", "-j", "1")
    if "U0291" in said:
        return tap.skip("results", "built without SQLite")
    tap.check("results: exit code and nothing printed", (code, out), (0, ""))
    offers, reasons = expected(long)
    tap.check("results: offers as in the long CSV", [row[:6] for row in rows("r.db", "offers")], offers)
    tap.check("results: reasons as in the long CSV", rows("r.db", "reasons"), reasons)
    tap.check("results: the best offer as in CSV", rows("r.db", "decisions"), best_of(wide))
    tap.check("results: amounts are whole fen", dict(columns("r.db", "decisions"))["limit_fen"], "INTEGER")
    with open("r.db", "rb") as file:
        first = file.read()
    for jobs in ("2", "5"):
        tap.run("eval", POLICIES, *SAMPLE, "-o", "j.db", "-j", jobs)
        with open("j.db", "rb") as file:
            tap.check("results: the same bytes with --jobs %s" % jobs, file.read() == first, True)
    _, long, _ = tap.run("eval", POLICIES, *SAMPLE, "--format", "long", "--lang", "zh")
    tap.run("eval", POLICIES, *SAMPLE, "-o", "zh.SQLITE3", "--lang", "zh")
    tap.check("results in Chinese: reasons", rows("zh.SQLITE3", "原因"), expected(long)[1])
    tap.check("results in Chinese: columns", [name for name, _ in columns("zh.SQLITE3", "决定")],
              ["编号", "基准日", "方案", "决定", "产品", "额度_分"])


def kinds(tap):
    with open("p.pol", "w", encoding="utf-8") as file:
        file.write(POLICY)
    with open("d.csv", "w", encoding="utf-8") as file:
        file.write(DATA)
    tap.run("eval", "p.pol", "--data", "d.csv", "--as-of", "2024-07-01", "--format", "sqlite", "-o", "kinds")
    if not os.path.exists("kinds"):
        return tap.skip("kinds", "built without SQLite")
    tap.check("kinds: columns", columns("kinds", "offers")[6:],
              [("rate", "TEXT"), ("Rate_2", "TEXT"), ("tenor", "INTEGER"), ("fee", "TEXT"), ("day", "TEXT"),
               ("said", "TEXT"), ("id_2", "INTEGER")])
    found = rows("kinds", "offers")
    tap.check("kinds: all of an offer", found[0],
              ("=1+1", "2024-07-01", "a", "one", "eligible", 12345678, "3.25", "1;2", 12, "1234.57", "2024-02-29",
               'a;b "c", d', 7))
    tap.check("kinds: ids are texts and no more", [row[0] for row in found[::2]],
              ["=1+1", "甲';DROP TABLE decisions;--", "3"])
    run = rows("kinds", "run")
    tap.check("run: what made them", [row[0] for row in run],
              ["pol", "as of", "policy", "data", "records", "rejected"])
    tap.check("run: files and digests", [(row[2], len(row[3])) for row in run if row[3]],
              [("p.pol", 64), ("d.csv", 64)])
    tap.check("run: counts", [row[1] for row in run[-2:]], ["3", "0"])
    with open("d.csv", "rb") as data:
        tap.run("eval", "p.pol", "--data", "-", "--as-of", "2024-07-01", "--output", "pipe.db", stdin=data)
    tap.check("run: of a pipe there is no digest", [row[1:] for row in rows("pipe.db", "run") if row[0] == "data"],
              [(None, "-", None)])


def refusals(tap):
    code, _, said = tap.run("eval", POLICIES, *SAMPLE, "--format", "sqlite")
    if "U0291" in said:
        return tap.skip("refusals", "built without SQLite")
    tap.check("standard output is no place", (code, "U0290" in said), (2, True))
    code, _, said = tap.run("eval", POLICIES, *SAMPLE, "--format", "sqlite", "-o", "/dev/null")
    tap.check("nor is a device", (code, "U0290" in said), (2, True))
    code, _, said = tap.run("match", POLICIES, *SAMPLE, "-o", "m.db")
    tap.check("pol match writes none", (code, "U0292" in said, os.path.exists("m.db")), (2, True, False))
    code, _, said = tap.run("eval", POLICIES, *SAMPLE, "--bom", "-o", "m.db")
    tap.check("nor is there a byte order mark", (code, "U0149" in said), (2, True))
    with open("old.db", "w", encoding="utf-8") as file:
        file.write("old")
    code, _, said = tap.run("eval", POLICIES, *SAMPLE, "-o", "old.db",
                            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384)))
    with open("old.db", encoding="utf-8") as file:
        tap.check("a disk that is full: said, and the old file kept", (code, "old.db" in said, file.read()),
                  (6, True, "old"))
    tap.check("nothing else is left", sorted(name for name in os.listdir(".") if "part" in name), [])


def database(path, *statements):
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(*statement if isinstance(statement, tuple) else (statement,))
    db.commit()
    db.close()
    return path


# What must not become a whole number: the key, and amounts in yuan.
TEXTS = {"编号", "年营业收入", "申请金额", "对外担保余额", "建行累计用款", "建行授信额度", "金额"}


def copy(path, name, file, fens=()):
    """A table of what is in a CSV file; amounts of some columns as whole fen."""
    with open(file, encoding="utf-8-sig", newline="") as text:
        heads, *lines = list(csv.reader(text))
    db = sqlite3.connect(path)
    db.execute('CREATE TABLE "%s" (%s)' % (name, ", ".join('"%s"' % head for head in heads)))
    for line in lines:
        cells = [None if not cell else fen(cell) if head in fens else int(cell) if cell.isdigit() and head not in TEXTS
                 else cell for head, cell in zip(heads, line)]
        db.execute('INSERT INTO "%s" VALUES (%s)' % (name, ",".join("?" * len(heads))), cells)
    db.commit()
    db.close()


def sample(tap):
    """The merchants and their lists from one database: the same decisions as from CSV."""
    date = ["--as-of", "2024-07-01", "--format", "long"]
    for path, fens in (("text.db", ()), ("fen.db", ("年营业收入", "申请金额", "金额"))):
        for table, name in (("applicants", "applicants"), ("overdue", "overdue"), ("spouse_overdue", "配偶 \"逾期\"")):
            copy(path, name.replace('"', '""'), "%s/examples/%s.csv" % (ROOT, table), fens)
        where = ["--data", path, "--table", "applicants", "--list", "overdue=%s:overdue" % path,
                 "--list", "spouse_overdue=%s:配偶 \"逾期\"" % path]
        _, wanted, _ = tap.run("eval", POLICIES, *SAMPLE, "--format", "long")
        for jobs in ("1", "3"):
            code, out, said = tap.run("eval", POLICIES, *where, *date, "-j", jobs)
            tap.check("%s: decisions as from CSV, --jobs %s" % (path, jobs), (code, out), (0, wanted))
            tap.check("%s: what was read is told" % path, "'applicants' of an SQLite database" in said, True)
            tap.check("%s: fen are told" % path, "D0332" in said and "年营业收入, 申请金额" in said, bool(fens))
    code, out, _ = tap.run("eval", POLICIES, "--data", "text.db:APPLICANTS", *LISTS, *date)
    tap.check("a table behind the file's name, in any case", (code, out), (0, wanted))
    code, out, _ = tap.run("explain", POLICIES, "--data", "text.db:applicants", "--id", "A001", "--as-of", "2024-07-01")
    tap.check("pol explain finds one in it", (code, "A001" in out), (0, True))
    with open("text.db", "rb") as data, open("unnamed", "wb") as file:
        file.write(data.read())
    code, out, _ = tap.run("eval", POLICIES, "--data", "unnamed:applicants", *LISTS, *date)
    tap.check("a database is known by what it begins with", (code, out), (0, wanted))


ROWS = ["CREATE TABLE t (id, revenue, kind, bad, note)",
        "INSERT INTO t VALUES ('a', 30000000, 'growth', 0, 'x')",
        "INSERT INTO t VALUES ('b', '30万元', '成长型', '否', 'with \"quotes\", commas\nand lines')",
        "INSERT INTO t VALUES (3, NULL, 'other', 1, NULL)"]


def evaluate(tap, data, *more):
    return tap.run("eval", "p.pol", "--data", data, "--as-of", "2024-07-01", "--format", "long", *more)


def cells(tap):
    database("cells.db", *ROWS)
    code, out, said = evaluate(tap, "cells.db")
    found = [(line[0], line[5], line[-2]) for line in list(csv.reader(io.StringIO(out)))[1::2]]
    tap.check("cells: fen, text, nothing", (code, found),
              (0, [("a", "300000.00", "x"), ("b", "300000.00", 'with "quotes", commas\nand lines'), ("3", "", "")]))
    tap.check("cells: the note on fen has the column",
              "cells.db: note[D0332]" in said and "fen: revenue." in said, True)
    database("bad.db", *ROWS, "INSERT INTO t(rowid, id, revenue) VALUES (70, 'r', 300000.5)",
             "INSERT INTO t(rowid, id, note) VALUES (71, 's', x'00ff')",
             "INSERT INTO t(rowid, id, bad) VALUES (-2, 'u', 7)",
             "INSERT INTO t(rowid, id, revenue) VALUES (79, NULL, 100)",
             "INSERT INTO t(rowid, id, revenue) VALUES (80, NULL, NULL)",
             "INSERT INTO t(rowid, id, note) VALUES (81, 'v', CAST(x'ff41' AS TEXT))",
             "INSERT INTO t(rowid, id) VALUES (90, 'a')")
    code, _, said = evaluate(tap, "bad.db", "--rejects", "rejects.csv")
    tap.check("bad cells: exit code", code, 4)
    for place in ("rowid 70: error[D0330]", "rowid 71: error[D0331]", "rowid -2: error[D0101]",
                  "rowid 81: error[D0121]", "rowid 90: warning[D0169]"):
        tap.check("bad cells: %s" % place, "bad.db: %s" % place in said, True)
    with open("rejects.csv", encoding="utf-8", newline="") as file:
        heads, *lines = list(csv.reader(file))
    tap.check("bad cells: the rejects' head", heads[:7], ["id", "revenue", "kind", "bad", "note", "rowid", "code"])
    tap.check("bad cells: rejects by rowid, as they are", [(line[0], line[1], line[5]) for line in lines],
              [("u", "", "-2"), ("r", "300000.5", "70"), ("s", "", "71"), ("", "1.00", "79"), ("v", "", "81")])
    _, _, said = evaluate(tap, "bad.db", "--lang", "zh")
    tap.check("bad cells in Chinese", "bad.db: rowid 70: 错误[D0330]: revenue的值“300000.5”以二进制小数" in said, True)
    one = "\n".join(said.splitlines())
    tap.check("bad cells: the same for any --jobs", evaluate(tap, "bad.db", "--lang", "zh", "-j", "4")[2].strip(), one)
    tap.check("a row of nothing is no record", "Records: 9," in evaluate(tap, "bad.db")[2], True)
    database("view.db", *ROWS, "INSERT INTO t VALUES ('z', 1.5, NULL, NULL, NULL)",
             "CREATE VIEW v AS SELECT id, printf('%.2f', revenue / 100) AS revenue, kind, bad, note "
             "FROM t WHERE id = 'a'",
             "CREATE VIEW w AS SELECT * FROM t")
    code, out, said = evaluate(tap, "view.db:v")
    tap.check("a view", (code, "D0332" in said, out.splitlines()[1].split(",")[5]), (0, False, "300000.00"))
    code, _, said = evaluate(tap, "view.db:w")
    tap.check("rows of a view have a number", (code, "view.db:w: row 4: error[D0330]" in said), (4, True))
    _, _, said = evaluate(tap, "view.db:w", "--lang", "zh")
    tap.check("and in Chinese", "view.db:w: 第 4 行: 错误[D0330]" in said, True)
    rows_of = [("INSERT INTO t VALUES (?, ?, 'growth', 0, ?)", (str(i), i * 100, "n" * (i % 50))) for i in range(9000)]
    database("many.db", ROWS[0], *rows_of)
    with open("many.csv", "w", encoding="utf-8") as file:
        file.write("id,revenue,kind,bad,note\n" +
                   "".join("%d,%d,growth,0,%s\n" % (i, i, "n" * (i % 50)) for i in range(9000)))
    tap.check("many rows", evaluate(tap, "many.db", "-j", "3")[1] == evaluate(tap, "many.csv")[1], True)
    database("decimal.db", "CREATE TABLE t (id TEXT, revenue DECIMAL(18,2))", "INSERT INTO t VALUES ('a', '300000.00')")
    code, _, said = evaluate(tap, "decimal.db")
    tap.check("a money column that mixes units is refused",
              (code, "D0328" in said), (6, True))
    tap.check("and how to mend it", "Read a view instead that gives yuan as text, printf('%.2f', revenue)" in said,
              True)
    database("integer.db", "CREATE TABLE t (id TEXT PRIMARY KEY, revenue BIGINT) WITHOUT ROWID",
             "INSERT INTO t VALUES ('a', 30000000)")
    tap.check("a table without rowids", evaluate(tap, "integer.db")[0], 0)


def tables(tap):
    database("two.db", *ROWS, "CREATE TABLE other (id)")
    code, _, said = evaluate(tap, "two.db")
    tap.check("several tables", (code, "D0326" in said, "other, t." in said), (6, True, True))
    tap.check("and how to name one", "Name it behind the file, as in two.db:NAME, or with" in said, True)
    code, _, said = evaluate(tap, "two.db:t", "--header", "id,revenue")
    tap.check("a table has its header", (code, "D0371" in said), (6, True))
    code, _, said = evaluate(tap, "two.db:nope")
    tap.check("a table that there is not", (code, "D0325" in said, "other, t." in said), (6, True, True))
    tap.check("a table by the option", evaluate(tap, "two.db", "--table", "t")[0], 0)
    code, _, said = evaluate(tap, "two.db", "--table", "t; DROP TABLE t")
    tap.check("a name is a name", (code, "D0325" in said, len(rows("two.db", "t"))), (6, True, 3))
    database("quotes.db", 'CREATE TABLE "t"" --" (id, revenue)', "INSERT INTO \"t\"\" --\" VALUES ('a', 5)")
    tap.check("a name with quotes", evaluate(tap, "quotes.db")[0], 0)
    code, _, said = evaluate(tap, "d.csv", "--table", "t")
    tap.check("text has no tables", (code, "D0322" in said), (6, True))
    open("empty.db", "w", encoding="utf-8").close()
    code, _, said = evaluate(tap, "empty.db")
    tap.check("an empty file", (code, "D0324" in said), (6, True))
    with open("no.db", "w", encoding="utf-8") as file:
        file.write("id,revenue\na,1\n")
    code, _, said = evaluate(tap, "no.db")
    tap.check("a file that is none", (code, "D0323" in said, "it is no SQLite database" in said), (6, True, True))
    tap.check("which may be CSV", evaluate(tap, "no.db", "--input-format", "csv")[0], 0)
    with open("many.db", "rb") as file:
        bytes_of = bytearray(file.read())
    bytes_of[4096 * 20:4096 * 40] = b"\xa5" * (4096 * 20)
    with open("broken.db", "wb") as file:
        file.write(bytes_of)
    code, _, said = evaluate(tap, "broken.db", "-o", "broken.csv")
    tap.check("a broken file: no results", (code, "D0323" in said, os.path.exists("broken.csv")), (6, True, False))
    with open("two.db", "rb") as data:
        code, _, said = tap.run("eval", "p.pol", "--data", "-", "--input-format", "sqlite", stdin=data)
    tap.check("a pipe", (code, "D0321" in said), (6, True))
    for place in ("two.db", "two.db:t"):
        before = rows("two.db", "t")
        code, _, said = evaluate(tap, place, *(() if ":" in place else ("--table", "t")), "-o", "two.db")
        tap.check("data are not written over: %s" % place, (code, rows("two.db", "t") == before), (2, True))
    writer = sqlite3.connect("two.db", isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM t")
    code, out, _ = evaluate(tap, "two.db:t")
    tap.check("while another writes, what was is read", (code, len(out.splitlines())), (0, 8))
    writer.close()


def unbuilt(tap):
    code, _, said = evaluate(tap, database("u.db", *ROWS))
    tap.check("a build without SQLite says so", (code, "D0320" in said), (6, True))


def main():
    tap = Tap(sys.argv[1])
    results(tap)
    kinds(tap)
    refusals(tap)
    if os.path.exists("kinds"):
        for part in sample, cells, tables:
            part(tap)
    else:
        unbuilt(tap)
    tap.end()


main()
