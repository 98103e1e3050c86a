#!/usr/bin/env python3
"""`--where` takes just the records for which its condition is yes, and counts those of which that can't be told.

    where.py POL

Random conditions over records and decisions are worked out anew here, in Kleene's logic, from what `pol eval` decides
without them. In TAP.
"""
import csv
import io
import json
import random
import sys

from tap import Tap

POLICY = """vocabulary {
    field id: text key
    field day: date
    field people: count
    field good: yes/no
}
scheme s(甲) {
    in force from 2024-01-01 until 2024-12-31
    param floor = 3
    offer early { require many: people >= floor  require fine: good }
}
scheme s(甲) {
    in force from 2025-01-01
    param floor = 5
    offer early { require many: people >= floor }
    offer late(晚) { refer odd: good  require few: people < 8 }
}
scheme t { in force from 2024-01-01 offer o { when people < 6 require fine: good } }
"""
DECISIONS = [("eligible", "符合条件"), ("refer", "转人工"), ("incomplete", "资料不全"), ("ineligible", "不符合条件"),
             ("not_applicable", "不适用"), ("not_in_force", "未施行")]
PATHS = {("s", None): ["s", "甲"], ("s", "early"): ["s.early", "甲.early"], ("s", "late"): ["s.late", "甲.晚"],
         ("t", None): ["t"], ("t", "o"): ["t.o"]}
ORDER = [english for english, _ in DECISIONS]


def records(dice, count):
    rows = []
    for number in range(count):
        day = "%d-%02d-11" % (dice.choice([2023, 2024, 2025]), dice.randint(1, 12))
        people = dice.choice(["", *map(str, range(10))])
        rows.append({"id": "R%d" % number, "day": day, "people": people, "good": dice.choice(["yes", "no", ""])})
    return rows


def decided_leaf(dice):
    path = dice.choice(list(PATHS))
    wanted = dice.sample(DECISIONS, dice.randint(1, 3))
    words = [dice.choice(names) for names in wanted]
    negated = dice.random() < 0.3
    if len(words) == 1:
        text = "%s %s %s" % (dice.choice(PATHS[path]), "is not" if negated else dice.choice(["is", "为"]), words[0])
    else:
        text = "%s %s {%s}" % (dice.choice(PATHS[path]), "not in" if negated else "in", ", ".join(words))
    among = [names[0] for names in wanted]
    return text, lambda record, found: 2 * ((found[path] in among) != negated)


def record_leaf(dice):
    if dice.random() < 0.3:
        return "good", lambda record, found: {"yes": 2, "no": 0, "": 1}[record["good"]]
    if dice.random() < 0.4:
        return "people >= s.floor", lambda record, found: (
            1 if not record["people"] else 2 * (int(record["people"]) >= (5 if record["day"] >= "2025" else 3)))
    bound = dice.randint(0, 9)
    return "people > %d" % bound, lambda record, found: (
        1 if not record["people"] else 2 * (int(record["people"]) > bound))


def condition(dice, depth):
    kind = dice.choice(["and", "or", "not", "leaf"]) if depth else "leaf"
    if kind == "leaf":
        return dice.choice([decided_leaf, record_leaf])(dice)
    if kind == "not":
        text, truth = condition(dice, depth - 1)
        return "not (%s)" % text, lambda record, found: 2 - truth(record, found)
    kids = [condition(dice, depth - 1) for _ in range(dice.randint(2, 3))]
    fold = min if kind == "and" else max
    text = (" %s " % kind).join("(%s)" % text for text, _ in kids)
    return text, lambda record, found: fold(truth(record, found) for _, truth in kids)


def decisions(text):
    """By record: what each offer, and each scheme by its best offer, came to."""
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        one = found.setdefault(row["id"], {path: "not_in_force" for path in PATHS})
        if (row["scheme"], row["offer"]) in PATHS:
            one[row["scheme"], row["offer"]] = row["decision"]
        best = one.setdefault(("best", row["scheme"]), [])
        best.append(ORDER.index(row["decision"]))
        one[row["scheme"], None] = ORDER[min(best)]
    return found


def main():
    tap = Tap(sys.argv[1])
    dice = random.Random(5)
    rows = records(dice, 500)
    with open("p.pol", "w", encoding="utf-8") as file:
        file.write(POLICY)
    with open("d.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    plain = ["eval", "p.pol", "--data", "d.csv", "--as-of-field", "day", "--format", "long"]
    everything = tap.run(*plain)[1]
    found, header = decisions(everything), everything.splitlines()[0]
    for _ in range(60):
        text, truth = condition(dice, dice.randint(0, 3))
        truths = {row["id"]: truth(row, found[row["id"]]) for row in rows}
        wanted = [header] + [line for line in everything.splitlines()[1:] if truths[line.split(",")[0]] == 2]
        code, out, _ = tap.run(*plain, "--where", text, "--summary", "sum.json", "-j", str(dice.randint(1, 4)))
        with open("sum.json", encoding="utf-8") as file:
            population = json.load(file)["population"]
        values = list(truths.values())
        counts = (len(rows), values.count(2), values.count(1))
        tap.check(text, (code, out.splitlines(), tuple(population[k] for k in ("records", "wanted", "unknown"))),
                  (0, wanted, counts))
    tap.end()


main()
