#!/usr/bin/env python3
"""What `pol sample` promises of the four policies, found out without asking it: from the rules as they are written, and
from what `pol eval` makes of its records and of records beside them.

    sampled.py POL ROOT

Each offer is eligible for somebody; each rule fails alone for somebody, who has a twin that differs in one thing (or in
a few that must change together), gets the offer, and would no longer get it one fen, day or person further; each rule
that asks a person does; each field without which some record is incomplete is shown missing. What it says that nobody
can show is nowhere shown. In TAP.
"""
import csv
import datetime
import io
import json
import os
import re
import subprocess
import sys
import tempfile

from tap import Report

POL, ROOT = (os.path.abspath(word) for word in sys.argv[1:3])
POLICIES = os.path.join(ROOT, "policies")
DATE = ["--as-of", "2024-07-01", "--lang", "en"]
IS_DATE = re.compile(r"\d{4}-\d\d-\d\d")
KEY = "applicant_id"


def pol(*args, **more):
    done = subprocess.run([POL, *args], cwd=POLICIES, capture_output=True, text=True, check=False, **more)
    return done.returncode, done.stdout, done.stderr


class Policy:
    """A policy, what is sampled of it, and the decisions on that."""

    def __init__(self, name, home):
        self.name, self.file, self.home = name, name + ".pol", home
        self.offers, self.rules = self.read()
        lines = pol("sample", self.file, *DATE, "--format", "jsonl")[1]
        self.records = [json.loads(line) for line in lines.splitlines()]
        told = pol("sample", self.file, *DATE)[1]
        self.gaps = set(re.findall(r"^# Nobody can show this: \w+\.(\w+): (.*)$", told, re.M))
        self.decided = self.decide(self.records)

    def read(self):
        """The offers, and (offer or None, keyword, name) of each rule, from the policy's English text."""
        with open(os.path.join(POLICIES, self.file), encoding="utf-8") as file:
            text = pol("fmt", "--lang", "en", "-", stdin=file)[1]
        depth, offers, rules = 0, [], []
        for line in text.splitlines():
            line = re.sub(r'"[^"]*"', "", line)
            found = re.match(r"\s*(offer|require in principle|require|veto|refer) (\w+)", line)
            if found and found[1] == "offer":
                offers.append(found[2])
            elif found:
                rules.append((offers[-1] if depth == 2 else None, found[1], found[2]))
            depth += line.count("{") - line.count("}")
        return offers, rules

    def decide(self, records):
        """What each record comes to: by offer, its decision and the names that stand with it."""
        path = os.path.join(self.home, "asked.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps({**r, KEY: str(i)}, ensure_ascii=False) + "\n" for i, r in enumerate(records))
        return list(self.told(path).values())

    def told(self, *data):
        code, out, err = pol("eval", self.file, "--data", *data, *DATE, "--format", "long")
        assert code == 0, err
        found = {}
        for row in csv.DictReader(io.StringIO(out)):
            names = {key: set(filter(None, row[key].split(";"))) for key in ("failed", "refer", "missing")}
            found.setdefault(row["id"], {})[row["offer"]] = {"decision": row["decision"], **names}
        return found

    def offers_of(self, offer):
        return [offer] if offer else self.offers

    # ---- what is promised

    def unshown_offers(self):
        for offer in self.offers:
            shown = any(d[offer]["decision"] == "eligible" for d in self.decided)
            if shown == ((offer, "eligible") in self.gaps):
                yield "%s is eligible: %s" % (offer, shown)

    def unshown_rules(self):
        """Rules that fail for nobody alone, or ask no person, though it is not said that nobody shows that."""
        for offer, keyword, rule in self.rules:
            asks = keyword in ("refer", "require in principle")
            what = ("a person decides, for " if asks else "ineligible by ") + rule + ("" if asks else " alone")
            wanted, key = ("refer", "refer") if asks else ("ineligible", "failed")
            found = [d[o] for d in self.decided for o in self.offers_of(offer) if d[o]["decision"] == wanted]
            shown = any(rule in d[key] if asks else d[key] == {rule} for d in found)
            if not shown and not any((o, what) in self.gaps for o in self.offers_of(offer)):
                yield "%s %s of %s" % (keyword, rule, offer or self.name)

    def failures(self):
        """(offer, the record and its nearest twin that gets the offer, the fields in which they differ) of each."""
        for record, decided in zip(self.records, self.decided):
            for offer in self.offers:
                if decided[offer]["decision"] == "ineligible" and len(decided[offer]["failed"]) == 1:
                    got = [r for r, d in zip(self.records, self.decided) if d[offer]["decision"] == "eligible"]
                    twin = min(got, key=lambda other: apart(record, other), default=None)
                    yield offer, record, twin, twin and differing(record, twin)

    def lonely(self):
        """Of each rule, one record that fails by it alone, without a twin."""
        for offer, record, twin, fields in self.named_failures():
            if not twin:
                yield record[KEY]
                continue
            back = [{**record, field: twin.get(field)} for field in fields]
            if len(fields) > 1 and any(d[offer]["decision"] == "eligible" for d in self.decide(back)):
                yield "%s differs from %s in more than it must: %s" % (record[KEY], twin[KEY], fields)

    def named_failures(self):
        named = {r[KEY]: re.match(r"S\d+ \w+\.(\w+): ineligible by", r[KEY]) for r in self.records}
        return [f for f in self.failures() if named[f[1][KEY]] and named[f[1][KEY]][1] == f[0]]

    def off_the_edge(self):
        """Twins from which one may go a step towards the record that fails, and still get the offer."""
        for offer, record, twin, fields in self.named_failures():
            field = fields[0] if twin and len(fields) == 1 else None
            nearer = step(twin.get(field), record.get(field)) if field else None
            if nearer is None:
                continue
            moved = self.decide([{**twin, field: nearer}])[0][offer]
            if moved["decision"] == "eligible":
                yield "%s, whose %s is %s: %s would do" % (twin[KEY], field, twin[field], nearer)

    def unshown_fields(self):
        """Fields without which a record is incomplete that was not, and that are not shown missing; or the contrary."""
        shown = {m[1] for r in self.records if (m := re.match(r"S\d+ .*: incomplete without (\S+)", r[KEY]))}
        for field in sorted({key for record in self.records for key in record} - {KEY}):
            had = [(r, d) for r, d in zip(self.records, self.decided) if field in r]
            left = self.decide([{k: v for k, v in record.items() if k != field} for record, _ in had])
            matters = any(d[o]["decision"] == "incomplete" != before[o]["decision"] and field in d[o]["missing"]
                          for (_, before), d in zip(had, left) for o in self.offers)
            if matters != (field in shown):
                yield "%s matters: %s" % (field, matters)

    def other_in_csv(self):
        """Records that are decided otherwise from CSV and its list files, where a list can't be missing."""
        folder = os.path.join(self.home, self.name)
        code, _, err = pol("sample", self.file, *DATE, "--format", "csv", "-o", folder)
        assert code == 0, err
        names = [name[:-4] for name in sorted(os.listdir(folder)) if name != "records.csv"]
        lists = [word for name in names for word in ("--list", "%s=%s/%s.csv" % (name, folder, name))]
        told = self.told(os.path.join(folder, "records.csv"), *lists)
        for record, here in zip(self.records, self.decided):
            if told.get(record[KEY]) != (here if all(name in record for name in names) else None):
                yield record[KEY]


def differing(record, other):
    return [key for key in {**record, **other} if key != KEY and record.get(key) != other.get(key)]


def days(value):
    return datetime.date.fromisoformat(value).toordinal() if IS_DATE.fullmatch(str(value)) else None


def apart(record, other):
    """How many fields differ, and where they are numbers or dates by how much."""
    fields, far = differing(record, other), 0
    for one, two in ((record.get(field), other.get(field)) for field in fields):
        if days(one) and days(two):
            far += abs(days(one) - days(two))
        elif isinstance(one, (int, float)) and isinstance(two, (int, float)):
            far += abs(one - two)
    return len(fields), far


def step(value, towards):
    """The next fen, day or person; None of what has no order."""
    if days(value) and days(towards):
        return str(datetime.date.fromordinal(days(value) + (1 if days(towards) > days(value) else -1)))
    if any(isinstance(v, bool) or not isinstance(v, (int, float)) for v in (value, towards)):
        return None
    unit = 1 if isinstance(value, int) else 0.01
    return round(value + (unit if towards > value else -unit), 2)


def main():
    report = Report()
    with tempfile.TemporaryDirectory() as home:
        for name in ("boc", "ccb", "jsb", "sxb"):
            p = Policy(name, home)
            report("%s: rules were read, and many records made" % name, len(p.rules) >= 5 and len(p.records) >= 20)
            report.faults("%s: each offer is eligible for somebody" % name, p.unshown_offers())
            report.faults("%s: each rule fails alone, or asks a person" % name, p.unshown_rules())
            twins = len(p.named_failures())
            report.faults("%s: each of %d failures has a twin" % (name, twins), p.lonely() if twins else ["none"])
            report.faults("%s: the twin lies on the edge" % name, p.off_the_edge())
            report.faults("%s: each field that matters is shown missing, and no other" % name, p.unshown_fields())
            report.faults("%s: CSV with lists says the same" % name, p.other_in_csv())
    return report.end()


sys.exit(main())
