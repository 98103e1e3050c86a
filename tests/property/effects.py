#!/usr/bin/env python3
"""The effect of a change of two editions is that of the same change made by a setting, of shipped policies.

    effects.py POL ROOT

`pol diff OLD NEW --data` against `pol whatif OLD --set`, scheme by scheme, of all records and of some; with one thread
and with several; nothing changes where both editions are set alike; and the page, read by a parser that is not ours.
"""
import html.parser
import json
import os
import shutil
import subprocess
import sys
import tempfile

from tap import tell_cases

DATA = ["--data", "examples/applicants.csv", "--list", "overdue=examples/overdue.csv",
        "--list", "spouse_overdue=examples/spouse_overdue.csv", "--as-of", "2024-07-01"]
# (file, as it is written, another value, the setting that does the same)
CHANGES = [("ccb.pol", "(min_revenue_growth) = 30万元", "(min_revenue_growth) = 90万元",
            "ccb.min_revenue_growth=90万元"),
           ("sxb.pol", "(min_trading) = 2年", "(min_trading) = 6年", "sxb.min_trading=6年"),
           ("sxb.pol", "(max_age) = 65岁", "(max_age) = 40岁", "sxb.max_age=40岁")]
# Of settings, and what the reports of parts are joined by.
OTHER = {"edits", "interaction", "gaps", "hash", "limit_counts"}


def demand(holds, what):
    if not holds:
        raise AssertionError(what)


def run(pol, root, *words):
    done = subprocess.run([pol, *words], capture_output=True, cwd=root)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def without(value, members):
    if isinstance(value, dict):
        return {k: without(v, members) for k, v in value.items() if k not in members}
    return [without(v, members) for v in value] if isinstance(value, list) else value


class Page(html.parser.HTMLParser):
    VOID = {"meta", "br", "hr", "input", "img", "link"}

    def __init__(self, words):
        super().__init__()
        self.open, self.tables, self.charts = [], 0, 0
        self.feed(words)
        demand(not self.open, "the page leaves open: %s" % self.open)

    def handle_starttag(self, tag, attributes):
        self.tables += tag == "table"
        self.charts += tag == "svg"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        demand(self.open and self.open.pop() == tag, "</%s> closes something else" % tag)


def editions(root, folder, change):
    name, was, now, _ = change
    for edition in ("old", "new"):
        shutil.copytree(os.path.join(root, "policies"), os.path.join(folder, edition))
    path = os.path.join(folder, "new", name)
    with open(path, encoding="utf-8") as file:
        words = file.read()
    demand(words.count(was) == 1, "%s does not have %s" % (name, was))
    with open(path, "w", encoding="utf-8") as file:
        file.write(words.replace(was, now))
    return os.path.join(folder, "old"), os.path.join(folder, "new")


def compare(pol, root, change):
    with tempfile.TemporaryDirectory() as folder:
        old, new = editions(root, folder, change)
        code, out, err = run(pol, root, "diff", old, new, *DATA, "--format", "json", "--jobs", "1")
        demand(code in (1, 4), "exit code %d: %s" % (code, err))
        effect = json.loads(out)["effect"]
        again = json.loads(run(pol, root, "diff", old, new, *DATA, "--format", "json", "--jobs", "3")[1])["effect"]
        demand(effect == again, "it depends on the number of threads")
        _, out, _ = run(pol, root, "whatif", "policies", "--set", change[3], *DATA, "--format", "json", "--lang", "en")
        same = without(effect["schemes"], OTHER) == without(json.loads(out)["schemes"], OTHER)
        demand(same, "another effect than that of %s" % change[3])
        some = [*DATA, "--where", "age < 50", "--format", "json", "--lang", "en"]
        asked = json.loads(run(pol, root, "diff", old, new, *some)[1])["effect"]
        _, out, _ = run(pol, root, "whatif", "policies", "--set", change[3], *some)
        same = without(asked["schemes"], OTHER) == without(json.loads(out)["schemes"], OTHER)
        demand(same and asked["population"] != effect["population"], "--where takes others")
        both = json.loads(run(pol, root, "diff", old, new, *DATA, "--set", change[3], "--format", "json")[1])["effect"]
        demand(not any(s["flips"] for s in both["schemes"].values()), "--set is not what both have")
        moved = sum(len(s["flips"]) for s in effect["schemes"].values())
        page = Page(run(pol, root, "diff", old, new, *DATA, "--format", "html", "--lang", "zh")[1])
        demand(page.tables > 4, "the page has too few tables")
        words = run(pol, root, "diff", old, new, *DATA, "--lang", "zh", "--no-sample")[1]
        for title in ("两个版本含义不同", "对存量客户的影响", "结论与额度", "结论变动矩阵", "变动的原因"):
            demand(title in words, "the text does not have %s" % title)
        demand("变动记录举例" not in words, "--no-sample names records")
        return moved


def main():
    pol, root = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2])
    cases = [(change[3], lambda change=change: compare(pol, root, change)) for change in CHANGES]
    return tell_cases(cases, 3, "enough has changed: %d")


sys.exit(main())
