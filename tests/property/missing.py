#!/usr/bin/env python3
"""The tests that pol writes for what is missing show all of it, and notice every slip.

    missing.py POL ROOT

Policies of which tests are taken away, down to none, and random conditions without any: whatever `--write-tests` writes
passes, alone and beside the policy, is formatted as `pol fmt` would, and with it there is nothing left to show, but for
what pol says is open. Neither an input nor any file is written over. In TAP.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from tap import Report

POL, ROOT = sys.argv[1:3]
opened, slips = [], []
report = Report()


def pol(*args):
    done = subprocess.run([POL, *args], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout, done.stderr


def coverage(*paths):
    return json.loads(pol("test", *paths, "--coverage", "--format", "json")[1])


def left_open(err):
    told = re.search(r"(\d+) more|另有 (\d+) 处未能", err)
    return int(told[1] or told[2]) if told else 0


def is_noticed(path, new, lang):
    """Whether no slip survives beside the new file but what pol says is open."""
    code, out, err = pol("mutate", path, "--write-tests", new, "--lang", lang)
    if code or not os.path.exists(new):
        return False, out + err
    left, alone, shape = left_open(err), pol("test", new), pol("fmt", "--check", new)
    after = json.loads(pol("mutate", path, new, "--format", "json")[1] or '{"survived": -1, "mutants": 0}')
    done = after["survived"] <= left and alone[0] == 0 and shape[0] == 0
    slips.append((left, after["mutants"]))
    with open(new, encoding="utf-8") as file:
        return done, str((left, after, alone, shape)) + file.read()


def is_whole(path, new, lang):
    """Whether the new file passes, alone too, is laid out, and leaves nothing open."""
    code, out, err = pol("test", path, "--coverage", "--write-tests", new, "--lang", lang)
    left = left_open(err)
    if not os.path.exists(new):
        return coverage(path)["covered"] == coverage(path)["of"], out + err
    _, out, err = pol("test", path, new, "--coverage", "--lang", "en")
    alone, shape = pol("test", new), pol("fmt", "--check", new)
    after = coverage(path, new)
    done = after["tests"]["failed"] == 0 and alone[0] == 0 and shape[0] == 0 and after["covered"] == after["of"] - left
    opened.append((left, after["of"]))
    with open(new, encoding="utf-8") as file:
        return done, out + err + str(alone) + str(shape) + file.read()


# ---- policies of which tests are taken away


def without_tests(text, rng, kept):
    """Every test is a block whose last line is a brace alone."""
    parts = re.split(r"(?m)^((?:test|测试) .*?^\}\n)", text, flags=re.S)
    return "".join(p for i, p in enumerate(parts) if i % 2 == 0 or rng.random() < kept)


def strip(room, kept, seed):
    rng = random.Random(seed)
    for folder, _, names in os.walk(room):
        for name in sorted(n for n in names if n.endswith(".pol")):
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(without_tests(text, rng, kept))


def try_stripped(what, kept, lang):
    with tempfile.TemporaryDirectory() as home:
        open(os.path.join(home, ".pol-root"), "w").close()
        room = os.path.join(home, "policies")
        shutil.copytree(os.path.join(ROOT, what), room)
        strip(room, kept, 1)
        new = os.path.join(room, "new_test.pol")
        before = coverage(room) if kept else {"of": 1, "covered": 0}
        done, note = is_whole(room, new, lang)
        report(f"the shipped policies with {kept:.0%} of their tests are covered whole ({lang})",
               done and before["covered"] < before["of"], note[-3000:])
        os.remove(new)
        done, note = is_noticed(room, new, lang)
        report(f"and no slip in them survives ({lang})", done and slips[-1][0] <= (0 if kept else 8), note[:3000])


# ---- random conditions, none of which has a test

FIELDS = {"a": "yes/no", "b": "yes/no", "n": "count people", "m": "money", "p": "percent", "d": "date",
          "k": "one of {x, y, z}", "s": "any of {q, r}", "l": "list of { v: money, w: yes/no }"}
LEAVES = ["a", "b", "n >= {}", "n < {}人", "m > {}元", "m in {}元..{}00元", "p <= {}%", "d < 20{}-01-01", "k is x",
          "k in [y, z]", "s has any [q, r]", "s has all [q, r]", "time from d to as_of >= {} months"]
LISTS = ["count(l) >= 3", "any(l where v > {}元)", "sum(l.v) < {}元", "all(l, v < {}元 or w)", "many(l)"]


def leaf(rng):
    chosen = rng.choice(LEAVES if rng.random() < 0.9 else LISTS)
    return re.sub(r"\{\}", lambda m: str(rng.randint(10, 60)), chosen).translate({91: "{", 93: "}"})


def grow(rng, depth):
    if depth == 0 or rng.random() < 0.25:
        return leaf(rng) if rng.random() < 0.85 else f"not ({leaf(rng)})"
    return "(" + f" {rng.choice(['and', 'or'])} ".join(grow(rng, depth - 1) for _ in range(rng.choice([2, 2, 3]))) + ")"


def random_policy(rng):
    lines = ["vocabulary {", "    field id: text key", *[f"    field {f}: {t}" for f, t in FIELDS.items()], "}",
             "define many(多笔)(: items) = count(items) > 2 and any(items where w or v > 5元) or b",
             "scheme s “s” {", "    in force from 2024-01-01"]
    for offer in "op":
        lines += [f"    offer {offer} {{", f"        when {grow(rng, 1)}" if rng.random() < 0.5 else ""]
        for i, kind in enumerate(rng.sample(["require", "require in principle", "veto", "refer"], 2)):
            lines += [f"        {kind} r{i}: {grow(rng, 2)}"]
            lines += [f"            waive when {leaf(rng)}"] if kind != "refer" and rng.random() < 0.4 else []
        lines += [f"        grant limit = {rng.choice(['10万元', '1万元 * n', 'm * 20%'])}", "    }"]
    return "\n".join([*lines, "}", ""])


def try_random(seed, folder):
    rng = random.Random(seed)
    path, new = os.path.join(folder, f"p{seed}.pol"), os.path.join(folder, f"p{seed}_test.pol")
    with open(path, "w", encoding="utf-8") as file:
        file.write(random_policy(rng))
    code, out, err = pol("check", path, "--lang", "en")
    if code:
        return False, out + err
    lang = rng.choice(["en", "zh"])
    done, note = is_noticed(path, new.replace("_test", "_slips"), lang)
    return is_whole(path, new, lang) if done else (done, note)


def main():
    for kept, lang in ((0.5, "zh"), (0, "en")):
        try_stripped("policies", kept, lang)
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, ".pol-root"), "w").close()
        tried = [(seed, *try_random(seed, folder)) for seed in range(12)]
        wrong = [f"{seed}: {note[:3000]}" for seed, done, note in tried if not done]
        report("12 random policies without any test are covered whole, and none of their slips survives", not wrong,
               f"{len(wrong)}\n" + "\n".join(wrong[:2]))
        left, of = (sum(x) for x in zip(*opened))
        report("of a hundred outcomes at most one is not settled", left * 100 <= of, (left, of))
        left, of = (sum(x) for x in zip(*slips))
        report("and of a hundred slips at most three", left * 100 <= of * 3, (left, of))
    return report.end()


sys.exit(main())
