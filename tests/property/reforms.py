#!/usr/bin/env python3
"""A policy with reforms and amendments decides as the same policy written out by hand.

    reforms.py POL

Each case is a policy, what is asked of it, and what a person would have written instead; both decide the same records
as of the same dates, one for all and one for each, and what comes out is the same, byte for byte. In TAP.
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
    field applied(申请日): date
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


def version(text, since, until=None):
    """The scheme, in force for that period."""
    return written(text, ("from 2024-01-01", "from %s%s" % (since, " until %s" % until if until else "")))


OWN = "5万元, 6万元 from 2025-01-01"
AMENDED = """修订 “a” 针对 甲 施行 自 2025-01-01 {
    参数 自有 = 8万元
    替换 要求 成年要求：age ≥ 20
    要求 stable(稳定)：age ≥ 21 或 kind 为 growth
    产品 二号 {
        适用 kind 为 其他 且 revenue ≥ 20万元
        授予 limit = own × 2
    }
}
"""
STABLE = "require stable(稳定): age >= 21 or kind is growth\n"
LATER = written(SCHEME, (OWN, "8万元"), ("成年要求): adult\n", "成年要求): age >= 20\n    " + STABLE),
                ("when kind is other", "when kind is other and revenue >= 20万元"),
                ("limit = own", "limit = own * 2"))
LATEST = written(LATER, ("8万元", "4万元"), ("age >= 21 or kind is growth", "age >= 20"))
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
    ("an amendment", BOTH + AMENDED, [], SHARED + version(SCHEME, "2024-01-01", "2024-12-31") +
     version(LATER, "2025-01-01") + OTHER),
    ("two amendments, the later one written first",
     BOTH + 'amendment "b" of 甲 in force from 2025-07-01 { param own = 4万元\nreplace require stable: age >= 20 }\n' +
     AMENDED, [], SHARED + version(SCHEME, "2024-01-01", "2024-12-31") + version(LATER, "2025-01-01", "2025-06-30") +
     version(LATEST, "2025-07-01") + OTHER),
    ("an amendment of the first of two versions",
     SHARED + version(SCHEME, "2024-01-01", "2025-06-30") + version(LATEST, "2025-07-01") + OTHER + AMENDED, [],
     SHARED + version(SCHEME, "2024-01-01", "2024-12-31") + version(LATER, "2025-01-01", "2025-06-30") +
     version(LATEST, "2025-07-01") + OTHER),
    ("an amendment from the first day on", SHARED + version(SCHEME, "2025-01-01") + OTHER + AMENDED, [],
     SHARED + version(LATER, "2025-01-01") + OTHER),
    ("an amendment on the last day", SHARED + version(SCHEME, "2024-01-01", "2025-01-01") + OTHER + AMENDED, [],
     SHARED + version(SCHEME, "2024-01-01", "2024-12-31") + version(LATER, "2025-01-01", "2025-01-01") + OTHER),
    ("an amendment that changes what all schemes share, for its own",
     BOTH + 'amendment "a" of s in force from 2025-01-01 { param floor = 20万元\nreplace define adult = age >= 21 }\n',
     [], SHARED.replace("define half", "define older = age >= 21\ndefine richer = revenue >= 20万元\ndefine half") +
     version(SCHEME, "2024-01-01", "2024-12-31") +
     version(written(SCHEME, ("grown(成年要求): adult", "grown(成年要求): older"), ("enough and", "richer and")),
             "2025-01-01") + OTHER),
    ("a reform upon an amendment",
     BOTH + AMENDED + 'reform "a" of s { param own = 7万元\nreplace require stable: age >= 20 }\n', ["a"],
     SHARED + version(written(SCHEME, (OWN, "7万元")), "2024-01-01", "2024-12-31") +
     version(written(LATER, ("8万元", "7万元"), ("age >= 21 or kind is growth", "age >= 20")), "2025-01-01") + OTHER),
    ("a setting speaks for all versions", BOTH + AMENDED, ["--set", "s.own=7万元"],
     SHARED + version(written(SCHEME, (OWN, "7万元")), "2024-01-01", "2024-12-31") +
     version(written(LATER, ("8万元", "7万元")), "2025-01-01") + OTHER),
]
DATES = ["2023-12-31", "2024-01-01", "2024-07-01", "2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01"]


def put(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def put_records(path, dates):
    rows = itertools.product(*FIELDS.values(), dates)
    lines = ("R%d,%s\n" % (i, ",".join(row)) for i, row in enumerate(rows))
    put(path, "id,%s,applied\n%s" % (",".join(FIELDS), "".join(lines)))


def decide(pol, policy, *words):
    done = subprocess.run([pol, "eval", policy, "--format", "long", *words], capture_output=True, text=True,
                          check=False)
    return done.stdout if done.returncode == 0 else "exit %d\n%s" % (done.returncode, done.stderr)


RUNS = [["--data", "records.csv", "--as-of", date] for date in DATES]
RUNS.append(["--data", "dated.csv", "--as-of-field", "applied"])


def differs(pol, policy, asked, whole):
    """Where the two policies part ways, or None."""
    put("reformed.pol", VOCABULARY + policy)
    put("whole.pol", VOCABULARY + whole)
    words = asked if asked[:1] == ["--set"] else [word for title in asked for word in ("--reform", title)]
    for run in RUNS:
        one, other = decide(pol, "reformed.pol", *run, *words), decide(pol, "whole.pol", *run)
        if one.startswith("exit") or other.startswith("exit"):
            return (one + other)[:500]
        for a, b in zip(one.splitlines(), other.splitlines()):
            if a != b:
                return "%s: %s\nand written out: %s" % (" ".join(run), a, b)
        if one.count("\n") != other.count("\n"):
            return "%s: there are not as many lines" % " ".join(run)
    return None


def main():
    pol = os.path.abspath(sys.argv[1])
    print("1..%d" % len(CASES))
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        put(".pol-root", "")
        put_records("records.csv", [""])
        put_records("dated.csv", DATES)
        for number, (name, policy, asked, whole) in enumerate(CASES, 1):
            problem = differs(pol, policy, asked, whole)
            failed |= problem is not None
            print("%s %d - %s" % ("not ok" if problem else "ok", number, name))
            if problem:
                print("".join("# %s\n" % line for line in problem.splitlines()), end="")
    return failed


sys.exit(main())
