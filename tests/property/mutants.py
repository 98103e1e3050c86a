#!/usr/bin/env python3
"""The tests of the shipped policies notice slips in their text, made by somebody who knows nothing of the tree.

    mutants.py POL ROOT

Each line of a scheme is changed as a hand might slip: a number by one unit, a comparison, 且 for 或, a 非 left out, a
member of a list, a row, a rule that asks for a person instead of excluding. What does not compile is no slip that could
stay; of all others some test must fail, but for those listed below, with why nobody could notice them. In TAP.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from tap import Report

POL, ROOT = sys.argv[1:3]
# By file, what the line holds, and what the slip does: 对调 where it changes places with the next, 去掉 where it is
# gone. Rows of which no applicant fits two may stand in any order; untyped merchants get no offer of sxb, whatever its
# table says of them; and a table that comes to its end says no more than 文件未规定 does.
SAME = [
    ("boc", "成长型、发展型 | 是", "对调"),
    ("boc", "生存型         | -", "对调"),
    ("boc", "成长型         | -", "对调"),
    ("boc", "其余                      || 文件未规定", "去掉"),
    ("sxb", "生存型、未分型", ""),
    ("sxb", "成长型         | 是", "对调"),
]
report = Report()


def code_of(line):
    """The line with comments and quoted text blanked out, so that places stay the same."""
    line = re.sub(r"“(?:[^“”]|“[^“”]*”)*”|\"[^\"]*\"", lambda m: "�" * len(m.group()), line)
    return re.sub(r"#.*", lambda m: "�" * len(m.group()), line)


UNITS = {"万元": (Decimal(10000), "元", Decimal("0.01")), "元": (Decimal(1), "元", Decimal("0.01")),
         "%": (Decimal(1), "%", Decimal("0.01")), "年": (Decimal(12), "个月", Decimal(1))}


def numbers(line, code):
    for m in re.finditer(r"(?<![\w.\-])(\d+(?:\.\d+)?)(万元|元|%|个月|年|岁|人|次|天)?(?![\w\-.])", code):
        factor, unit, step = UNITS.get(m.group(2), (Decimal(1), m.group(2) or "", Decimal(1)))
        for sign in (-1, 1):
            value = Decimal(m.group(1)) * factor + sign * step
            yield line[:m.start()] + f"{value}{unit}" + line[m.end():]


SIGNS = {"≥": ">=<≤", "≤": "<=>≥", ">": "≥<", "<": "≤>"}


def signs(line, code):
    for i, c in enumerate(code):
        if c == "≥" or c == "≤" or (c in "<>" and code[i - 1:i] == " "):
            for other in SIGNS[c]:
                yield line[:i] + other + line[i + 1:]
    for was, now in ((" 且 ", " 或 "), (" 或 ", " 且 "), (" 属于 ", " 不属于 "), (" 不属于 ", " 属于 "),
                     ("不为空", "为空"), (" 为 ", " 不为 ")):
        for m in re.finditer(was, code):
            yield line[:m.start()] + now + line[m.end():]


def left_out(line, code):
    for m in re.finditer(r"非 ", code):
        yield line[:m.start()] + line[m.end():]
    for m in re.finditer(r"[\w]+、|、[\w]+", code):
        if "依据" not in code[:m.start()]:
            yield line[:m.start()] + line[m.end():]
    parts = re.split(r"( 且 | 或 )", line)
    for i in range(0, len(parts), 2):
        rest = parts[:max(i - 1, 0)] + parts[i + (2 if i == 0 else 1):]
        if len(parts) > 1 and "�" not in code:
            yield "".join(rest)


def strength(line, code):
    for was, now in (("要求 ", "原则上要求 "), ("否决 ", "转人工 "), ("转人工 ", "否决 ")):
        if code.lstrip().startswith(was):
            yield line.replace(was, now, 1)


def rows(lines, i, code):
    is_row = "||" in code and i and "||" in code_of(lines[i - 1])
    if is_row:
        yield lines[:i] + lines[i + 1:]
        if "||" in code_of(lines[i + 1]) and "其余" not in lines[i + 1]:
            yield lines[:i] + [lines[i + 1], lines[i]] + lines[i + 2:]


def slips(text):
    lines = text.split("\n")
    for i, line in enumerate(lines):
        code = code_of(line)
        starts = code.strip().split(" ")[0]
        if starts in ("引用", "方案", "发布", "来源", "施行", "人工核实", "材料", "产品", "原文", "依据"):
            continue
        for make in (numbers, signs, left_out, strength):
            for changed in make(line, code):
                yield i, lines[:i] + [changed] + lines[i + 1:]
        for changed in rows(lines, i, code):
            yield i, changed


def how_slipped(lines, i, changed):
    if len(changed) < len(lines):
        return "去掉"
    return "对调" if changed[i] == lines[i + 1] and changed[i + 1] == lines[i] else ""


def is_same(name, lines, i, changed):
    how = how_slipped(lines, i, changed)
    return any(file == name and holds in lines[i] and said == how for file, holds, said in SAME)


class Room:
    """A copy of the policies of its own, in which one file at a time is another."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        shutil.copytree(os.path.join(ROOT, "policies"), os.path.join(self.folder, "policies"))

    def test(self, name, text):
        path = os.path.join(self.folder, "policies", name + ".pol")
        with open(path, encoding="utf-8") as file:
            before = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        tests = os.path.join(self.folder, "policies", "tests")
        done = subprocess.run([POL, "test", tests], capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        with open(path, "w", encoding="utf-8") as file:
            file.write(before)
        return done.returncode


def try_file(room, name):
    with open(os.path.join(ROOT, "policies", name + ".pol"), encoding="utf-8") as file:
        text = file.read()
    lines, noticed, survivors, known = text.split("\n"), 0, [], 0
    for i, changed in slips(text):
        code = room.test(name, "\n".join(changed))
        assert code in (0, 1, 3), code
        noticed += code == 1
        if code == 0 and is_same(name, lines, i, changed):
            known += 1
        elif code == 0:
            survivors.append(f"{name}.pol:{i + 1}: {lines[i].strip()}\n    {changed[i].strip()}")
    return name, noticed, known, survivors


def main():
    names = ["boc", "ccb", "jsb", "sxb"]
    rooms = [Room() for _ in names]
    with ThreadPoolExecutor(2) as pool:
        tried = list(pool.map(try_file, rooms, names))
    for name, noticed, known, survivors in tried:
        report(f"{name}: {noticed} slips noticed, {known} known to change nothing", noticed > 20 and not survivors,
               "\n".join(survivors))
    for room in rooms:
        shutil.rmtree(room.folder)
    return report.end()


sys.exit(main())
