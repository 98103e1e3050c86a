#!/usr/bin/env python3
"""Copies of a policy, each with one of its thresholds a unit larger or smaller: slips.py POLICY FOLDER

Thresholds are numbers with a unit outside remarks and quoted words. Writes FOLDER/1/NAME, FOLDER/2/NAME, …, beside
what stands in the policy's folder.
"""
import os
import re
import shutil
import sys

THRESHOLD = re.compile(r"(?<![\d.\-])(\d+)(?=(?:万元|元|周?岁|年|个月|人|次|期|%))")
HIDDEN = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|#.*|\d+-\d+-\d+")


def thresholds(text):
    hidden = [m.span() for m in HIDDEN.finditer(text)]
    for m in THRESHOLD.finditer(text):
        if not any(start <= m.start() < end for start, end in hidden):
            yield m


def main():
    policy, folder = sys.argv[1:3]
    text = open(policy, encoding="utf-8").read()
    slips = [(m, by) for m in thresholds(text) for by in (1, -1)]
    for i, (m, by) in enumerate(slips, 1):
        to = os.path.join(folder, str(i))
        shutil.copytree(os.path.dirname(policy), to)
        with open(os.path.join(to, os.path.basename(policy)), "w", encoding="utf-8") as f:
            f.write(text[:m.start()] + str(int(m.group(1)) + by) + text[m.end():])


main()
