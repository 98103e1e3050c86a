#!/usr/bin/env python3
"""What pol check finds in the shipped policies, and whether those it shows are decided so.

    findings.py POL ROOT

Findings are held by the words they stand at, so that a line more in a policy changes nothing here.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

pol, root = os.path.abspath(sys.argv[1]), sys.argv[2]
os.chdir(root)

IDLE = ["营业执照(licence)", "连续经营(trading)", "年龄(age)", "公民身份(citizen)",
        "行为能力(capacity)", "信用记录(credit)", "贷款用途(purpose)"]
EXPECTED = sorted(
    # The standard of the type that benchmark asks for has all of them.
    [("ccb", "P0611" if "trading" in rule else "P0612", "要求 " + rule) for rule in IDLE] + [
        ("ccb", "P0675", "适用 类型 为 发展型"),
        # There is no lowest revenue in the notice.
        ("boc", "P0616", "授予 额度(limit)"),
        # Whoever borrows for the daily business does not for what is forbidden.
        ("jsb", "P0671", "用途正当"),
        # These offers are for enterprises alone.
        ("vocabulary", "P0671", "主体类型 为 小微企业"),
        ("vocabulary", "P0671", "(主体类型 为 个体工商户 且 申请人身份 为 经营者)"),
        ("sxb", "P0671", "主体类型 为 个体工商户"),
        ("sxb", "P0676", "原则上要求 分型标准(criteria)"),
        ("sxb", "P0605", "产品 创担贷(cdd)"),
    ])

number = failed = 0


def check(good, what, *seen):
    global number, failed
    number += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", number, what))
    for line in seen if not good else ():
        print("# %s" % str(line).replace("\n", "\n# "))


def run(*args, text=None):
    return subprocess.run([pol, *args], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def findings(*args):
    done = run("check", "--notes", "--format", "json", "--lang", "en", *args)
    return json.loads(done.stdout)["diagnostics"]


def words_at(place):
    with open(place["file"], "rb") as file:
        return file.read()[place["offset"]:place["offset"] + place["length"]].decode()


def of_policies():
    found = sorted((os.path.basename(d["file"])[:-4], d["code"], words_at(d)) for d in findings("policies"))
    check(found == EXPECTED, "the findings on the shipped policies are those that are so",
          *(set(found) ^ set(EXPECTED)))
    strict = run("check", "--strict", "policies")
    check(strict.returncode == 0, "none of them is a warning that is not accepted", strict.stderr)


def decided(policy, witness, folder):
    record = os.path.join(folder, "one.jsonl")
    with open(record, "w", encoding="utf-8") as file:
        file.write(json.dumps(witness["record"], ensure_ascii=False) + "\n")
    done = run("eval", policy, "--data", record, "--lang", "en", "--as-of", witness["as_of"], "--format", "jsonl")
    return done.stdout + done.stderr


def is_sample(policy, witness, folder):
    """Behind the policy, where it stands among the files that it uses."""
    there = os.path.join(folder, "there")
    shutil.copytree(os.path.dirname(policy), there, dirs_exist_ok=True)
    path = os.path.join(there, os.path.basename(policy))
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n" + witness["sample"])
    return run("check", "--lang", "en", path).returncode == 0


def of_witnesses(policy, expected):
    with tempfile.TemporaryDirectory() as folder:
        for d in findings(policy):
            if d["witness"] is None:
                continue
            told = decided(policy, d["witness"], folder)
            check(all(word in told for word in expected[d["code"]]), "%s: the applicant of %s is decided so" %
                  (os.path.basename(policy), d["code"]), d["message"], told)
            check(is_sample(policy, d["witness"], folder), "and is a sample", d["witness"]["sample"])


def of_large_tables():
    """Every row of 800 is told; of 20,000 it is said that not all are."""
    for rows, codes in (800, {"P0526"}), (20000, {"P0526", "P0596", "P0613"}):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "large.pol")
            with open(path, "w", encoding="utf-8") as file:
                file.write("vocabulary { field k: text key field n: count >= 0 }\ntable t first {\nn || r\n")
                file.writelines("%d..%d || %d\n" % (i * 10, i * 10 + 9, i) for i in range(rows))
                file.write("5 || 1\notherwise || 2\n}\n")
            found = {d["code"] for d in findings(path)}
            check(found <= codes and found, "a table of %d rows" % rows, found)


of_policies()
of_large_tables()
effects = {"P0614": ["R0150"], "P0615": ["R0150"], "P0616": ['"refer"'], "P0618": ['"refer"']}
of_witnesses("policies/boc.pol", effects)
of_witnesses("tests/golden/check/effects_en/effects.pol", effects)
print("1..%d" % number)
sys.exit(failed != 0)
