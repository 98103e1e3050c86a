#!/usr/bin/env python3
"""Records decided in parts come to what they come to as a whole.

    parts.py POL

Random CSV, some of it faulty, is cut between records into parts, which are decided one by one without a header line:
results, rejected records and messages put together are those of the whole, byte for byte, line numbers too; summaries
added up are the whole's. In TAP.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

POLICY = """vocabulary {
    field id(编号): text key
    field name(名称): text
    field revenue(营业收入): money
    field since(成立日期): date
}
scheme s(甲) {
    in force from 2024-01-01
    offer o(一号) {
        require rich(收入要求): revenue >= 10万元
        require old(年限要求): since <= 2023-06-30
        grant limit = min(revenue, 50万元)
    }
    offer p(二号) {
        require poor(小额): revenue < 10万元
        grant limit = 1万元
    }
}
scheme t(乙) {
    in force from 2024-06-01
    offer o(一号) {
        require odd(整数): revenue * 50% >= 1元
        grant limit = 1元
    }
}
"""
NAMES = ["id", "name", "revenue", "since"]
CELLS = {
    "name": ["", "柴氏", '"a,b"', '"two\nlines"', '"say ""yes"""', "a;b", "=1+1"],
    "revenue": ["", "0", "99999.99", "100000", "20万元", "x", "1e5", '"500000"'],
    "since": ["", "2020-01-01", "2024-06-30", "2024-02-30", "2023-07-01"],
}
DATE = "2024-07-01"


def record(number, chance):
    cells = ["A%04d" % number] + [chance.choice(CELLS[name]) for name in NAMES[1:]]
    if chance.random() < 0.03:
        cells.pop()
    if chance.random() < 0.03:
        cells[0] = ""
    return ",".join(cells) + chance.choice(["\n", "\n", "\r\n", "\n\n"])


def same_faults(text):
    """Read, so that codes may come in any order."""
    return json.loads(text) if text else None


class Case:
    def __init__(self, pol, seed):
        self.pol, self.chance = pol, random.Random(seed)
        self.records = [record(i, self.chance) for i in range(self.chance.randrange(60))]
        self.header = ",".join(NAMES)
        self.summaries = []

    def run(self, name, text, *more):
        """(exit code, results, rejected records, messages)"""
        with open(name, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        words = [self.pol, "eval", "p.pol", "--data", "-", "--as-of", DATE, "--rejects", "rejected", "--lang", "en",
                 "--summary", name + ".json"]
        with open(name, "rb") as file:
            done = subprocess.run(words + list(more), stdin=file, capture_output=True, check=False)
        with open("rejected", encoding="utf-8") as file:
            rejected = file.read()
        self.summaries.append(name + ".json")
        said = [line for line in done.stderr.decode().splitlines() if line.startswith("-:")]
        return done.returncode, done.stdout.decode(), rejected, said

    def cut(self):
        """(line, text) of each part; some may be empty."""
        places = sorted(self.chance.randrange(len(self.records) + 1) for _ in range(self.chance.randrange(6)))
        line = 2
        for first, end in zip([0] + places, places + [len(self.records)]):
            text = "".join(self.records[first:end])
            yield line, text
            line += text.count("\n")

    def differs(self, form, bare):
        """What of the parts is not as of the whole; None."""
        how = ["--format", form, "--jobs", str(self.chance.choice([1, 4]))]
        text = "".join(self.records)
        if bare:
            whole = self.run("whole", text, "--header", self.header, "--first-line", "2", "--no-header", *how)
        else:
            whole = self.run("whole", self.header + "\n" + text, *how)
        codes, results, rejects, said = [], "", "", []
        for number, (line, part) in enumerate(self.cut()):
            own = ["--header", self.chance.choice([self.header, "header"]), "--first-line", str(line), *how]
            if bare or number:
                own.append("--no-header")
            code, out, refused, told = self.run("part%d" % number, part, *own)
            codes.append(code)
            results, rejects, said = results + out, rejects + refused, said + told
        with open(self.summaries[0], encoding="utf-8") as file:
            counts = file.read()
        total = subprocess.run([self.pol, "summary", "--format", "json", *self.summaries[1:]], capture_output=True,
                               check=False).stdout.decode()
        for what, found, wanted in [("summary", same_faults(total), same_faults(counts)),
                                    ("exit code", max(codes), whole[0]), ("results", results, whole[1]),
                                    ("rejected records", rejects, whole[2]), ("messages", said, whole[3])]:
            if found != wanted:
                return "%s: %r, not %r" % (what, found, wanted)
        return None


def main():
    pol = os.path.abspath(sys.argv[1])
    rounds, failed = 60, 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("p.pol", "w", encoding="utf-8") as file:
            file.write(POLICY)
        with open("header", "w", encoding="utf-8") as file:
            file.write(",".join(NAMES) + "\n")
        print("1..%d" % rounds)
        for seed in range(rounds):
            wrong = Case(pol, seed).differs(["csv", "long"][seed % 2], seed % 3 == 0)
            failed += wrong is not None
            print("%s %d - records %d" % ("ok" if wrong is None else "not ok", seed + 1, seed))
            if wrong:
                print("# " + wrong)
    return failed > 0


sys.exit(main())
