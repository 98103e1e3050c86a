#!/usr/bin/env python3
"""A slip is tried beside the offers that it can change, and beside no others; what comes of it is the same.

    slip_places.py POL

Beside each policy below a scheme is put that asks about its offers: from then on any slip may change any offer, and all
are tried beside all. What survives must be the same in both. In TAP.
"""
import json
import sys

from tap import Tap

VOCABULARY = """vocabulary {
    field id: text key
    field revenue: money
    field debts: money
    field people: count people
}
"""
ASKS = """scheme asks { in force from 2024-01-01 offer x { require y: meets s.a and meets s.b } }
"""
TEST = """test "%d" as of 2024-07-01 {
    given { id: "x" revenue: %s debts: 0元 people: %s }
    expect %s
}
"""
SHARED = "in force from 2024-01-01 %s offer a { require in_a: %s } offer b { require in_b: %s }"
EDGE = [("100元", "1", "s.b is eligible"), ("99.99元", "1", "s.b is ineligible")]
# What the scheme says, its tests, and how many slips of it survive.
CASES = [
    ("a definition of two offers", "define rich = revenue >= 100元", SHARED % ("", "rich", "rich"), EDGE, 4),
    ("a param of two offers", "param least = 100元", SHARED % ("", "revenue >= least", "revenue >= least"), EDGE, 6),
    ("a requirement of the scheme", "", "in force from 2024-01-01 require all: revenue >= 100元 "
     "offer a { grant limit = 1元 } offer b { grant limit = 2元 }", EDGE, 5),
    ("a definition of a definition", "define rich = revenue >= 100元 define fit = rich and people >= 1",
     SHARED % ("", "rich", "fit"), EDGE + [("100元", "0", "s.b is ineligible")], 5),
    ("a definition that a test asks for", "define twice = revenue * 2",
     SHARED % ("", "twice >= 200元", "people >= 1"), [("100元", "1", "s.b is eligible, twice = 200元")], 11),
    ("a record that faults beside what is asked for", "",
     "in force from 2024-01-01 offer a { when people > 0 require in_a: debts / people <= 5元 } "
     "offer b { require in_b: revenue >= 100元 }", [("100元", "0", "s.b is eligible")], 14),
    ("a scheme as a whole", "", SHARED % ("", "revenue >= 100元", "revenue >= 200元"),
     [("100元", "1", "s is eligible"), ("99.99元", "1", "s is ineligible")], 5),
    ("two schemes", "define rich = revenue >= 100元", SHARED % ("", "rich", "people >= 1")
     + " } scheme t { in force from 2024-01-01 offer c { require in_c: rich }",
     [("100元", "1", "t.c is eligible"), ("99.99元", "1", "t.c is ineligible")], 11),
]


def survivors(tap, text):
    with open("p.pol", "w", encoding="utf-8") as file:
        file.write(text)
    code, out, said = tap.run("mutate", "p.pol", "--format", "json", "--lang", "en")
    if code not in (0, 1):
        return [(0, 0, said)]
    return sorted((slip["line"], slip["column"], slip["message"]) for slip in json.loads(out)["survivors"])


def main():
    tap = Tap(sys.argv[1])
    for name, before, scheme, tests, count in CASES:
        text = VOCABULARY + before + "\nscheme s { " + scheme + " }\n"
        text += "".join(TEST % ((i,) + test) for i, test in enumerate(tests))
        lines = text.count("\n")
        apart = survivors(tap, text)
        beside = [one for one in survivors(tap, text + ASKS) if one[0] <= lines]
        tap.check(name, (len(apart), apart), (count, beside))
    tap.end()


main()
