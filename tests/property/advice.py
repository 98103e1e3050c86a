#!/usr/bin/env python3
"""What `pol explain --what-would-help` tells is so: every change, put into the record, makes the offer eligible, and
nothing smaller would have done.

    advice.py POL ROOT

Records are the examples' with cells changed at random. In TAP.
"""
import csv
import datetime
import io
import json
import os
import random
import sys

from tap import Tap

AS_OF = "2024-07-01"
RECORDS = 60
FIXED = {"出生日期", "国籍地区", "完全民事行为能力", "已婚", "申请人身份", "本行业从业经验", "主体类型", "成立日期",
         "连续经营起始日", "法定代表人任职起", "主营业务起", "场景领域", "类型", "四类", "五个一"}
LISTS_KNOWN = ["--list", "overdue=none.csv", "--list", "spouse_overdue=none.csv"]  # nobody has any
LISTS = """vocabulary {
    field id(编号): text key
    field born(出生): date fixed <= as_of
    field revenue(收入): money >= 0元
    field debts(欠款): list of { amount(金额): money, paid(已还): yes/no }
    field tags(标签): list of text
    field area(面积): number 2 decimals
    field marks(标记): any of {good(优), bad(劣), new(新)}
    field lines(行业): one of {shop(商店), farm(农业)}
    field name(名称): text
}
scheme s(甲) {
    in force from 2024-01-01
    offer one(一) {
        require few(笔数): count(debts) <= 1
        require all_paid(还清): all(debts, paid)
        require rich(收入够): revenue + revenue * 20% >= 120006元
        grant limit = 10万元
    }
    offer two(二) {
        when area >= 12.5 and marks has good
        require no_bad(无劣): not marks has bad
        require grown(成年): completed_years(born, as_of) >= 18
    }
    offer three(三) { require named(具名): name is "张三" }
}
"""


class Records:
    """Variants of records, decided all at once, each on a day of its own."""

    def __init__(self, tap, root, head):
        self.tap, self.root, self.head, self.rows = tap, root, head, []

    def add(self, row, day, scheme, offer):
        self.rows.append((dict(row, 编号=str(len(self.rows)), 申请日期=day), scheme, offer))
        return len(self.rows) - 1

    def eligible(self):
        with open("variants.csv", "w", encoding="utf-8") as out:
            writer = csv.DictWriter(out, self.head + ["申请日期"])
            writer.writeheader()
            writer.writerows(row for row, _, _ in self.rows)
        code, out, err = self.tap.run("eval", self.root + "/policies", "--data", "variants.csv", "--lang", "zh",
                                      "--format", "long",
                                      "--as-of-field", "applied_on", *LISTS_KNOWN)
        if code:
            print("# %s" % err[:2000])
        found = {(r["编号"], r["方案"], r["产品"]): (r["决定"], r["额度"]) for r in csv.DictReader(io.StringIO(out))}
        decided = [found.get((str(i), scheme, offer), ("", "")) for i, (_, scheme, offer) in enumerate(self.rows)]
        self.limits = [round(float(limit) * 100) if limit else 0 for _, limit in decided]
        return [decision == "符合条件" for decision, _ in decided]


def cell(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    return ";".join(value) or "无" if isinstance(value, list) else str(value)


def random_records(rows, count):
    values = {name: sorted({row[name] for row in rows}) for name in rows[0]}
    made = []
    for i in range(count):
        row = dict(random.choice(rows), 编号="R%d" % i)
        for name in random.sample(sorted(values), random.randrange(8)):
            if name not in ("编号", "字号名称"):
                row[name] = random.choice(values[name] + [""])
        made.append(row)
    return made, values


def advice_of(tap, root, path, *more):
    code, out, err = tap.run("explain", root, "--data", path, "--as-of", AS_OF, "--what-would-help",
                             "--format", "json", "--lang", "zh", *more)
    if code:
        print("# %s" % err[:2000])
    return [json.loads(line) for line in out.splitlines()]


def changed(row, way):
    return dict(row, **{c["field"]: cell(c["to"]) for c in way["changes"] + way["papers"]})


def numbers_between(row, way):
    """Of a way with one number changed: values that change it less."""
    change = way["changes"][0]
    low, high = change["from"], change["to"]
    if isinstance(low, bool) or not isinstance(low, (int, float)):
        return
    unit = 0.01 if isinstance(high, float) else 1
    for value in [high - unit if high > low else high + unit] + [low + (high - low) * k / 16 for k in range(1, 16)]:
        value = round(value, 2) if unit < 1 else int(value)
        if value not in (low, high):
            yield dict(row, **{change["field"]: str(value)})


def test_told(tap, root, records, head, told):
    variants, wanted = Records(tap, root, head), []
    for record in told:
        row = records[record["id"]]
        for way in record["offers"]:
            if way["decision"] == "eligible":
                continue
            day, of = way["from_date"] or AS_OF, (way["scheme"], way["offer"])
            variants.add(changed(row, way), day, *of)
            wanted.append(True)
            if way["from_date"]:
                before = datetime.date.fromisoformat(day) - datetime.timedelta(1)
                variants.add(changed(row, way), before.isoformat(), *of)
                wanted.append(False)
            if len(way["changes"]) == 1:
                for nearer in numbers_between(changed(row, way), way):
                    variants.add(nearer, day, *of)
                    wanted.append(False)
    found = variants.eligible()
    wrong = [variants.rows[i] for i in range(len(wanted)) if found[i] != wanted[i]]
    tap.check("what is told makes the offer eligible, and a smaller number, or a day before, does not (%d of %d)"
              % (sum(wanted), len(wanted)), wrong[:3], [])
    tap.check("there is something to tell", sum(wanted) > RECORDS, True)


def test_larger(tap, root, records, head, told):
    """Of an eligible offer: the larger limit is what is decided then, and numbers nearer to the record's give less."""
    variants, wanted = Records(tap, root, head), []
    for record in told:
        row = records[record["id"]]
        for way in record["offers"]:
            if way["decision"] != "eligible":
                continue
            day, of = way["from_date"] or AS_OF, (way["scheme"], way["offer"])
            then, now = way["limit"], way["limit_now"]
            variants.add(row, AS_OF, *of)
            variants.add(changed(row, way), day, *of)
            wanted += [(int(now), "is"), (int(then), "is")]
            for nearer in numbers_between(row, way) if len(way["changes"]) == 1 else []:
                variants.add(nearer, day, *of)
                wanted.append((int(then), "less"))
            for change in way["changes"]:
                doubled = isinstance(change["from"], float) and change["to"] > 2 * change["from"]
                tap.check("nothing is more than doubled", doubled or change["field"] in FIXED, False)
    variants.eligible()
    wrong = [variants.rows[i] for i, (limit, sort) in enumerate(wanted)
             if not (variants.limits[i] == limit if sort == "is" else variants.limits[i] < limit)]
    tap.check("the limits are what is told, and nearer numbers come to less (%d)" % len(wanted), wrong[:3], [])
    tap.check("some can be larger", len(wanted) > 20, True)


def test_fewest(tap, root, records, head, values, told):
    """Where two changes are told, or nothing, no single value that the examples know does it."""
    variants = Records(tap, root, head)
    for record in told[:12]:
        row = records[record["id"]]
        offers = [(w["scheme"], w["offer"]) for w in record["offers"] if len(w["changes"]) > 1 and not w["papers"]]
        offers += [(w["scheme"], w["offer"]) for w in record["without"]]
        for name in head:
            if name in FIXED or name in ("编号", "字号名称") or not row[name]:
                continue
            for value in values[name]:
                for of in offers:
                    variants.add(dict(row, **{name: value}), AS_OF, *of)
    found = variants.eligible()
    tap.check("no single value does what more are told for (%d)" % len(found),
              [variants.rows[i] for i in range(len(found)) if found[i]][:3], [])


def test_lists(tap):
    with open("lists.pol", "w", encoding="utf-8") as out:
        out.write(LISTS)
    records = {}
    for i in range(40):
        records["L%d" % i] = {
            "id": "L%d" % i, "born": random.choice(["2000-01-01", "2010-02-28", "2023-05-06", None]),
            "revenue": random.choice([0, 1, 99999.99, 500000, None]),
            "debts": random.choice([None, [], [{"amount": 1, "paid": random.random() < .5} for _ in range(3)]]),
            "area": random.choice([0, 12.49, 12.5, None]), "tags": ["a"],
            "marks": random.choice([[], ["bad"], ["good", "bad"], ["new"], None]), "lines": "shop",
            "name": random.choice(["张三", "李四", None])}
    write("lists.jsonl", records.values())
    ways, rows = 0, []
    code, out, _ = tap.run("explain", "lists.pol", "--data", "lists.jsonl", "--as-of", AS_OF, "--what-would-help",
                           "--format", "json", "--where", "id is not missing")
    tap.check("lists, sets and broken numbers: it runs", code, 0)
    for record in map(json.loads, out.splitlines()):
        for way in record["offers"]:
            row = dict(records[record["id"]], id=str(ways))
            row.update({c["field"]: c["to"] for c in way["changes"] + way["papers"]})
            rows.append((row, way))
            ways += 1
    found = [c["to"] for _, way in rows for c in way["changes"] + way["papers"] if c["field"] == "revenue"]
    tap.check("the least that with a fifth of it is 120006 yuan", (set(found), len(found) > 5), ({100005.0}, True))
    good = 0
    for day in sorted({way["from_date"] or AS_OF for _, way in rows}):
        write("day.jsonl", [row for row, way in rows if (way["from_date"] or AS_OF) == day])
        out = tap.run("eval", "lists.pol", "--data", "day.jsonl", "--as-of", day, "--format", "long")[1]
        decided = {(r["id"], r["offer"]): r["decision"] for r in csv.DictReader(io.StringIO(out))}
        good += sum(decided.get((row["id"], way["offer"])) == "eligible"
                    for row, way in rows if (way["from_date"] or AS_OF) == day)
    tap.check("lists, sets and broken numbers: each is eligible", (good, ways > 40), (ways, True))


def write(path, records):
    with open(path, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def main():
    tap, root = Tap(sys.argv[1]), os.path.abspath(sys.argv[2]) if os.path.isabs(sys.argv[2]) else sys.argv[2]
    random.seed(20240701)
    with open(root + "/examples/applicants.csv", encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    head = list(rows[0])
    made, values = random_records(rows, RECORDS)
    with open("records.csv", "w", encoding="utf-8") as out:
        writer = csv.DictWriter(out, head)
        writer.writeheader()
        writer.writerows(made)
    with open(root + "/examples/overdue.csv", encoding="utf-8") as text, open("none.csv", "w", encoding="utf-8") as out:
        out.write(text.readline())
    records = {row["编号"]: row for row in made}
    told = advice_of(tap, root + "/policies", "records.csv", *LISTS_KNOWN, "--where", "编号 不为缺失")
    tap.check("every record is told of", len(told), RECORDS)
    test_told(tap, root, records, head, told)
    test_larger(tap, root, records, head, told)
    test_fewest(tap, root, records, head, values, told)
    test_lists(tap)
    tap.end()


main()
