#!/usr/bin/env python3
"""Each kind of slip that a tired hand might make is made, once, and nothing else.

    slip_kinds.py POL

Every rule below stands alone in a scheme of which no test asks, so that all slips in it are told but those that come
to the same. In TAP.
"""
import json
import os
import subprocess
import sys
import tempfile

POLICY = """vocabulary {
    field id: text key
    field revenue: money
    field people: count people
    field opened: date
    field kind: one of {shop, stall, cart}
    field marks: any of {old, fresh}
    field local: yes/no
    field known: yes/no
    field loans: list of { amount: money, month: month, open: yes/no }
}
scheme s {
    in force from 2024-01-01
    %s
}
scheme asked {
    in force from 2024-01-01
    offer o { require here: local }
}
test "of another scheme" as of 2024-07-01 {
    given { id: "x" local: yes }
    expect asked.o is eligible
}
test "of another applicant" as of 2024-07-01 {
    given { id: "x" local: no }
    expect asked.o is ineligible, failed {here}
}
"""
RULE = ["without: rule", "require → require in principle"]
AMOUNT = ["≥ → >", "≥ → ≤", "≥ → =", "20,000 yuan → 19,999.99 yuan", "20,000 yuan → 20,000.01 yuan"]
COUNTED = ["≤ → <", "≤ → ≥", "≤ → ="]
PEOPLE = ["≥ → >", "≥ → ≤", "≥ → =", "1 person → 0 people", "1 person → 2 people"]
CASES = [
    ("a fen either way, edge and direction", "offer o { require a: revenue >= 2万元 }", RULE + AMOUNT),
    ("a fen either way in a param", "param floor = 2万元\n    offer o { require a: revenue >= floor }", RULE + AMOUNT),
    ("a day either way", "offer o { require a: opened <= 2020-05-06 }",
     RULE + COUNTED + ["2020-05-06 → 2020-05-05", "2020-05-06 → 2020-05-07"]),
    ("a month either way", "offer o { require a: time from opened to as_of >= 24 months }",
     RULE + ["≥ → >", "≥ → ≤", "2 years → 23 months", "2 years → 25 months"]),
    ("a person either way", "offer o { require a: people >= 1 people }", RULE + PEOPLE),
    ("equality and another choice", "offer o { require a: kind is shop }",
     RULE + ["= → ≠", "shop → stall", "shop → cart"]),
    ("and, or, not, a dropped operand", "offer o { require a: local and known }",
     RULE + ["and → or"] + ["the opposite", "without: operand"] * 2),
    ("or, and", "offer o { require a: local or known }",
     RULE + ["or → and"] + ["the opposite", "without: operand"] * 2),
    ("not", "offer o { require a: not local }", RULE + ["the opposite"] * 2),
    ("a dropped member of a list", "offer o { require a: kind in {shop, stall} }",
     RULE + ["the opposite", "without: member", "without: member", "shop → stall", "shop → cart", "stall → shop",
             "stall → cart"]),
    ("a dropped waiver", "offer o { require a: people >= 1 people waive when known }",
     RULE + PEOPLE + ["the opposite", "without: waiver"]),
    ("in principle", "offer o { require in principle a: local }",
     ["without: rule", "require in principle → require", "the opposite"]),
    ("a veto that only refers", "offer o { veto a: known }", ["without: rule", "veto → refer", "the opposite"]),
    ("what refers as a veto", "offer o { refer a: known }", ["without: rule", "refer → veto", "the opposite"]),
    ("a dropped filter", "offer o { require a: count(loans where open) <= 2 }",
     RULE + COUNTED + ["the opposite", "without: condition on the items", "2 → 1", "2 → 3"]),
    ("what is asked of items", "offer o { require a: count(loans where open and amount >= 2万元) <= 2 }",
     RULE + COUNTED + AMOUNT + ["without: condition on the items", "and → or", "the opposite", "without: operand",
                                "without: operand", "2 → 1", "2 → 3"]),
    ("what no item tells apart", "offer o { require a: count(loans where amount >= 2万元 and amount >= 1万元) <= 2 }",
     RULE + COUNTED + AMOUNT + ["without: condition on the items", "and → or", "without: operand", "≥ → ≤", "≥ → =",
                                "2 → 1", "2 → 3"]),
    ("what some item tells apart, with an applicant of its own",
     "offer o { require a: sum(loans.amount where amount >= 2万元 and amount >= revenue) <= 9万元 }",
     RULE + COUNTED + AMOUNT + ["without: condition on the items", "and → or", "without: operand", "without: operand",
                                    "≥ → >", "≥ → ≤", "≥ → =", "90,000 yuan → 89,999.99 yuan",
                                    "90,000 yuan → 90,000.01 yuan"]),
    ("any for all", "offer o { require a: any(loans where open) }",
     RULE + ["the opposite", "the opposite", "without: condition on the items", "any → all"]),
    ("all for any", "offer o { require a: all(loans where open, amount >= 2万元) }",
     RULE + AMOUNT + ["the opposite", "the opposite", "without: condition on the items", "all → any"]),
    ("what items are told apart by", "offer o { require a: count(loans where open per month) <= 2 }",
     RULE + COUNTED + ["without: condition on the items", "without: grouping", "the opposite", "2 → 1", "2 → 3"]),
    ("a definition with parameters, once for all its uses", """define big(: x, y) = x >= 2万元 or y
    offer o { require a: big(revenue, local) and any(loans where big(amount, open)) }""",
     RULE + AMOUNT + ["or → and", "without: operand", "without: operand", "the opposite"] +
     ["and → or", "without: operand", "without: operand", "any → all", "without: condition on the items"] +
     ["the opposite"] * 5),
    ("a window", "offer o { require a: count(loans where month within 24 months) <= 2 }",
     RULE + COUNTED +
     ["without: condition on the items", "2 years → 23 months", "2 years → 25 months", "2 → 1", "2 → 3"]),
    ("rounding", "offer o { grant limit = (revenue * 50% rounded down to 1000元) }",
     ["rounded down → rounded half up", "rounded down → rounded up", "50% → 49.99%", "50% → 50.01%",
      "1,000 yuan → 999.99 yuan", "1,000 yuan → 1,000.01 yuan"]),
    ("rows dropped and swapped", """table cap first {
        kind        || cap
        shop        || 3元
        shop, stall || 2元
        cart        || 1元
    }
    offer o { grant limit = cap }""",
     ["without: row"] * 3 + ["rows change places", "without: member"] +
     ["shop → stall", "shop → cart", "3 yuan → 2.99 yuan", "3 yuan → 3.01 yuan"] +
     ["shop → cart", "stall → shop", "stall → cart", "2 yuan → 1.99 yuan", "2 yuan → 2.01 yuan"] +
     ["cart → shop", "cart → stall", "1 yuan → 0.99 yuan", "1 yuan → 1.01 yuan"]),
    ("a dropped when", "offer o { when local grant limit = 1元 }",
     ["without: 'when'", "the opposite", "1 yuan → 0.99 yuan", "1 yuan → 1.01 yuan"]),
]


def told(slip):
    if slip["was"]:
        return "%s → %s" % (slip["was"], slip["now"])
    message = slip["message"]
    if " without this " in message:
        return "without: " + message.rsplit(" without this ", 1)[1].rstrip(".")
    return "rows change places" if "change places" in message else "the opposite"


def slips(pol, rule):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "p.pol")
        with open(path, "w", encoding="utf-8") as file:
            file.write(POLICY % rule)
        done = subprocess.run([pol, "mutate", path, "--format", "json", "--lang", "en"], capture_output=True)
    if done.returncode not in (0, 1):
        return [done.stderr.decode("utf-8")]
    return [told(slip) for slip in json.loads(done.stdout)["survivors"]]


def main():
    pol = os.path.abspath(sys.argv[1])
    print("1..%d" % len(CASES))
    failed = 0
    for number, (name, rule, wanted) in enumerate(CASES, 1):
        found = slips(pol, rule)
        good = sorted(found) == sorted(wanted)
        failed += not good
        print("%sok %d - %s" % ("" if good else "not ", number, name))
        if not good:
            print("# more: %s\n# fewer: %s" % ([x for x in found if found.count(x) > wanted.count(x)],
                                               [x for x in wanted if wanted.count(x) > found.count(x)]))
    return failed > 0


sys.exit(main())
