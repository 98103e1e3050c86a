#!/usr/bin/env python3
"""Every threshold of the shipped policies that stands in words which are quoted, changed: pol check notices it.

    tests/property/figures.py POL

A figure is changed in text, in its param or in its rule, and comparisons are moved to another edge. What is not noticed
must be known, with the reason, in MISSED.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

pol = os.path.abspath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIGURE = re.compile(r"(?<![\d.“])(\d+(?:\.\d+)?)(万元|元|%|年|个月|天|岁|人|次)(?!”)")
EDGE = re.compile(r"[≥≤<>] (?=\S)")
OTHER = {"≥": ">", "≤": "<", "<": "≤", ">": "≥"}


# The words say no edge: 连续3期或累计6期及以上 leaves that of the 3 open, 至6个月 and 近6个月 any.
# Nothing at all: > 0元. The quote has no figure: the waiver's. 120万元 stands in the words of two types.
MISSED = {
    "boc.pol": {"≥ 连续逾期期数": 2, "或 计数(记录 其中 计入(月份，金额，天数)) ≥ 累计逾期期数": 1},
    "ccb.pol": {"≥ 从业者最短经营时长": 1},
    "jsb.pol": {"> 0元": 1},
    "sxb.pol": {"成长型最高收入(": 1, "成长型最多社保人数(": 1, "发展型最低收入(": 1, "≥ 稳定期": 2},
}


def codes(policy, text):
    with open(policy, "w", encoding="utf-8") as f:
        f.write(text)
    done = subprocess.run([pol, "check", "--format", "json", policy], capture_output=True, text=True)
    found = json.loads(done.stdout)["diagnostics"]
    return [d["code"] for d in found if "accepted" not in d or not d["accepted"]]


def spans(text):
    """Code without quotes and comments, and the places in it."""
    return re.sub(r"“(?:[^“”]|“[^“”]*”)*”|#[^\n]*", lambda m: " " * len(m.group()), text)


def changes(text):
    code = spans(text)
    for m in FIGURE.finditer(code):
        if m.group(1).strip("0."):
            more = str(int(m.group(1)) + 1) if "." not in m.group(1) else m.group(1) + "1"
            yield "figure", text[: m.start(1)] + more + text[m.end(1) :], m.start()
    for m in re.finditer(r"参数 [^\n=]*= (\d+)\n", code):
        yield "figure", text[: m.start(1)] + str(int(m.group(1)) + 1) + text[m.end(1) :], m.start()
    for m in EDGE.finditer(code):
        yield "edge", text[: m.start()] + OTHER[m.group()[0]] + text[m.start() + 1 :], m.start()


def known(name, line):
    for words, times in MISSED[name].items():
        if words in line and times:
            MISSED[name][words] -= 1
            return True
    return False


def try_policy(policy, name):
    text, noticed, missed = open(policy, encoding="utf-8").read(), 0, []
    wanted = {"figure": "P0565", "edge": "P0566"}
    if any("P0565" <= code <= "P0569" for code in codes(policy, text)):
        missed.append("something is said of it as it is")
    for kind, changed, at in changes(text):
        line = text.count("\n", 0, at)
        words = text.split("\n")[line].strip()
        if wanted[kind] in codes(policy, changed):
            noticed += 1
        elif not known(name, words):
            missed.append("line %d, %s: %s" % (line + 1, kind, words))
    with open(policy, "w", encoding="utf-8") as f:
        f.write(text)
    return noticed, missed + ["is noticed now: " + words for words, times in MISSED[name].items() if times]


def main():
    failed = False
    print("1..%d" % len(MISSED))
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(os.path.join(root, "policies"), os.path.join(work, "policies"))
        open(os.path.join(work, ".pol-root"), "w").close()
        for number, name in enumerate(sorted(MISSED), 1):
            noticed, missed = try_policy(os.path.join(work, "policies", name), name)
            print("%s %d - %s: %d changes noticed" % ("not ok" if missed else "ok", number, name, noticed))
            print("".join("# %s\n" % line for line in missed), end="")
            failed |= bool(missed)
    return failed


sys.exit(main())
