#!/usr/bin/env python3
"""What is asked beside the change comes to what runs of eval come to.

    whatif_asked.py POL ROOT

Groups, sweeps, robustness, what unknown data may hide, and who is near a threshold are counted anew here, from what
`pol eval` writes of each record with the settings in question, and from the records' own cells. In TAP.
"""
import csv
import json
import os
import random
import sys
import tempfile

from tap import Report
from whatif import Case, DECISIONS, NOTHING, POLICY, RANK, all_told, records

MEASURED = DECISIONS[:4]


def measure(rows):
    """Of answers (decision, limit, …): how many are decided how, and what is granted."""
    counted = {d: sum(r[0] == d for r in rows) for d in MEASURED}
    return counted, sum(r[1] or 0 for r in rows if r[0] == "eligible")


def is_measure(told, rows):
    counted, limit = measure(rows)
    return all(told[d] == counted[d] for d in MEASURED) and int(told["limit"]) == limit


def answers(world, keys, scheme, offer):
    return [world[k].get(scheme, {}).get(offer, NOTHING) for k in keys]


# ---- groups


def bounds_of(cuts, value):
    """Which of the groups that the cuts part a value is in; the one behind them: it has none."""
    return len(cuts) + 1 if value is None else sum(c <= value for c in cuts)


def group_faults(case, asked, cells):
    """`cells` says of a record's key which row of the table it is in."""
    before, after = case.world(case.base_options()), case.world(case.scenario_options())
    keys = sorted(set(before) & set(after))
    answer = json.loads(case.whatif("--by", asked, "--min-cell", "0"))
    for scheme, offer, told in all_told(answer):
        (rows,) = told["groups"].values()
        for number, row in enumerate(rows):
            mine = [k for k in keys if number == len(rows) - 1 or cells(k) == number]
            pairs = list(zip(answers(before, mine, scheme, offer), answers(after, mine, scheme, offer)))
            wanted = {"records": len(mine), "better": better(pairs), "worse": better([(b, a) for a, b in pairs])}
            if any(row[k] != n for k, n in wanted.items()):
                yield "%s.%s by %s: %s, not %s" % (scheme, offer, asked, row, wanted)
            for side, rows_of in (("before", [p[0] for p in pairs]), ("after", [p[1] for p in pairs])):
                if not is_measure(row[side], rows_of):
                    yield "%s.%s by %s, %s: %s, not %s" % (scheme, offer, asked, side, row, measure(rows_of))


def better(pairs):
    """What is known less well, or better, is neither, but where it is eligible."""
    return sum(RANK[b[0]] < RANK[a[0]] and ("eligible" in (a[0], b[0]) or "incomplete" not in (a[0], b[0]))
               for a, b in pairs)


# ---- other values


def value_faults(case, name, value, told_of, what):
    """With the param at a value all else is as in the scenario."""
    world = case.world([*without(case.scenario_options(), name), "--set", "%s=%s" % (name, value)])
    for scheme, offer, told in all_told(told_of):
        rows = answers(world, sorted(world), scheme, offer)
        yield from what(scheme, offer, told, rows)


def without(options, name):
    pairs = list(zip(options[::2], options[1::2]))
    return [x for pair in pairs if not pair[1].startswith(name + "=") for x in pair]


def sweep_faults(case, asked):
    name = asked.split("=")[0]
    answer = json.loads(case.whatif("--sweep", asked))
    after = case.world(case.scenario_options())
    points = next(iter(answer["schemes"].values()))["sweeps"][name]
    for number, point in enumerate(points):
        def is_told(scheme, offer, told, rows, number=number):
            if name not in told["sweeps"]:  # what hangs on nothing that it moves is as in the scenario
                was = answers(after, sorted(after), scheme, offer)
                if measure(was) != measure(rows):
                    yield "%s.%s is moved, and not told" % (scheme, offer)
            elif not is_measure(told["sweeps"][name][number], rows):
                yield "%s.%s: %s, not %s" % (scheme, offer, told["sweeps"][name][number], measure(rows))
        yield from value_faults(case, name, point["value"], answer, is_told)


def robustness_faults(case):
    answer = json.loads(case.whatif("--robustness", "10%"))
    after = case.world(case.scenario_options())
    if not answer["robustness"]:
        yield "nothing is moved"
    for number, moved in enumerate(answer["robustness"]):
        for way, end in (("down", "low"), ("up", "high")):
            def is_told(scheme, offer, told, rows, way=way, moved=moved):
                mine = [m for m in told["robustness"] if m["param"] == moved["param"]]
                was = answers(after, sorted(after), scheme, offer)
                wanted = [sum(r[0] == d for r in rows) - sum(r[0] == d for r in was) for d in ("eligible", "refer")]
                wanted.append(measure(rows)[1] - measure(was)[1])
                got = [mine[0][way]["eligible"], mine[0][way]["refer"], int(mine[0][way]["limit"])] if mine else [0] * 3
                if got != wanted:
                    yield "%s.%s %s %s: %s, not %s" % (scheme, offer, moved["param"], way, got, wanted)
            yield from value_faults(case, moved["param"], moved[end], answer, is_told)


# ---- unknown data, thresholds


def bound_faults(case):
    """Known as it stands; and with every incomplete record eligible."""
    answer = json.loads(case.whatif())
    for side, world in (("before", case.world(case.base_options())), ("after", case.world(case.scenario_options()))):
        for scheme, offer, told in all_told(answer):
            rows = answers(world, sorted(world), scheme, offer)
            counted, limit = measure(rows)
            lower, upper = told["bounds"][side]["lower"], told["bounds"][side]["upper"]
            if not is_measure(lower, rows):
                yield "%s.%s %s: %s, not %s" % (scheme, offer, side, lower, counted)
            known = [upper["eligible"] - counted["incomplete"], upper["incomplete"], upper["ineligible"]]
            if known != [counted["eligible"], 0, counted["ineligible"]] or int(upper["limit"]) < limit:
                yield "%s.%s %s: %s, of %s" % (scheme, offer, side, upper, counted)


def near_faults(case, cells, offer, rule, field, bound):
    """Amounts below a bound: how far they are off whom this rule alone excludes, and who passes by a tenth at most."""
    answer = json.loads(case.whatif("--near", "10%"))["schemes"]["s"]
    for member, world, bound_here in (("near", case.world(case.base_options()), bound[0]),
                                      ("near_after", case.world(case.scenario_options()), bound[1])):
        told = next(n for n in answer[member] if (n["offer"], n["rule"]) == (offer, rule))
        alone = [(bound_here - cells[k][field], not row[3][2]) for k, row in
                 ((k, of["s"].get(offer, NOTHING)) for k, of in world.items())
                 if row[0] == "ineligible" and row[3][0] == {rule}]
        close = [k for k, of in world.items() if of["s"].get(offer, NOTHING)[0] == "eligible"
                 and 0 <= cells[k][field] - bound_here <= bound_here // 10]
        for of, gaps in ((told, [g for g, certain in alone if certain]), (told["upper"], [g for g, _ in alone])):
            wanted = [len(gaps), *(sum(g * 100 <= bound_here * share for g in gaps) for share in (5, 10, 20))]
            got = [of[k] for k in ("misses", "within_5", "within_10", "within_20")]
            if got != wanted or not gaps:
                yield "%s: %s, not %s" % (member, got, wanted)
        least = min(g for g, certain in alone if certain)
        if (told["nearest"], told["passes"]) != (least, len(close)):
            yield "%s: nearest %s, passes %s, not %s" % (member, told["nearest"], told["passes"], (least, len(close)))
        yield from admitting_faults(told, [g for g, certain in alone if certain], bound_here,
                                    sum(map(bool, world)))


def admitting_faults(told, gaps, bound, population):
    """The value that lets in one in a hundred lets in as many as it says, and the step before does not."""
    if "admitting_value" not in told:
        if len(gaps) >= -(-population // 100):
            yield "no value admits one in a hundred"
        return
    value = round(float(told["admitting_value"].replace("万元", "")) * 1000000)
    if sum(bound - g >= value for g in gaps) != told["admitted"] or told["admitted"] < -(-population // 100):
        yield "%s admits %d" % (told["admitting_value"], told["admitted"])


def amounts(path):
    """Of each record its amounts in fen; None where there is none."""
    with open(path, encoding="utf-8") as file:
        return {row["id"]: {k: round(float(row[k]) * 100) if row[k] else None for k in ("revenue", "debt")} |
                {"kind": row["kind"]} for row in csv.DictReader(file)}


def near_records(count):
    """Revenues on either side of the floor."""
    r = random.Random(3)
    yield "id,revenue,debt,age,kind,clean,applied"
    for i in range(count):
        yield "n%04d,%d,%s,%s,growth,%s,2024-06-01" % (i, r.randrange(60000, 130000), r.choice(["", "1000"]),
                                                       r.choice(["", "17", "30"]), r.choice(["", "yes"]))


def main():
    pol = os.path.abspath(sys.argv[1])
    report = Report()
    tell = report.faults
    with tempfile.TemporaryDirectory() as room:
        os.chdir(room)
        for name, lines in (("few.csv", records(5, 900)), ("near.csv", near_records(900))):
            with open(name, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
        with open("p.pol", "w", encoding="utf-8") as file:
            file.write(POLICY)
        cells, on, each = amounts("few.csv"), ["--as-of", "2024-07-01"], ["--as-of-field", "applied"]
        kinds = {"growth": 0, "other": 1, "": 2}
        for date in (on, each):
            lower = Case(pol, ["p.pol"], "few.csv", date, ["--reform", "lower", "--reform", "more"])
            tell("groups of a choice %s" % date[0],
                 group_faults(lower, "kind", lambda k: kinds[cells[k]["kind"]]))
            tell("groups of an amount %s" % date[0],
                 group_faults(lower, "revenue=8万元,16万元,50万元",
                              lambda k: bounds_of([8000000, 16000000, 50000000], cells[k]["revenue"])))
        set_only = Case(pol, ["p.pol"], "few.csv", on, ["--set", "s.factor=80%", "--set", "s.cap=30万元"],
                        ["floor=9万元"])
        tell("a sweep", sweep_faults(set_only, "s.cap=15万元..30万元/5万元"))
        tell("a sweep of a shared param", sweep_faults(set_only, "floor=5万元..15万元/2万元"))
        tell("a sweep of an age under reforms",
             sweep_faults(Case(pol, ["p.pol"], "few.csv", each, ["--reform", "lower"]), "s.least=15岁..19岁/2岁"))
        tell("robustness", robustness_faults(set_only))
        tell("unknown data", bound_faults(Case(pol, ["p.pol"], "few.csv", on, ["--reform", "more"])))
        tell("who is near", near_faults(Case(pol, ["p.pol"], "near.csv", on, ["--reform", "floor"]),
                                        amounts("near.csv"), "o", "rich", "revenue", (10000000, 8000000)))
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
