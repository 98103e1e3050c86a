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


def main():
    tap = Tap(sys.argv[1])
    results(tap)
    kinds(tap)
    refusals(tap)
    tap.end()


main()
