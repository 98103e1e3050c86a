#!/usr/bin/env python3
"""A policy with reforms decides as the same policy written out by hand.

    reforms.py POL

Each case is a policy, what is asked of it, and what a person would have written instead; both decide the same records
as of the same dates, and what comes out is the same, byte for byte. In TAP.
"""
import itertools
import os
import subprocess
import sys
import tempfile

VOCABULARY = """vocabulary {
    field id(编号): text key
    field revenue(营业收入): money
    field age(年龄): count years_old
    field kind(类型): one of {growth(成长型), other(其他)}
}
"""
# Both sides of every boundary that the policies below speak of, and what is missing.
FIELDS = {
    "revenue": ["", "0", "99999.99", "100000", "199999.99", "200000", "299999.99", "300000"],
    "age": ["", "17", "18", "20", "21"],
    "kind": ["", "growth", "other"],
}
SHARED = """param floor(下限) = 10万元
define enough(足够) = revenue >= floor
define adult(成年) = age >= 18
table cap(上限表) first {
    kind   || most(最高) | share
    growth || 20万元 | 50%
    otherwise || 10万元 | 20%
}
define half = cap.most * cap.share
"""
SCHEME = """scheme s(甲) {
    in force from 2024-01-01
    param own(自有) = 5万元, 6万元 from 2025-01-01
    define mine = own * 2
    require grown(成年要求): adult
    offer o(一号) {
        require rich(收入要求): enough and revenue >= mine
        grant limit = min(cap.most, revenue)
        grant part = half
    }
    offer p(二号) {
        when kind is other
        grant limit = own
    }
}
"""
OTHER = """scheme t {
    in force from 2024-01-01
    require rich: enough
    offer o { grant limit = half }
}
"""
BOTH = SHARED + SCHEME + OTHER
# The scheme has a definition of its own that bears a shared table's name.
HIDDEN = BOTH.replace("define mine", "define cap = 1万元\n    define mine").replace("min(cap.most, revenue)", "cap")


def written(text, *changes):
    """The text with each part of it that stands first in a pair exchanged for the second."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


CASES = [
    ("a shared param, for all schemes", BOTH + 'reform "a" { param floor = 20万元 }\n', ["a"],
     written(BOTH, ("= 10万元\ndefine enough", "= 20万元\ndefine enough"))),
    ("a shared param by its other name", BOTH + '改革 “a” { 参数 下限 = 20万元 }\n', ["a"],
     written(BOTH, ("= 10万元\ndefine enough", "= 20万元\ndefine enough"))),
    ("a shared param, for one scheme", BOTH + 'reform "a" of s { param floor = 20万元 }\n', ["a"],
     BOTH.replace(OTHER, OTHER.replace("enough", "enough_t"))
     .replace("= 10万元\ndefine enough", "= 20万元\ndefine enough_t = revenue >= 10万元\ndefine enough")),
    ("a shared definition that another builds on", BOTH + 'reform "a" { replace define adult = age >= 21 }\n', ["a"],
     written(BOTH, ("age >= 18", "age >= 21"))),
    ("a shared table, which a definition builds on", BOTH + """reform "a" {
    replace table cap first {
        kind || 最高 | share
        - || 30万元 | 10%
    }
}
""", ["a"],
     written(BOTH, ("    growth || 20万元 | 50%\n    otherwise || 10万元 | 20%\n", "    - || 30万元 | 10%\n"))),
    ("what a reform writes for a scheme speaks of what the scheme holds",
     BOTH + 'reform "a" of s { define less = own / 2\nreplace define enough = revenue >= less }\n', ["a"],
     written(BOTH, ("enough and", "revenue >= own / 2 and"))),
    ("a scheme's own definition goes before a shared one of that name",
     BOTH.replace("define mine", "define adult = age >= 20\n    define mine") +
     'reform "a" of s { replace define adult = age >= 21 }\n', ["a"],
     BOTH.replace("define mine", "define adult = age >= 21\n    define mine")),
    ("a copy does not see what the scheme calls by the same name",
     HIDDEN +
     'reform "a" of s { replace define adult = half >= 10万元 }\n', ["a"],
     written(HIDDEN,
             ("grown(成年要求): adult", "grown(成年要求): half >= 10万元"))),
    ("two reforms, one upon the other",
     BOTH + 'reform "a" { param floor = 20万元 }\nreform "b" of s { param own = 9万元\nreplace define enough = '
     'revenue >= floor / 2 }\n', ["a", "b"],
     written(BOTH, ("= 10万元\ndefine enough", "= 20万元\ndefine enough"), ("enough and", "revenue >= floor / 2 and"),
             ("5万元, 6万元 from 2025-01-01", "9万元"))),
    ("the last of two that speak of one thing holds",
     BOTH + 'reform "a" { param floor = 20万元 }\nreform "b" { param floor = 30万元 }\n', ["a", "b"],
     written(BOTH, ("= 10万元\ndefine enough", "= 30万元\ndefine enough"))),
    ("the other way round",
     BOTH + 'reform "a" { param floor = 20万元 }\nreform "b" { param floor = 30万元 }\n', ["b", "a"],
     written(BOTH, ("= 10万元\ndefine enough", "= 20万元\ndefine enough"))),
    ("none", BOTH + 'reform "a" { param floor = 20万元 }\n', [], BOTH),
]
DATES = ["2023-12-31", "2024-01-01", "2024-07-01", "2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01"]


def put(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def put_records(path):
    rows = itertools.product(*FIELDS.values())
    put(path, "id,%s\n" % ",".join(FIELDS) + "".join("R%d,%s\n" % (i, ",".join(row)) for i, row in enumerate(rows)))


def decide(pol, policy, date, *words):
    done = subprocess.run([pol, "eval", policy, "--data", "records.csv", "--as-of", date, "--format", "long", *words],
                          capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else "exit %d\n%s" % (done.returncode, done.stderr)


def differs(pol, policy, titles, whole):
    """Where the two policies part ways, or None."""
    put("reformed.pol", VOCABULARY + policy)
    put("whole.pol", VOCABULARY + whole)
    words = [word for title in titles for word in ("--reform", title)]
    for date in DATES:
        one, other = decide(pol, "reformed.pol", date, *words), decide(pol, "whole.pol", date)
        if one.startswith("exit") or other.startswith("exit"):
            return (one + other)[:500]
        for a, b in zip(one.splitlines(), other.splitlines()):
            if a != b:
                return "as of %s: %s\nand written out: %s" % (date, a, b)
        if one.count("\n") != other.count("\n"):
            return "as of %s there are not as many lines" % date
    return None


def main():
    pol = os.path.abspath(sys.argv[1])
    print("1..%d" % len(CASES))
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        put(".pol-root", "")
        put_records("records.csv")
        for number, (name, policy, titles, whole) in enumerate(CASES, 1):
            problem = differs(pol, policy, titles, whole)
            failed |= problem is not None
            print("%s %d - %s" % ("not ok" if problem else "ok", number, name))
            if problem:
                print("".join("# %s\n" % line for line in problem.splitlines()), end="")
    return failed


sys.exit(main())
