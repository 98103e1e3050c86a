#!/usr/bin/env python3
"""What `pol check --fix` writes, over every policy below some folders, most of which are wrong in some way.

    fixes.py POL FOLDER…

A rehearsal writes nothing; what is written is what the JSON says, where all of that is taken at once; there is less to
be found then; and the second time there is nothing to write.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

from tap import tell_cases


def demand(holds, what):
    if not holds:
        raise AssertionError(what)


def run(pol, folder, *words):
    done = subprocess.run([pol, "check", *words], capture_output=True, cwd=folder)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def found(pol, folder, name):
    code, out, _ = run(pol, folder, "--format", "json", name)
    demand(code in (0, 1, 6), "exit code %d" % code)
    return json.loads(out) if out else None


def files(folder):
    result = {}
    for root, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                result[os.path.relpath(os.path.join(root, name), folder)] = file.read()
    return result


def put_in(before, fixes):
    """The files with all of the fixes, where none overlaps another."""
    after = dict(before)
    for fix in sorted(fixes, key=lambda f: -f["offset"]):
        name, at = os.path.normpath(fix["file"]), fix["offset"]
        after[name] = after[name][:at] + fix["text"].encode("utf-8") + after[name][at + fix["length"]:]
    return after


def weight(told):
    return told["errors"], told["warnings"]


def check_file(pol, path):
    with tempfile.TemporaryDirectory() as whole:
        folder, name = os.path.join(whole, "case"), os.path.basename(path)
        shutil.copytree(os.path.dirname(path), folder)
        open(os.path.join(folder, ".pol-root"), "w").close()
        told, before = found(pol, folder, name), files(folder)
        if told is None:
            return 0
        fixes = [d["fix"] for d in told["diagnostics"] if d["fix"] and not d["accepted"]]
        code, _, err = run(pol, folder, "--fix", "--dry-run", name)
        planned = "To be fixed" in err
        demand(files(folder) == before, "a rehearsal writes")
        demand(told["errors"] or code == planned, "exit code %d of a rehearsal" % code)
        _, _, err = run(pol, folder, "--fix", name)
        changed, after = files(folder), found(pol, folder, name)
        demand((changed != before) == planned, "it does not write what was planned")
        demand(not planned or weight(after) < weight(told), "no less is found than before")
        at_once = "Fixed: %d," % len(fixes) in err and "not taken" not in err
        demand(not at_once or changed == put_in(before, fixes), "it is not what the hints say")
        run(pol, folder, "--fix", name)
        demand(files(folder) == changed, "the second time writes more")
        return changed != before


CLEAN = """词汇 {
    字段 年龄(age)：数量
}
方案 甲(a) “甲” {
    要求 成年(adult)：%s
    产品 乙(b) {
        授予 额度(limit) = 1万元
    }
}
"""


def unsure(pol):
    """Two names are as near: which was meant is not the tool's to say."""
    with tempfile.TemporaryDirectory() as folder:
        text = CLEAN.replace("方案 甲(a) “甲” {", "参数 最低年龄 = 18\n参数 最高年龄 = 65\n方案 甲(a) “甲” {")
        path = os.path.join(folder, "p.pol")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text % "年龄 ≥ 最大年龄")
        code, out, err = run(pol, folder, "--fix", "p.pol")
        demand(code == 1 and b"fixed[" not in out and "nothing that can be fixed" in err, "it guesses: %r" % out)


def main():
    pol = os.path.realpath(sys.argv[1])
    paths = sorted(p for folder in sys.argv[2:] for p in glob.glob(os.path.join(folder, "**/*.pol"), recursive=True))
    cases = [("two names that are as near", lambda: unsure(pol))]
    cases += [(p, lambda p=p: check_file(pol, p)) for p in paths]
    return tell_cases(cases, 9, "enough was fixed: %d files")


sys.exit(main())
