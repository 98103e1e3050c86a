// GoRules ZEN on the workload: one decision content of expression nodes, evaluated record by record, as its users embed it.
// node zen.mjs FILE.jsonl COUNT [OUT.csv] prints seconds for COUNT records; reading and parsing are not counted.
import fs from "node:fs";
import readline from "node:readline";
import { ZenEngine } from "@gorules/zen-engine";

const [file, count, out] = process.argv.slice(2);
const tag = (name) => `contains(tags, "${name}")`;
// ZEN has no third truth value: Kleene's is written by hand, as 0, 1, 2 with min and max.
const known = (field, test) => `(${field} == null ? 1 : (${test} ? 2 : 0))`;
const dates = { b18: ["birth_date", "birth_date <= 20060701"], b20: ["birth_date", "birth_date <= 20040701"], b65: ["birth_date", "birth_date > 19580701"],
  y1: ["established", "established <= 20230701"], y2: ["established", "established <= 20220701"], h: ["established", "established <= 20240101"] };
const facts = {
  ...Object.fromEntries(Object.entries(dates).map(([k, [f, t]]) => [k, known(f, t)])),
  s: known("tags", tag("生存型")), g: known("tags", tag("成长型")), d: known("tags", tag("发展型")), m: known("tags", tag("名特优新")),
  r10: known("annual_revenue", "annual_revenue >= 100000"), r30: known("annual_revenue", "annual_revenue >= 300000"),
  r60: known("annual_revenue", "annual_revenue >= 600000"), r120: known("annual_revenue", "annual_revenue > 1200000"), rk: known("annual_revenue", "true"),
  i1: known("insured_people", "insured_people >= 1"), i4: known("insured_people", "insured_people >= 4"),
  exp: known("industry_experience", "industry_experience"), tax: known("tax_record", "tax_record"), bad: known("credit_bad", "not credit_bad"),
  dis: known("dishonest", "not dishonest"), prem: known("fixed_premises", "fixed_premises"), a0: known("kind", 'kind == "个体工商户"'),
  a2: known("nationality", 'nationality == "CN"'), run: known("overdue_max_run_24m", "overdue_max_run_24m < 3"),
  cnt: known("overdue_count_24m", "overdue_count_24m < 6"), rep: known("legal_rep_changed_months", "legal_rep_changed_months >= 6"),
};
const rules = {
  p1: "min([$.s, $.r10, max([$.y1, min([$.h, $.exp])])])", p2: "min([$.g, $.y2, $.r30])", p3: "min([$.d, $.y2, $.r60])",
  q2: "min([$.r60, 2 - $.r120, $.i1, 2 - $.i4, $.tax])", q3: "min([$.r120, $.i4])", age18: "min([$.b18, $.b65])", age20: "min([$.b20, $.b65])",
  a5: "max([$.p1, $.p2, $.p3])", b1: "max([$.s, $.g, $.d])", c5: "max([2 - $.r60, $.q2, $.q3])",
  ccb: "min([$.a0, $.age18, $.a2, $.y1, $.bad, $.a5])", boc: "min([$.y1, $.b1, $.run, $.cnt, $.rk])",
  shanxi: "min([$.age20, $.y2, $.rep, $.bad, $.prem, $.c5])", jinshang: "min([$.y2, $.age18, $.bad, $.dis, $.prem])",
};
const expressions = [...Object.entries(facts), ...Object.entries(rules)].map(([key, value], i) => ({ id: `e${i}`, key, value }));
const content = {
  nodes: [
    { id: "in", type: "inputNode", name: "in" },
    { id: "rules", type: "expressionNode", name: "rules", content: { expressions } },
    { id: "out", type: "outputNode", name: "out" },
  ],
  edges: [{ id: "1", sourceId: "in", targetId: "rules", type: "edge" }, { id: "2", sourceId: "rules", targetId: "out", type: "edge" }],
};
const decision = new ZenEngine().createDecision(content);

const records = [];
for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
  const record = JSON.parse(line);
  for (const f of ["birth_date", "established"]) if (record[f]) record[f] = Number(record[f].replaceAll("-", ""));
  records.push(record);
  if (records.length >= Number(count)) break;
}
const words = ["ineligible", "incomplete", "eligible"];
const lines = ["id,ccb,boc,shanxi,jinshang"];
const start = performance.now();
for (const record of records) {
  const { result } = await decision.evaluate(record);
  lines.push([record.id, ...["ccb", "boc", "shanxi", "jinshang"].map((k) => words[result[k]])].join(","));
}
console.log(((performance.now() - start) / 1000).toFixed(4));
if (out) fs.writeFileSync(out, lines.join("\n") + "\n");
