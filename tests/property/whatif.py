#!/usr/bin/env python3
"""What whatif counts is what two runs of eval come to, joined by key.

    whatif.py POL ROOT

Baseline and scenario are evaluated by `pol eval`, one after the other; matrix, limits, bridge, changed records with
their reasons, groups, sweeps and what each edit does are counted anew here from what they wrote. Beside that: sums of
parts are the whole, a scenario that changes nothing changes nothing, and neither threads nor the order of the records
show in the result. In TAP.
"""
import collections
import csv
import io
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

from tap import Report

DECISIONS = ["eligible", "refer", "incomplete", "ineligible", "not_applicable", "not_in_force"]
RANK = {d: i for i, d in enumerate(DECISIONS)}

POLICY = """vocabulary {
    field id(编号): text key
    field revenue(营业收入): money
    field debt(负债): money
    field age(年龄): count years_old
    field kind(类型): one of {growth(成长型), other(其他)}
    field clean(无不良): yes/no
    field applied(申请日): date
}
param floor(下限) = 10万元
define enough(足够) = revenue >= floor
scheme s(甲) {
    in force from 2024-01-01
    param least(最低年龄) = 18岁
    param cap(上限) = 20万元
    param factor = 50%
    require grown(成年): age >= least
    offer o(一号) {
        when kind is growth
        require rich(收入要求): enough
        require in principle clean(信用): clean
        grant limit = min(cap, revenue * factor)
    }
    offer p(二号) {
        require safe: debt / revenue < 60%
        veto old: age > 60
        grant limit = 5万元
    }
}
amendment "later" of s in force from 2025-01-01 {
    param cap = 30万元
}
scheme t(乙) {
    in force from 2024-01-01
    offer q {
        require both: meets s.o
        grant limit = 1万元
    }
}
reform "lower" of s {
    param least = 16岁
    param cap = 25万元
}
reform "floor" {
    param floor = 8万元
}
reform "more" of s {
    offer o {
        replace require rich: revenue >= 5万元 or debt < 1万元
        require small: debt < 50万元
    }
    offer n {
        when kind is other
        require rich: enough
        grant limit = cap
    }
    veto huge: debt > 90万元
}
"""

# An offer for each way to say a limit, and the most it may come to in yuan; 0: the policy names no bound.
LIMITS = [("revenue", 0), ("revenue * 10%", 0), ("min(30万元, revenue * 10%)", 300000), ("cap", 250000),
          ("min(revenue, cap) * 50%", 125000), ("max(cap, revenue)", 0), ("max(cap, 10万元)", 250000),
          ("cap + min(revenue, 5万元)", 300000), ("cap + revenue", 0), ("cap - 5万元", 200000),
          ("cap - revenue", 0), ("50万元 - max(revenue, 20万元)", 300000), ("min(revenue, debt)", 0),
          ("min(revenue, debt, 7万元) * 2", 140000), ("if clean then 9万元 else 8万元", 90000),
          ("if clean then revenue else 8万元", 0), ("min(if clean then revenue else 8万元, 6万元)", 60000),
          ("revenue / 12", 0), ("min(revenue / 12, 1万元)", 10000),
          ("least_of", 0), ("min(least_of, cap)", 250000), ("capped", 120000)]
BOUNDS_POLICY = """vocabulary {
    field id(编号): text key
    field revenue(营业收入): money
    field debt(负债): money
    field clean(无不良): yes/no
}
table least_of min {
    clean || amount
    yes   || revenue
    no    || 5万元
}
table capped min {
    clean || amount
    yes   || min(revenue, 12万元)
    no    || 5万元
}
scheme s(甲) {
    in force from 2024-01-01
    param cap(上限) = 25万元
%s}
"""


def bounds_faults(pol):
    """What incomplete records may get is the largest limit that the policy names, and none where it names none."""
    offers = ["    offer o%d {\n        require known: clean\n        grant limit = %s\n    }\n" % (i, text)
              for i, (text, _) in enumerate(LIMITS)]
    with open("bounds.pol", "w", encoding="utf-8") as file:
        file.write(BOUNDS_POLICY % "".join(offers))
    with open("bounds.csv", "w", encoding="utf-8") as file:
        file.write("id,revenue,debt,clean\n" + "".join("r%d,,,\n" % i for i in range(3)))
    told = json.loads(Case(pol, ["bounds.pol"], "bounds.csv", ["--as-of", "2024-07-01"], []).whatif())["schemes"]["s"]
    for i, (text, most) in enumerate(LIMITS):
        upper = told["offers"]["o%d" % i]["bounds"]["before"]["upper"]
        if (upper["eligible"], int(upper["limit"])) != (3, 3 * 100 * most):
            yield "%s: %s, not %d each" % (text, upper, most)
    if int(told["bounds"]["before"]["upper"]["limit"]) != 3 * 100 * max(most for _, most in LIMITS):
        yield "the scheme: %s" % told["bounds"]["before"]["upper"]


def records(seed, count):
    r = random.Random(seed)
    money = ["", "0", "50000", "79999.99", "80000", "100000", "160000", "400000", "500000", "700000.5", "950000"]
    yield "id,revenue,debt,age,kind,clean,applied"
    for i in range(count):
        ages, kinds = ["", "15", "16", "17", "18", "40", "61"], ["", "growth", "other"]
        dates = ["2023-12-31", "2024-06-01", "2025-06-01"]
        yield ",".join(["r%04d" % i, r.choice(money), r.choice(money), r.choice(ages), r.choice(kinds),
                        r.choice(["", "yes", "no"]), r.choice(dates)])


def applicants(path, seed, count):
    """Records mixed from the cells of those in the examples."""
    r = random.Random(seed)
    with open(path, encoding="utf-8") as file:
        rows = list(csv.reader(file))
    yield ",".join(rows[0])
    for i in range(count):
        base = r.choice(rows[1:])
        row = ["x%05d" % i] + [r.choice(rows[1:])[k] if r.random() < 0.1 else base[k] for k in range(1, len(rows[0]))]
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(row)
        yield text.getvalue()


def fen(text):
    whole, _, part = text.partition(".")
    return int(whole + (part + "00")[:2]) if text else None


class Case:
    def __init__(self, pol, policies, data, date, scenario, base=()):
        self.pol, self.policies, self.data, self.date = pol, policies, data, date
        self.scenario, self.base = list(scenario), list(base)

    def run(self, command, *options):
        said = subprocess.run([self.pol, command, *self.policies, "--data", self.data, *self.date, *options],
                              capture_output=True, text=True)
        if said.returncode not in (0, 4):
            raise RuntimeError("%s %s: %s" % (command, options, said.stderr))
        return said.stdout

    def whatif(self, *options):
        base = itertools.chain.from_iterable(("--base-set", b) for b in self.base)
        return self.run("whatif", "--format", "json", *self.scenario, *base, *options)

    def world(self, changes):
        """{id: {scheme: {offer or None: (decision, limit, best offer, reasons)}}}"""
        found = {}
        lines = self.run("eval", "--format", "long", *changes)
        for row in csv.DictReader(io.StringIO(lines)):
            reasons = [frozenset(filter(None, row[c].split(";"))) for c in ("failed", "refer", "missing")]
            of = found.setdefault(row["id"], {}).setdefault(row["scheme"], {})
            of[row["offer"]] = (row["decision"], fen(row["limit"]), row["offer"], reasons)
        for row in map(json.loads, self.run("eval", "--format", "jsonl", *changes).splitlines()):
            for scheme, answer in row["schemes"].items():
                of = found[row["id"]][scheme]
                limit = None if answer["limit"] is None else round(answer["limit"] * 100)
                of[None] = (answer["decision"], limit, None, best_of(of, answer["decision"]))
        return found

    def base_options(self):
        return [x for b in self.base for x in ("--set", b)]

    def scenario_options(self):
        own = [b for b in self.base if not any(s.split("=")[0] == b.split("=")[0] for s in self.scenario)]
        return self.scenario + [x for b in own for x in ("--set", b)]


def best_of(offers, decision):
    """The reasons of the offer that the decision is of: the largest limit, then the first."""
    own = [o for o in offers.values() if o[0] == decision]
    return max(own, key=lambda o: -1 if o[1] is None else o[1])[3] if own else [frozenset()] * 3


NOTHING = ("not_applicable", None, None, [frozenset()] * 3)


def kind_of(d0, d1, l0, l1):
    if d0 == d1:
        return "larger" if l1 > l0 else "smaller"
    if (d0 == "incomplete") != (d1 == "incomplete") and "eligible" not in (d0, d1):
        return "unsettled"
    return "better" if RANK[d1] < RANK[d0] else "worse"


def cause_of(kind, d0, d1, r0, r1):
    if kind in ("larger", "smaller"):
        return "grant", frozenset(["limit"])
    a, b = (r0, r1) if RANK[d1] < RANK[d0] else (r1, r0)
    for name, x, y in zip(("rule", "asks", "missing"), a, b):
        if x - y:
            return name, x - y
    return "offer", frozenset()


def counted(before, after, scheme, offer):
    """What is to be found of a scheme or an offer."""
    c = collections.defaultdict(int)
    flips = collections.Counter()
    for key, answers in before.items():
        if key not in after:
            continue
        d0, l0, o0, r0 = answers.get(scheme, {}).get(offer, NOTHING)
        d1, l1, o1, r1 = after[key].get(scheme, {}).get(offer, NOTHING)
        l0, l1 = l0 or 0, l1 or 0
        c["matrix", d0, d1] += 1
        c["limits", d0, d1] += l1 - l0
        c["before", d0] += 1
        c["after", d1] += 1
        c["granted", 0] += l0 if d0 == "eligible" else 0
        c["granted", 1] += l1 if d1 == "eligible" else 0
        c["refer", 0] += l0 if d0 == "refer" else 0
        c["refer", 1] += l1 if d1 == "refer" else 0
        if (d0, l0) == (d1, l1):
            continue
        kind = kind_of(d0, d1, l0, l1)
        c["changes", kind] += 1
        flips[d0, d1, kind, *cause_of(kind, d0, d1, r0, r1)] += 1
        if d0 == d1 == "eligible":
            c["bridge", kind] += l1 - l0
        elif d1 == "eligible":
            c["bridge", "entered"] += l1
        elif d0 == "eligible":
            c["bridge", "left"] -= l0
    return c, flips


def faults_of(told, before, after, scheme, offer):
    """What differs between a told scheme or offer and what is counted here."""
    c, flips = counted(before, after, scheme, offer)
    for d in DECISIONS:
        for side in ("before", "after"):
            if told["decisions"][side][d] != c[side, d]:
                yield "%s %s: %d, not %d" % (side, d, told["decisions"][side][d], c[side, d])
        for e in DECISIONS:
            if told["matrix"][d][e] != c["matrix", d, e]:
                yield "matrix %s %s: %d, not %d" % (d, e, told["matrix"][d][e], c["matrix", d, e])
            if d != e and int(told["matrix_limit"][d][e]) != c["limits", d, e]:
                yield "matrix_limit %s %s" % (d, e)
    for i, side in enumerate(("before", "after")):
        mean, limit = told["limit"][side]["mean"], told["limit"][side]
        if limit["count"] and int(mean) != (2 * c["granted", i] + limit["count"]) // (2 * limit["count"]):
            yield "mean %s: %s" % (side, mean)
        for what in ("granted", "refer"):
            if int(told["limit"][side][what]) != c[what, i]:
                yield "%s %s: %s, not %d" % (what, side, told["limit"][side][what], c[what, i])
    for kind, count in told["changes"].items():
        if count != c["changes", kind]:
            yield "%s: %d, not %d" % (kind, count, c["changes", kind])
    bridge = {k: int(v) for k, v in told["bridge"].items()}
    for part in ("entered", "larger", "smaller", "left"):
        if bridge[part] != c["bridge", part]:
            yield "bridge %s: %d, not %d" % (part, bridge[part], c["bridge", part])
    if bridge["before"] + sum(bridge[p] for p in ("entered", "larger", "smaller", "left")) != bridge["after"]:
        yield "the bridge does not end where it should"
    found = collections.Counter()
    for f in told["flips"]:
        found[f["before"], f["after"], f["kind"], f["cause"], frozenset(f["reasons"])] += f["records"]
    if found != flips:
        yield "flips: %s, not %s" % (found - flips, flips - found)


def all_told(answer):
    for scheme, told in answer["schemes"].items():
        yield scheme, None, told
        for offer, part in told["offers"].items():
            yield scheme, offer, part


def plain(offer):
    """The offer's name without the day from which a later version holds."""
    return offer.split(" from ")[0]


def joined(versions):
    """Of all versions of an offer, by rule, the counts; and the rules in the notice's order."""
    counts, order = collections.defaultdict(collections.Counter), []
    for rules in versions:
        for rule in rules:
            order += [] if rule["rule"] in order else [rule["rule"]]
            counts[rule["rule"]].update({k: v for k, v in rule.items() if k != "rule"})
    return counts, order


def funnel_of(order, rows):
    """What eval's rows come to: a record stops at the first of the rules that fails."""
    mine = collections.defaultdict(collections.Counter)
    for decision, _, _, (failed, _, missing) in rows:
        if decision in ("not_applicable", "not_in_force"):
            continue
        for rule in order:
            mine[rule]["fails"] += rule in failed
            mine[rule]["only_upper"] += failed == {rule}
            mine[rule]["least"] += failed == {rule} and not missing
        for rule in order:
            mine[rule]["reached"] += 1
            if rule in failed:
                mine[rule]["stopped"] += 1
                break
    return mine


def funnel_faults(answer, before, after):
    """Where records stop, and what excludes them, is what eval says of each."""
    for (scheme, told), (member, world) in itertools.product(answer["schemes"].items(),
                                                             (("funnel", before), ("funnel_after", after))):
        applies = told["applies" + member[len("funnel"):]]
        for offer in sorted({plain(name) for name in told[member]}):
            rows = [w[scheme].get(offer, NOTHING) for w in world.values()]
            counts, order = joined(r for name, r in told[member].items() if plain(name) == offer)
            mine = funnel_of(order, rows)
            asked = sum(sum(applies[name].values()) for name in told[member] if plain(name) == offer)
            if asked != sum(row[0] not in ("not_applicable", "not_in_force") for row in rows):
                yield "%s.%s: %d are asked" % (scheme, offer, asked)
            for rule in order:
                wrong = [k for k in ("reached", "stopped", "fails", "only_upper") if counts[rule][k] != mine[rule][k]]
                if wrong or not mine[rule]["least"] <= counts[rule]["only"] <= counts[rule]["only_upper"]:
                    yield "%s.%s %s: %s, not %s" % (scheme, offer, rule, counts[rule], mine[rule])
        yield from near_faults(told, member.replace("funnel", "near"), world, scheme)


def near_faults(told, member, world, scheme):
    """Near misses are of whom one rule fails and nothing is unknown."""
    for offer in {near["offer"] for near in told[member]}:
        rows = [w[scheme].get(offer, NOTHING) for w in world.values()]
        of = [near for near in told[member] if near["offer"] == offer]
        for rule in {near["rule"] for near in of}:
            for misses, most in ((lambda n: n, sum(r[3][0] == {rule} and not r[3][2] for r in rows)),
                                 (lambda n: n["upper"], sum(r[3][0] == {rule} for r in rows))):
                found = sum(misses(near)["misses"] for near in of if near["rule"] == rule)
                if found > most:
                    yield "%s.%s %s: %d near misses of %d" % (scheme, offer, rule, found, most)


def compare(case):
    before, after = case.world(case.base_options()), case.world(case.scenario_options())
    answer = json.loads(case.whatif("--sample", "3"))
    for scheme, offer, told in all_told(answer):
        for fault in faults_of(told, before, after, scheme, offer):
            yield "%s.%s: %s" % (scheme, offer, fault)
    yield from funnel_faults(answer, before, after)
    kept = len(set(before) & set(after))
    if answer["population"]["records"] - answer["population"]["rejected"] != kept:
        yield "population %s, not %d" % (answer["population"], kept)


def edit_faults(case):
    """Alone, last and shares, from runs of eval with some of the settings."""
    settings = [case.scenario[i + 1] for i in range(0, len(case.scenario), 2)]
    names = range(len(settings))
    value = {}
    for size in range(len(settings) + 1):
        for chosen in itertools.combinations(names, size):
            world = case.world([x for i in chosen for x in ("--set", settings[i])])
            for scheme, offer, _ in all_told(json.loads(case.whatif())):
                rows = [a.get(scheme, {}).get(offer, NOTHING) for a in world.values()]
                value[scheme, offer, chosen] = (sum(r[0] == "eligible" for r in rows),
                                                sum(r[1] or 0 for r in rows if r[0] == "eligible"))
    k, everything = len(settings), tuple(names)
    for scheme, offer, told in all_told(json.loads(case.whatif())):
        v = {c: value[scheme, offer, c] for s in range(k + 1) for c in itertools.combinations(names, s)}
        total = [0, 0]
        by_name = {e["edit"]: e for e in told["edits"]}
        for i in names:
            e = by_name.get(settings[i].split("=")[0])
            if not e:
                continue
            rest = tuple(x for x in names if x != i)
            for part, key in enumerate(("eligible", "limit")):
                if int(e["alone"][key]) != v[i,][part] - v[()][part]:
                    yield "%s %s alone" % (scheme, settings[i])
                if int(e["last"][key]) != v[everything][part] - v[rest][part]:
                    yield "%s %s last" % (scheme, settings[i])
                exact = sum(math.factorial(len(s)) * math.factorial(k - len(s) - 1) *
                            (v[tuple(sorted(s + (i,)))][part] - v[s][part])
                            for size in range(k) for s in itertools.combinations(rest, size))
                if abs(int(e["share"][key]) * math.factorial(k) - exact) >= math.factorial(k):
                    yield "%s %s share" % (scheme, settings[i])
                total[part] += int(e["share"][key])
        for part, key in enumerate(("eligible", "limit")):
            alone = sum(v[i,][part] - v[()][part] for i in names)
            if int(told["interaction"][key]) != v[everything][part] - v[()][part] - alone:
                yield "%s.%s: interaction %s" % (scheme, offer, told["interaction"])
        for part in range(2):
            if total[part] != v[everything][part] - v[()][part]:
                yield "%s.%s: shares add up to %d" % (scheme, offer, total[part])


def sum_faults(case, group):
    """Groups add up to the whole; a sweep is the scenario where its value is the scenario's."""
    options = [x for g in group["by"] for x in ("--by", g)] + [x for s in group["sweep"] for x in ("--sweep", s)]
    answer = json.loads(case.whatif(*options, "--min-cell", "0"))
    for scheme, offer, told in all_told(answer):
        for name, rows in told["groups"].items():
            total = rows[-1]
            for side in ("before", "after"):
                for d in ("eligible", "refer", "incomplete", "ineligible"):
                    if {sum(r[side][d] for r in rows[:-1]), total[side][d]} != {told["decisions"][side][d]}:
                        yield "%s.%s by %s: %s %s" % (scheme, offer, name, side, d)
                if sum(int(r[side]["limit"]) for r in rows[:-1]) != int(told["limit"][side]["granted"]):
                    yield "%s.%s by %s: limits %s" % (scheme, offer, name, side)
            for kind in ("better", "worse"):
                if sum(r[kind] for r in rows[:-1]) != told["changes"][kind] or total[kind] != told["changes"][kind]:
                    yield "%s.%s by %s: %s" % (scheme, offer, name, kind)
        for name, points in told["sweeps"].items():
            yield from sweep_faults(case, scheme, offer, name, points, told["decisions"]["after"])


def sweep_faults(case, scheme, offer, name, points, scenario):
    if not any(p.get("scenario") and p["eligible"] == scenario["eligible"] for p in points):
        yield "%s: no point of the sweep is the scenario's" % name
    for p in points:
        changes = case.scenario + ["--set", name + "=" + p["value"]]
        again = json.loads(Case(case.pol, case.policies, case.data, case.date, changes).whatif())
        part = again["schemes"][scheme]
        part = part["offers"][offer] if offer else part
        for d in ("eligible", "refer", "incomplete", "ineligible"):
            if part["decisions"]["after"][d] != p[d]:
                yield "%s at %s: %s %d, not %d" % (name, p["value"], d, p[d], part["decisions"]["after"][d])


def tenths(values):
    """Where groups begin: the value of the first record of each tenth, as far as they rise."""
    values = sorted(values)
    cuts = []
    for k in range(1, 10):
        cut = values[k * len(values) // 10] if values else 0
        if cut > (cuts[-1] if cuts else values[0] if values else cut):
            cuts.append(cut)
    return cuts


def years(values):
    return sorted(set(values))[1:]


def range_faults(case, field, parted, number, options=()):
    """Records by a number or date that no cuts are given for: `parted` says of all values where groups begin."""
    with open(case.data, encoding="utf-8") as file:
        rows = {row["id"]: row[field] for row in csv.DictReader(file)}
    kept = [{row["id"] for row in csv.DictReader(io.StringIO(case.run("eval", "--format", "long", *world, *options)))}
            for world in ((), case.scenario)]
    values = [rows[key] for key in kept[0] & kept[1]]
    known = [v for v in values if v]
    cuts = parted(map(number, known))
    counts = collections.Counter(sum(c <= number(v) for c in cuts) for v in known)
    want = [counts[i] for i in range(len(cuts) + 1)] + [len(values) - len(known), len(values)]
    for scheme, offer, told in all_told(json.loads(case.whatif("--by", field, "--min-cell", "0", *options))):
        got = [g["records"] for g in told["groups"][field]]
        if got != want:
            yield "%s.%s by %s: %s, not %s" % (scheme, offer, field, got, want)


def shuffled(path, seed):
    with open(path, encoding="utf-8") as file:
        head, *lines = file.read().splitlines()
    random.Random(seed).shuffle(lines)
    with open(path + ".shuffled", "w", encoding="utf-8") as file:
        file.write("\n".join([head] + lines) + "\n")
    return path + ".shuffled"


def same_bytes(case, options):
    """Neither threads nor the order of the records show, but for what is told of the file itself."""
    def told(c, jobs):
        answer = json.loads(c.whatif(*options, "--jobs", jobs))
        del answer["stamp"]
        return json.dumps(answer)

    one = told(case, "1")
    if len({case.whatif(*options, "--jobs", j) for j in ("1", "2", "8")}) != 1:
        yield "threads show"
    for seed in range(2):
        other = Case(case.pol, case.policies, shuffled(case.data, seed), case.date, case.scenario, case.base)
        if told(other, "2") != one:
            yield "the order of the records shows"


def identity_faults(case):
    answer = json.loads(case.whatif())
    for scheme, offer, told in all_told(answer):
        if told["flips"] or any(told["changes"].values()) or told["decisions"]["before"] != told["decisions"]["after"]:
            yield "%s.%s changes" % (scheme, offer)


def main():
    pol, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    report = Report()
    tell = report.faults
    with tempfile.TemporaryDirectory() as room:
        os.chdir(room)
        with open("p.pol", "w", encoding="utf-8") as file:
            file.write(POLICY)
        with open("few.csv", "w", encoding="utf-8") as file:
            file.write("\n".join(records(1, 1500)) + "\n")
        with open("some.csv", "w", encoding="utf-8") as file:
            file.write("\n".join(applicants(os.path.join(root, "examples/applicants.csv"), 2, 1200)) + "\n")
        own, shipped = ["p.pol"], [os.path.join(root, "policies"), os.path.join(root, "examples/reforms")]
        on, each = ["--as-of", "2024-07-01"], ["--as-of-field", "applied"]
        reforms = ["建行降低收入门槛", "中行逾期从严、成长型提额", "晋商银行经营满一年即可", "山西银行不看社保人数"]
        for date in (on, each):
            for scenario in (["--reform", "lower"], ["--reform", "floor"], ["--reform", "more"],
                             ["--reform", "lower", "--reform", "floor", "--reform", "more"],
                             ["--set", "s.factor=80%", "--set", "floor=5万元"],
                             ["--reform", "more", "--set", "s.cap=1万元"]):
                tell("%s %s" % (" ".join(scenario), date[0]), compare(Case(pol, own, "few.csv", date, scenario)))
        tell("a baseline of its own", compare(Case(pol, own, "few.csv", on, ["--set", "s.factor=90%"],
                                                   ["s.cap=40万元", "s.factor=10%"])))
        for reform in reforms:
            tell(reform, compare(Case(pol, shipped, "some.csv", on, ["--reform", reform])))
        several = [x for r in reforms for x in ("--reform", r)]
        tell("all reforms", compare(Case(pol, shipped, "some.csv", on, several)))
        tell("edits", edit_faults(Case(pol, own, "few.csv", on, ["--set", "s.factor=80%", "--set", "s.cap=30万元",
                                                                 "--set", "s.least=16岁"])))
        parts = {"by": ["kind", "revenue=10万元,50万元", "clean", "applied=2024-01-01"],
                 "sweep": ["s.cap=15万元..30万元/5万元"]}
        tell("groups and sweeps add up", sum_faults(Case(pol, own, "few.csv", on, ["--reform", "lower"]), parts))
        tell("the same as of each record's date", sum_faults(Case(pol, own, "few.csv", each, ["--reform", "lower"]),
                                                             {"by": parts["by"], "sweep": []}))
        lower = Case(pol, own, "few.csv", on, ["--reform", "lower"])
        tell("tenths of an amount", range_faults(lower, "revenue", tenths, fen))
        tell("tenths of a count", range_faults(lower, "age", tenths, int))
        tell("dates by year", range_faults(lower, "applied", years, lambda date: date[:4]))
        tell("tenths of the records that are wanted",
             range_faults(lower, "revenue", tenths, fen, ["--where", "age > 16岁 and kind is growth"]))
        tell("bounds", bounds_faults(pol))
        tell("nothing", identity_faults(Case(pol, own, "few.csv", each, [])))
        same = Case(pol, own, "few.csv", on, ["--set", "s.cap=20万元"])
        tell("a setting that is the baseline's", identity_faults(same))
        options = ["--by", "kind", "--by", "debt", "--by", "applied", "--sweep", "s.cap=15万元..30万元/5万元"]
        options += ["--robustness", "10%"]
        tell("threads and order", same_bytes(Case(pol, own, "few.csv", each, ["--reform", "lower", "--reform", "more"]),
                                             options))
        tell("threads and order of the shipped ones", same_bytes(Case(pol, shipped, "some.csv", on, several),
                                                                 ["--by", "类型"]))
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
