#!/usr/bin/env python3
"""What `pol diff` says of two editions is so.

    diff.py POL ROOT

The shipped policies are the same as themselves, laid out and spelt in any way. Each figure of a scheme made larger or
smaller, and each clause left out, is a difference that is told where it stands, and whoever is shown is treated
otherwise by `pol eval`. In TAP.
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys

from tap import Tap

SCHEMES = ["boc", "ccb", "jsb", "sxb"]
FIGURE = re.compile(r"(?<=[ (（.])(\d+)(?=(?:万元|元|岁|个月|年|人|次|天)(?![^“”]*”))")
CLAUSE = re.compile(r"^ {4,8}(?:要求|否决|转人工) (?:.*\n)(?: {9,}.*\n)*", re.M)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def rules_of(tap, policies, as_of, record):
    """All that `pol eval` says of a record, in one scheme's file."""
    line = json.dumps(record, ensure_ascii=False).encode()
    _, out, _ = tap.run("eval", policies, "--data", "-", "--input-format", "jsonl", "--format", "jsonl", "--as-of",
                        as_of, input=line)
    return json.loads(out)["schemes"]


def check_witnesses(tap, name, old, new, changes):
    """Those shown are treated otherwise, each by one of the changes at least."""
    shown = [w for c in changes for w in (c["worse"], c["better"]) if w]
    otherwise = [w for w in shown if rules_of(tap, old, w["as_of"], w["record"]) !=
                 rules_of(tap, new, w["as_of"], w["record"])]
    tap.check("%s: whoever is shown is treated otherwise" % name, len(otherwise), len(shown))


def compared(tap, old, new):
    code, out, said = tap.run("diff", old, new, "--format", "json")
    return code, json.loads(out) if out else said


def slips(text, dice):
    """Pairs of another text and the line that is altered in it."""
    rules = text.index("方案 ")
    for found in FIGURE.finditer(text, rules):
        if text[text.rfind("\n", 0, found.start()):found.start()].lstrip().startswith(("#", "施行", "人工核实")):
            continue
        number = int(found[1]) + dice.choice((-1, 1))
        yield text[:found.start()] + str(number) + text[found.end():], text.count("\n", 0, found.start()) + 1


def check_itself(tap, root):
    same = {"meaning": "same", "changes": []}
    for spelling in ("zh", "en"):
        shutil.copytree(root + "/policies", spelling)
        tap.run("fmt", "--lang", spelling, spelling)
        tap.check("the shipped policies in %s" % spelling, compared(tap, root + "/policies", spelling), (0, same))
    tap.check("from one spelling to the other", compared(tap, "zh", "en"), (0, same))


def check_figures(tap, root, scheme, dice):
    old, new = "zh/%s.pol" % scheme, "new/%s.pol" % scheme
    text = read(old)
    for other, line in slips(text, dice):
        write(new, other)
        code, found = compared(tap, old, new)
        name = "%s, line %d" % (scheme, line)
        if isinstance(found, str):  # it is no policy any more, and that is said
            tap.check("%s: refused" % name, (code, ":%d:" % line in found), (3, True))
            continue
        tap.check("%s: one change, there" % name, [c["place"]["line"] for c in found["changes"]], [line])
        effects = {c["effect"] for c in found["changes"]}
        tap.check("%s: the exit code" % name, code, 0 if effects == {"same"} else 1)
        check_witnesses(tap, name, old, new, found["changes"])


def check_clauses(tap, scheme):
    old, new = "zh/%s.pol" % scheme, "new/%s.pol" % scheme
    text, told = read(old), 0
    for clause in CLAUSE.finditer(text):
        write(new, text[:clause.start()] + text[clause.end():])
        code, found = compared(tap, old, new)
        if isinstance(found, str):
            continue  # another clause speaks of it
        dropped = [c["effect"] for c in found["changes"] if c["kind"] == "dropped"]
        tap.check("%s: %s is left out" % (scheme, clause[0].split()[1]), len(dropped) == 1 and dropped[0] in
                  ("loosened", "same"), True)
        others = {c["part"] for c in found["changes"] if c["kind"] != "dropped"}
        tap.check("… and nothing else, but for offers that ask for its offer", others <= {"result"}, True)
        told += code
    return told


def check_git(tap, root):
    """`git diff` through textconv shows no layout; examples/diff.sh compares with a commit."""
    if not shutil.which("git"):
        tap.skip("git", "git is not installed")
        return
    def git(*args):
        return subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *args], cwd="repository",
                              capture_output=True, check=True).stdout.decode()
    shutil.copytree(root + "/policies", "repository/policies")
    git("init", "-q")
    git("config", "diff.pol.textconv", "POL=%s sh %s/examples/textconv.sh" % (tap.program, root))
    write("repository/.gitattributes", "*.pol diff=pol\n")
    git("add", ".")
    git("commit", "-qm", "first")
    path = "repository/policies/ccb.pol"
    text = read(path)
    write(path, text.replace("    要求", "      要求"))
    tap.check("git shows no layout", git("diff"), "")
    write(path, text.replace("= 30万元", "= 20万元", 1))
    tap.check("git shows what changed", [line for line in git("diff", "-U0").splitlines() if "= 20万元" in line][0][0],
              "+")
    done = subprocess.run(["sh", root + "/examples/diff.sh", "HEAD", "policies", "--lang", "zh"], cwd="repository",
                          capture_output=True, check=False, env={**os.environ, "POL": tap.program})
    tap.check("a commit and what stands here", (done.returncode, "由 30万元 降为 20万元" in done.stdout.decode()),
              (1, True))


def main():
    root, dice, tap = os.path.abspath(sys.argv[2]), random.Random(5), Tap(sys.argv[1])
    check_itself(tap, root)
    shutil.copytree("zh", "new")
    told = 0
    for scheme in SCHEMES:
        check_figures(tap, root, scheme, dice)
        told += check_clauses(tap, scheme)
    tap.check("clauses left out mean something", told > 20, True)
    check_git(tap, root)
    tap.end()


if __name__ == "__main__":
    main()
