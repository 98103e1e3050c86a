#!/usr/bin/env python3
"""The reports of whatif on the parts of some data, added up by `pol summary`, are the report on the whole.

    joined.py POL ROOT

The same bytes, but for the stamp: of 1, 3 and 20 parts, some of them empty, in any order, and of sums of sums. The
policies of whatif.py with the records of its own, and the shipped ones with merchants mixed from the examples. In TAP.
"""
import itertools
import json
import os
import random
import sys

from tap import Tap
from whatif import POLICY, applicants, records

# So many limits that they are counted by their first digits, in the whole or already in the parts.
MANY = """vocabulary {
    field id: text key
    field revenue: money
}
scheme s {
    in force from 2024-01-01
    offer o {
        require some: revenue >= 100元
        grant limit = revenue
    }
}
"""


class Joined(Tap):
    def whatif(self, name, lines, words):
        with open(name + ".csv", "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        code, _, said = self.run("whatif", *words, "--data", name + ".csv", "-o", name + ".json")
        if code not in (0, 4):
            raise RuntimeError("%s: %s" % (words, said))
        return name + ".json"

    def numbers(self, text):
        """All but the stamp, and the stamp without what was read."""
        stamp = json.loads(text)["stamp"]
        data = sorted(f["path"] for f in stamp["inputs"] if f["role"] == "data")
        return text[:text.index(',"stamp":{')], {k: v for k, v in stamp.items() if k not in ("command", "inputs")}, data

    def parts(self, header, rows, count, words, chance):
        """Reports of so many parts, in any order; each record is in one of them."""
        shares = [[] for _ in range(count)]
        for row in rows:
            chance.choice(shares[1:] or shares).append(row)
        names = [self.whatif("part%d" % i, [header] + share, words) for i, share in enumerate(shares)]
        chance.shuffle(names)
        return names

    def summary(self, *words):
        code, out, said = self.run("summary", "--format", "json", *words)
        return out if code == 0 and not said else "%d: %s" % (code, said)

    def compare(self, name, lines, words, counts=(1, 3, 20)):
        header, *rows = lines
        chance = random.Random(name)
        with open(self.whatif("whole", lines, words + ["--min-cell", "5"]), encoding="utf-8") as file:
            whole = self.numbers(file.read())
        for count in counts:
            names = self.parts(header, rows, count, words + ["--min-cell", "0"], chance)
            found = self.summary(*names, "--min-cell", "5")
            self.tell("%s: %d" % (name, count), found, whole, names)
        with open("some.json", "w", encoding="utf-8") as file:
            file.write(self.summary(*names[:7]))
        self.tell("%s: sums of sums" % name, self.summary("some.json", *names[7:], "--min-cell", "5"), whole, names)

    def tell(self, name, found, whole, names):
        if not found.startswith("{"):
            self.check(name, found, "a sum")
            return
        text, stamp, data = self.numbers(found)
        at = next((i for i, (a, b) in enumerate(zip(text, whole[0])) if a != b), 0)
        self.check(name, (text == whole[0], text[at:at + 100] if text != whole[0] else "", stamp, data),
                   (True, "", whole[1], sorted(n.replace(".json", ".csv") for n in names)))


def many(count, seed):
    chance = random.Random(seed)
    return ["id,revenue"] + ["r%d,%d.%02d" % (i, chance.randrange(10 ** 6), chance.randrange(100))
                             for i in range(count)]


def main():
    root = os.path.abspath(sys.argv[2])
    t = Joined(sys.argv[1])
    for name, text in (("p.pol", POLICY), ("many.pol", MANY)):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    own = list(records(3, 900))
    for date in (["--as-of", "2024-07-01"], ["--as-of-field", "applied"]):
        for scenario in (["--reform", "lower", "--reform", "floor", "--set", "s.factor=80%"], ["--reform", "more"],
                         ["--reform", "lower", "--reform", "floor", "--reform", "more"]):
            more = ["--by", "kind", "--by", "revenue=10万元,50万元", "--by", "clean", "--robustness", "20%",
                    "--sweep", "s.cap=15万元..30万元/5万元", "--sample", "4", "--near", "20%"]
            if date[0] == "--as-of-field":
                del more[-6:-4]
            t.compare(" ".join(scenario + date[:1]), own, ["p.pol", *date, *scenario, *more])
    t.compare("with a condition, in Chinese", own,
              ["p.pol", "--as-of", "2024-07-01", "--reform", "lower", "--where", "age >= 17 or not clean", "--lang",
               "zh", "--seed", "7"])
    t.compare("more edits than can be shared out exactly", own,
              ["p.pol", "--as-of", "2024-07-01", "--set", "s.least=16岁", "--set", "s.cap=30万元", "--set",
               "s.factor=60%", "--set", "floor=8万元", "--reform", "more", "--base-set", "s.cap=10万元"])
    reforms = list(itertools.chain.from_iterable(("--reform", r) for r in (
        "建行降低收入门槛", "中行逾期从严、成长型提额", "晋商银行经营满一年即可", "山西银行不看社保人数")))
    policies = [os.path.join(root, "policies"), os.path.join(root, "examples/reforms")]
    shipped = list(applicants(os.path.join(root, "examples/applicants.csv"), 2, 900))
    t.compare("the shipped ones", shipped,
              [*policies, "--as-of", "2024-07-01", *reforms, "--by", "type", "--robustness",
               "10%", "--sweep", "ccb.min_revenue_growth=10万元..40万元/10万元"])
    for count, parts in ((30000, (3,)), (80000, (1, 5)), (150000, (2,))):
        t.compare("%d limits" % count, many(count, count),
                  ["many.pol", "--as-of", "2024-07-01", "--no-sample"], parts)
    most = ["id,revenue"] + ["r%d,%d" % (i, 100 + i % 65536) for i in range(65600)]
    t.compare("just so many that none is rounded", most, ["many.pol", "--as-of", "2024-07-01", "--no-sample"], (2,))
    with open("whole.json", encoding="utf-8") as file:
        t.check("and none is", "rounded" in file.read(), False)
    t.end()


main()
