#!/usr/bin/env python3
"""Whoever `pol prove` shows goes through `pol eval`, and breaks the claim, or shows it.

    prove.py POL ROOT

Claims about the shipped policies, with thresholds drawn by chance; and each policy beside its copy. In TAP.
"""
import json
import os
import random
import re
import shutil
import sys
import tempfile

from tap import Tap

SCHEMES = ["boc", "ccb", "jsb", "sxb"]
CONDITIONS = ["age < %d", "age > %d", "annual_revenue < %d万元", "insured_people > %d", "count(overdue) > %d",
              "requested > %d万元", "连续经营时长 < %d个月"]


def decided(tap, root, proof, condition, scheme):
    """What `pol eval` decides of the one who was found, where the condition holds of it."""
    line = json.dumps(proof["witness"], ensure_ascii=False).encode()
    _, out, _ = tap.run("eval", root + "/policies", "--data", "-", "--input-format", "jsonl", "--format", "jsonl",
                        "--as-of", proof["as_of"], "--where", condition, input=line)
    return [json.loads(row)["schemes"][scheme]["decision"] for row in out.splitlines()]


def proved_same(tap, root, folder, scheme):
    code, out, _ = tap.run("prove", "%s/policies/%s.pol" % (root, scheme), "--before", "%s/%s.pol" % (folder, scheme),
                           "--claim", "same", "--missing", "--format", "json")
    return code, [p["answer"] for p in json.loads(out)["claims"]]


def copies(tap, root):
    """Each policy is the same as a copy of it, and as one in either spelling."""
    for lang in (None, "en", "zh"):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(root + "/policies", folder, dirs_exist_ok=True)
            if lang:
                tap.run("fmt", "--lang", lang, folder)
            for scheme in SCHEMES:
                tap.check("%s: the same as its copy, %s" % (scheme, lang or "word for word"),
                          proved_same(tap, root, folder, scheme), (0, ["proved"]))


# What a program may count on, and what each member may be.
ANSWERS = {"proved", "found", "nobody", "open"}


def check_members(tap, proof):
    """An object of `claims`, member by member."""
    name = proof["claim"]
    found = proof["answer"] == "found"
    tap.check(name + ": its members", list(proof), ["claim", "answer", "holds", "as_of", "witness", "odd", "scope"])
    tap.check(name + ": the answer", proof["answer"] in ANSWERS, True)
    tap.check(name + ": a record where one was found", isinstance(proof["witness"], dict), found)
    tap.check(name + ": its date", bool(re.fullmatch(r"\d{4}-\d\d-\d\d", proof["as_of"] or "")), found)
    tap.check(name + ": whether it holds", proof["holds"] is None, proof["answer"] == "open")
    tap.check(name + ": whom it is about", proof["scope"].startswith("every applicant"), True)


def check_whole(tap, proof, missing):
    """Whoever is shown has all data, where the claim is about such."""
    gaps = [field for field, value in proof["witness"].items() if value is None]
    tap.check(proof["claim"] + ": nothing is missing", missing or gaps == [], True)


ORDER = ["eligible", "refer", "incomplete", "ineligible", "not_applicable", "not_in_force"]


def ranks(tap, root, proof, as_of):
    """How good the decision on each offer is on the date, 0 the best."""
    line = json.dumps(proof["witness"], ensure_ascii=False).encode()
    _, out, _ = tap.run("eval", root + "/policies", "--data", "-", "--input-format", "jsonl", "--format", "jsonl",
                        "--as-of", as_of, input=line)
    schemes = json.loads(out)["schemes"]
    return [ORDER.index(offer["decision"]) for s in SCHEMES for offer in schemes[s]["offers"].values()]


def dates(tap, root, dice):
    """Whoever is shown for two dates is decided as the claim says nobody is."""
    for _ in range(2):
        first, then = "20%d-0%d-01" % (dice.randint(22, 24), dice.randint(1, 9)), "20%d-05-06" % dice.randint(25, 26)
        _, out, _ = tap.run("prove", root + "/policies", "--format", "json", "--as-of", first, "--then-as-of", then,
                            "--claim", "nobody worse", "--claim", "nobody better")
        for proof, sign in zip(json.loads(out)["claims"], (1, -1)):
            name = "%s from %s to %s" % (proof["claim"], first, then)
            tap.check(name + ": the dates", (proof["as_of"], proof["then_as_of"]), (first, then))
            if proof["answer"] == "found":
                pairs = zip(ranks(tap, root, proof, first), ranks(tap, root, proof, then))
                tap.check(name, any((b - a) * sign > 0 for a, b in pairs), True)


BLOCKS = '''vocabulary {
    field id: text key
    field opened: date <= as_of
    field shops: count >= 0
    field revenue: money >= 0 yuan
    field late: list of { month: month, amount: money >= 0 yuan }
}
scheme loans {
    in force from 2024-01-01
    require open_for: completed_years(opened, as_of) >= %d
    require each: revenue / shops >= %d万元
    require paid: count(late where amount > %d元) <= 2
    offer only { grant limit = min(revenue * 20%%, 50万元) }
}
reform "other" of loans {
    replace require open_for: completed_years(opened, as_of) >= %d
    replace require each: shops > 0 and revenue / shops >= %d万元
}
claim "errors" { never errors }
claim "errors no more" of reform "other" { never errors }
claim "worse" of reform "other" { nobody worse }
claim "better" of reform "other" { nobody better }
claim "poor" of reform "other" { nobody where revenue < %d万元 gets loans }
claim "late" { somebody where count(late) > 3 gets loans }
claim "none" { never more generous }
'''


def eval_of(tap, path, proof, *options):
    """The exit code of `pol eval` for the one who was found, and what it decides."""
    line = json.dumps(proof["witness"], ensure_ascii=False).encode()
    code, out, _ = tap.run("eval", path, "--data", "-", "--input-format", "jsonl", "--format", "jsonl", "--as-of",
                           proof["as_of"], *options, input=line)
    return code, [ORDER.index(json.loads(row)["schemes"]["loans"]["decision"]) for row in out.splitlines()]


def check_blocks(tap, path, name):
    """Whoever is shown for a claim of the file, about a reform too, is decided by `pol eval` as is said."""
    _, out, _ = tap.run("prove", path, "--format", "json")
    proofs = {p["title"]: p for p in json.loads(out)["claims"]}
    tap.check(name + "an error is shown", eval_of(tap, path, proofs["errors"]), (4, []))
    tap.check(name + "and gone", proofs["errors no more"]["answer"], "proved")
    tap.check(name + "nothing to compare with", proofs["none"]["answer"], "unasked")
    tap.check(name + "somebody late", eval_of(tap, path, proofs["late"])[1][0] < 2, True)
    for title, sign in (("worse", 1), ("better", -1)):
        if proofs[title]["answer"] == "found":
            _, was = eval_of(tap, path, proofs[title])
            _, now = eval_of(tap, path, proofs[title], "--reform", "other")
            tap.check(name + title, (now[0] - was[0]) * sign > 0, True)
    if proofs["poor"]["answer"] == "found":
        tap.check(name + "poor", eval_of(tap, path, proofs["poor"], "--reform", "other")[1][0] < 2, True)


def blocks(tap, dice):
    """Claims in files, with figures drawn by chance."""
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(6):
            path = "%s/loans%d.pol" % (folder, turn)
            with open(path, "w", encoding="utf-8") as f:
                f.write(BLOCKS % tuple(dice.randint(1, 9) for _ in range(6)))
            check_blocks(tap, path, "turn %d: " % turn)


def main():
    root, dice, tap = os.path.abspath(sys.argv[2]), random.Random(11), Tap(sys.argv[1])
    found = 0
    for scheme in SCHEMES:
        conditions = [dice.choice(CONDITIONS) % dice.randint(0, 40) for _ in range(8)]
        claims = ["nobody where %s gets %s" % (condition, scheme) for condition in conditions]
        options = [part for claim in claims for part in ("--claim", claim)]
        missing = ["--missing"] if dice.random() < 0.5 else []
        code, out, _ = tap.run("prove", root + "/policies", "--format", "json", *missing, *options)
        proofs = json.loads(out)["claims"]
        tap.check("%s: every claim is answered" % scheme, [p["claim"] for p in proofs], claims)
        tap.check("%s: the exit code" % scheme, code, 1 if any(p["holds"] is False for p in proofs) else
                  8 if any(p["holds"] is None for p in proofs) else 0)
        for proof, condition in zip(proofs, conditions):
            check_members(tap, proof)
            if proof["answer"] == "found":
                found += 1
                check_whole(tap, proof, bool(missing))
                got = decided(tap, root, proof, condition, scheme)
                tap.check(proof["claim"], got in (["eligible"], ["refer"]), True)
    tap.check("some are found", found > 3, True)
    dates(tap, root, dice)
    blocks(tap, dice)
    copies(tap, root)
    tap.end()


if __name__ == "__main__":
    main()
