#!/usr/bin/env python3
"""`pol match` puts the offers of `pol eval` into the order that the reference says, and tells all of them.

    match.py POL

The order is worked out anew here, from `pol eval --format long`, for every record, measure and format. In TAP.
"""
import csv
import io
import itertools
import json
import os
import subprocess
import sys
import tempfile

POLICY = """vocabulary {
    field id(编号): text key
    field revenue(营业收入): money
    field kind(类型): one of {growth(成长型), other(其他)}
    field bad(不良): yes/no
}
scheme a(甲) {
    in force from 2024-01-01 until 2024-12-31
    veto bad_debt(不良否决): bad
    offer one(一号) {
        require rich(收入): revenue >= 10万元
        grant limit = revenue
        grant rate(利率) = 4%
        grant tenor(期限) = 12 months
    }
    offer two(二号) {
        when kind is growth
        require in principle large(规模): revenue >= 20万元
        grant limit = 20万元
        grant rate_floor(利率下限) = 3.5%
        document "营业执照"
        document "成长型佐证" when kind is growth
    }
}
scheme a(甲) {
    in force from 2025-01-01
    offer one(一号) { grant limit = 1万元 }
}
scheme b(乙) {
    in force from 2024-01-01
    offer three(三号) {
        require grown(成长): kind is growth
        require rich(收入): revenue >= 30万元
        require clean(无不良): not bad
        grant limit = 20万元
        grant rate(利率) = 4%
        grant rate_floor(利率下限) = 1%
        grant tenor(期限) = 24 months
    }
    offer four(四号) {
        refer look(人工): revenue < 15万元
    }
}
"""
DECISIONS = ["eligible", "refer", "incomplete", "ineligible"]
MEASURES = {
    "limit": lambda row: -float(row["limit"]) if row["limit"] else None,
    "rate": lambda row: float(row["rate"] or row["rate_floor"] or "nan") if row["rate"] or row["rate_floor"] else None,
    "tenor": lambda row: -int(row["tenor"]) if row["tenor"] else None,
}


def run(pol, *words):
    done = subprocess.run([pol, *words], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 4), done.stderr
    return done.stdout


def count(names):
    return len(names.split(";")) if names else 0


def expected(rows, rank):
    """The applicant's rows of the long format, best first, each with its rank and whether another shares it."""
    def worth(row):
        decision = DECISIONS.index(row["decision"])
        if decision > 1:
            return (decision, count(row["failed"]) + count(row["missing"]))
        value = MEASURES[rank](row)
        return (decision, value is None, 0 if value is None else value)

    def rest(row):
        values = [MEASURES[rank](row) if row["decision"] in DECISIONS[:2] else None for rank in MEASURES]
        return [(value is None, 0 if value is None else value) for value in values]

    listed = sorted((row for row in rows if row["decision"] in DECISIONS), key=lambda row: (worth(row), rest(row)))
    worths = [worth(row) for row in listed]
    for row, mine in zip(listed, worths):
        had = row["decision"] in DECISIONS[:2]
        tied = "yes" if worths.count(mine) > 1 else "no"
        yield row, str(worths.index(mine) + 1) if had else "", tied if had else ""


def records():
    values = itertools.product(["", "50000", "150000", "200000", "300000"], ["", "growth", "other"], ["", "yes", "no"])
    return "id,revenue,kind,bad\n" + "".join(f"R{i},{','.join(v)}\n" for i, v in enumerate(values))


def table_of(pol, arguments, rank, wanted):
    found = list(csv.DictReader(io.StringIO(run(pol, "match", *arguments, "--rank", rank, "--format", "csv"))))
    lines = map(json.loads, run(pol, "match", *arguments, "--rank", rank, "--format", "jsonl").splitlines())
    told = [(line["id"], o) for line in lines for o in line["offers"]]
    good = len(found) == len(wanted) == len(told)
    for row, (identity, o), (from_eval, place, tied) in zip(found, told, wanted):
        names = ["id", "scheme", "offer", "decision", "limit", "failed", "refer", "missing"]
        good &= all(row[name] == from_eval[name] for name in names) and (row["rank"], row["tied"]) == (place, tied)
        good &= identity == row["id"] and o["offer"] == row["offer"] and o["scheme"] == row["scheme"]
        good &= o["rank"] == (int(place) if place else None)
        good &= o["failed"] == [name for name in row["failed"].split(";") if name]
        good &= o["tied"] == ({"yes": True, "no": False}[tied] if tied else None)
        good &= (o["tenor"] is None) == (row["tenor"] == "") and (o["rate"] is None) == (row["rate"] == "")
    return good


def main(pol):
    results = []
    for as_of in ["2024-07-01", "2025-07-01"]:
        arguments = ["policy.pol", "--data", "records.csv", "--as-of", as_of]
        long = list(csv.DictReader(io.StringIO(run(pol, "eval", *arguments, "--format", "long"))))
        by_id = itertools.groupby(long, key=lambda row: row["id"])
        groups = [list(rows) for _, rows in by_id]
        for rank in MEASURES:
            wanted = [told for rows in groups for told in expected(rows, rank)]
            results.append((f"by {rank}, {as_of}", table_of(pol, arguments, rank, wanted)))
            if as_of == "2024-07-01" and rank != "tenor":
                results.append((f"by {rank} some are as good", any(tied == "yes" for _, _, tied in wanted)))
    arguments = ["policy.pol", "--data", "records.csv", "--as-of", "2024-07-01"]
    papers = [o["documents"] for line in run(pol, "match", *arguments, "--format", "jsonl").splitlines()
              for o in json.loads(line)["offers"] if o["offer"] == "two"]
    results.append(("papers are told with the offer", papers and all(p == ["营业执照", "成长型佐证"] for p in papers)))
    one, two = (run(pol, "match", *arguments, "-j", jobs, "--format", "table") for jobs in "12")
    results.append(("a table, the same for any number of threads", one == two and one.count("R") >= 45))
    print(f"1..{len(results)}")
    for i, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {name}")
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    POL = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("policy.pol", "w", encoding="utf-8") as file:
            file.write(POLICY)
        with open("records.csv", "w", encoding="utf-8") as file:
            file.write(records())
        sys.exit(main(POL))
