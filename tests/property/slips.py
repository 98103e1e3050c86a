#!/usr/bin/env python3
"""One slip of the pen gives one error, at the slip or beside it.

    slips.py POL ROOT [RUNS [SEED]]

Takes the policies and examples of the project, makes one slip at a time of every kind below in RUNS places each, and
counts what `pol check` says. In TAP: one test for each kind of slip.
"""
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

FILES = ["policies/ccb.pol", "policies/boc.pol", "policies/sxb.pol", "policies/jsb.pol", "policies/vocabulary.pol",
         "policies/tests/sxb_test.pol", "policies/tests/samples.pol", "examples/en/ccb.pol", "examples/en/jsb.pol",
         "examples/en/vocabulary.pol"]
CHOSEN = ["examples/schemes/enterprise-size.pol", "examples/schemes/equipment-loan.pol",
          "examples/schemes/score-loan.pol"]  # whose choices bear names
TOKEN = re.compile(r'(?P<comment>#[^\n]*)|(?P<text>“(?:[^“”\n]|“[^“”\n]*”)*”|"[^"\n]*")|(?P<date>\d{4}-\d\d-\d\d)'
                   r'|(?P<number>\d+(?:\.\d+)? ?(?P<unit>[^\W\d_]+|%)?)|(?P<word>[^\W\d]\w*)'
                   r'|(?P<sign>\|\||>=|<=|!=|\.\.|[^\s\w])|(?P<blank>[ \t]+)|\n')
WIDTHS = dict(zip(":,()：，（）、", "：，（）:,(),"))
# Kinds of slips whose text may stay a policy: what it says then is another thing, and no error.
MAY_MEAN_IT = {"keyword lost", "keyword twice", "line twice", "line lost", "unit lost", "comma lost", "text lost",
               "comparison lost", "blank lost"}


def swapped(word):
    middle = len(word) // 2
    return word[:middle - 1] + word[middle] + word[middle - 1] + word[middle + 1:]


def slips_of_text(at, end, text):
    inner, curly = text[1:-1], text[0] == "“"
    yield "opening quote lost", at, end, text[1:]
    yield "closing quote lost", at, end, text[:-1]
    yield "closing quote of the other kind", at, end, text[:-1] + ('"' if curly else "”")
    yield "corners for quotes", at, end, "「%s」" % inner
    yield "single quotes", at, end, "‘%s’" % inner if curly else "'%s'" % inner
    yield "text lost", at, end, ""
    if curly:
        yield "opening quote of the other kind", at, end, '"' + text[1:]
        yield "opening quote turned", at, end, "”" + text[1:]
        yield "closing quote turned", at, end, text[:-1] + "“"


def slips_of_sign(at, end, sign):
    if sign in WIDTHS:
        yield "other width", at, end, WIDTHS[sign]
    if sign in "{}":
        yield "brace %s lost" % sign, at, end, ""
        yield "brace %s twice" % sign, at, end, sign * 2
        for other in ("（", "【", "[", "(") if sign == "{" else ("）", "】", "]", ")"):
            yield "%s for %s" % (other, sign), at, end, other
    elif sign in ":：":
        yield "colon lost", at, end, ""
        for other in "；=,":
            yield "%s for a colon" % other, at, end, other
    elif sign in ",，、":
        yield "comma lost", at, end, ""
        for other in "；;。":
            yield "%s for a comma" % other, at, end, other
    elif sign in "()（）":
        yield "parenthesis lost", at, end, ""
        yield "square bracket for a parenthesis", at, end, "[" if sign in "(（" else "]"
    elif sign in ("|", "||"):
        yield "bar lost", at, end, ""
        yield "other bar", at, end, "|" if sign == "||" else "||"
    elif sign == "..":
        for other in ("—", "...", "至", "."):
            yield "%s for .." % other, at, end, other
    elif sign in (">=", "<=", "≥", "≤", "=", ">", "<", "!=", "≠"):
        yield "comparison lost", at, end, ""
        yield "comparison twice", at, end, sign * 2


def slips_of_word(at, end, word, keywords, behind_word):
    if behind_word:
        yield "blank lost", at - 1, at, ""
    if word not in keywords:
        return
    if len(set(word)) > 1:
        yield "keyword swapped", at, end, swapped(word)
    if len(word) > 1:
        yield "keyword shortened", at, end, word[:-1]
    yield "keyword lengthened", at, end, word + word[-1]
    yield "keyword lost", at, end, ""
    yield "keyword twice", at, end, word + " " + word


def slips_of_date(at, end, date):
    yield "date with strokes", at, end, date.replace("-", "/")
    yield "date in Chinese", at, end, "%s年%d月%d日" % (date[:4], int(date[5:7]), int(date[8:]))
    yield "month 13", at, end, date[:5] + "13" + date[7:]
    yield "date cut", at, end, date[:-1]


def slips_of_number(at, end, unit):
    start = end - len(unit)
    for what, other in (("lost", ""), ("lengthened", unit + "上"), ("and 以上", unit + "以上"), ("strange", "块")):
        yield "unit " + what, start, end, other


def slips_of_lines(text):
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        if line.strip() and not line.strip().startswith("#"):
            yield "line lost", at, end, ""
            yield "line twice", at, at, line
            yield "lines joined", end - 1, end, " "
            yield "full stop behind a line", end - 1, end, "。\n"
            yield "semicolon behind a line", end - 1, end, "；\n"
        at = end


def slips_of_choices(text):
    for m in re.finditer(r"(?:[单多]选 |\|\|[^|\n]*\)：)([^\W\d]\w*)", text):
        yield "wrong choices", m.start(1), m.end(1), "其他" + m.group(1)


def slips(text, keywords):
    """Yields (kind, from, to, what stands there instead)."""
    before = [None, None]
    for m in TOKEN.finditer(text):
        kind, at, end = m.lastgroup, m.start(), m.end()
        if kind == "text":
            yield from slips_of_text(at, end, m.group())
        elif kind == "sign":
            yield from slips_of_sign(at, end, m.group())
        elif kind == "word":
            yield from slips_of_word(at, end, m.group(), keywords, before == ["word", "blank"])
        elif kind == "date":
            yield from slips_of_date(at, end, m.group())
        elif m.group("unit"):
            yield from slips_of_number(at, end, m.group("unit"))
        before = [before[1], kind]
    yield from slips_of_lines(text)


def keywords_of(root):
    with open(os.path.join(root, "grammar/tree/keywords.def"), encoding="utf-8") as file:
        rows = re.findall(r'^KEYWORD\(\w+, "([^"]*)", "([^"]*)"', file.read(), re.M)
    return {word for row in rows for phrase in row for word in phrase.split()}


def said(pol, work, path):
    done = subprocess.run([pol, "check", path, "--format", "json"], cwd=work, capture_output=True, text=True)
    return json.loads(done.stdout)["diagnostics"]


def look(pol, work, slip):
    """How much is said, and whether the slip is among it."""
    path, text, kind, at, end, instead = slip
    place = os.path.join(work, path)
    with open(place, "w", encoding="utf-8") as file:
        file.write(text[:at] + instead + text[end:])
    found = said(pol, work, path)
    with open(place, "w", encoding="utf-8") as file:
        file.write(text)
    line = text.count("\n", 0, at) + 1
    near = any(abs(d.get("line", 0) - line) <= 1 and d["file"].endswith(os.path.basename(path)) for d in found)
    return len(found), near, "%s:%d" % (path, line)


# What a kind may come to: how much is said of all its slips together, for one that has a fault, and of any one at most.
# A definition that is gone is missed wherever it is used, a brace that is gone where the next block begins.
MEAN, MOST = 1.1, 6
LOOSE = {"line lost": (3.0, 100), "line twice": (1.5, 12), "brace } lost": (1.3, 6), "brace } twice": (1.3, 6),
         "keyword lost": (1.3, 6)}


def judge(kind, results):
    faulty = [r for r in results if r[0]]
    mean, most = LOOSE.get(kind, (MEAN, MOST))
    total = sum(r[0] for r in faulty)
    if kind in ("other width", "lines joined"):
        return not faulty or kind == "lines joined" and total <= len(faulty) * mean
    if len(faulty) < len(results) and kind not in MAY_MEAN_IT:
        return False
    far = [r for r in faulty if not r[1]]
    near_enough = kind in LOOSE or kind in MAY_MEAN_IT or len(far) * 10 <= len(faulty)
    return total <= max(len(faulty) * mean, len(faulty) + 1) and all(r[0] <= most for r in faulty) and near_enough


def main():
    pol, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    runs, seed = (int(word) for word in (sys.argv[3:] + ["8", "1"][len(sys.argv) - 3:])[:2])
    random.seed(seed)
    by_kind, keywords = collections.defaultdict(list), keywords_of(root)
    with tempfile.TemporaryDirectory() as work:
        open(os.path.join(work, ".pol-root"), "w").close()
        for room in ("policies", "examples"):
            shutil.copytree(os.path.join(root, room), os.path.join(work, room))
        for path in FILES + CHOSEN:
            with open(os.path.join(work, path), encoding="utf-8") as file:
                text = file.read()
            for slip in slips_of_choices(text) if path in CHOSEN else slips(text, keywords):
                by_kind[slip[0]].append((path, text, *slip))
        print("1..%d" % len(by_kind))
        failed = 0
        for number, (kind, all_slips) in enumerate(sorted(by_kind.items()), 1):
            results = [look(pol, work, slip) for slip in random.sample(all_slips, min(runs, len(all_slips)))]
            good = judge(kind, results)
            failed += not good
            print("%s %d - %s" % ("ok" if good else "not ok", number, kind))
            for count, near, place in () if good else results:
                print("# %s: %d said%s" % (place, count, "" if near else ", none at the slip"))
    return failed > 0


sys.exit(main())
