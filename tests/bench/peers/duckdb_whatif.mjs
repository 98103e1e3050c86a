// DuckDB on the question of reform.pol: node duckdb_whatif.mjs plain|tuned FILE.csv THREADS ROUNDS prints seconds and
// seconds of processor time, the least of the rounds, and the counts: matrix and sweep of ccb. `plain` asks as one would: the workload's SELECT once a world, the
// matrix by a join, the points of the sweep beside one another; the records are read into a table first, once. `tuned` reads
// the file once and never joins: what the points have in common is worked out once, and only ccb is.
import fs from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [mode, file, threads, rounds] = process.argv.slice(2);
const columns = `{id: 'VARCHAR', birth_date: 'DATE', established: 'DATE', kind: 'VARCHAR', annual_revenue: 'DECIMAL(18,2)', tags: 'VARCHAR',
  nationality: 'VARCHAR', overdue_count_24m: 'INTEGER', overdue_max_run_24m: 'INTEGER', credit_bad: 'BOOLEAN', dishonest: 'BOOLEAN',
  insured_people: 'INTEGER', tax_record: 'BOOLEAN', industry_experience: 'BOOLEAN', fixed_premises: 'BOOLEAN',
  legal_rep_changed_months: 'INTEGER', application_date: 'DATE'}`;
const csv = `read_csv('${file}', header = true, columns = ${columns})`;
const select = fs.readFileSync(new URL("../workload.sql", import.meta.url), "utf8");
const growth = "annual_revenue >= 300000) AS p2";
const points = Array.from({ length: 20 }, (_, i) => 110000 + 10000 * i);
const world = (least) => select.replace(growth, `annual_revenue >= ${least}) AS p2`);
if (!select.includes(growth)) throw new Error("workload.sql has another p2");

const schemes = ["ccb", "boc", "shanxi", "jinshang"];
const matrix = (s) => `SELECT '${s}', a.${s}, b.${s}, count(*), sum(a.${s}_limit), sum(b.${s}_limit)
  FROM before a JOIN after b USING (id) GROUP BY ALL`;
const sweep = `SELECT point, ccb, count(*), sum(ccb_limit) FROM (${world("point")
  .replace("FROM applicants", "FROM applicants, points").replace("SELECT id,", "SELECT id, point,")}) GROUP BY ALL`;

const known = `kind = '个体工商户' AND birth_date > DATE '1958-07-01' AND birth_date <= DATE '2006-07-01' AND nationality = 'CN'
  AND established <= DATE '2023-07-01' AND NOT credit_bad`;
const p2 = (least) => `(g AND op2 AND annual_revenue >= ${least})`;
const yes = (least) => `(same AND (p1 OR ${p2(least)} OR p3))`;
const decision = (least) => `CASE WHEN ${yes(least)} THEN 'eligible' WHEN ${yes(least)} IS NULL THEN 'incomplete' ELSE 'ineligible' END`;
const limit = (least) => `CASE WHEN ${yes(least)} THEN CASE WHEN p3 THEN 300000 WHEN ${p2(least)} THEN 200000 ELSE 100000 END ELSE 0 END`;
const tuned = `WITH b AS (SELECT annual_revenue, ${known} AS same, established <= DATE '2022-07-01' AS op2, contains(tags, '成长型') AS g,
  (contains(tags, '生存型') AND (established <= DATE '2023-07-01' OR (established <= DATE '2024-01-01' AND industry_experience))
    AND annual_revenue >= 100000) AS p1,
  (contains(tags, '发展型') AND op2 AND annual_revenue >= 600000) AS p3 FROM ${csv})
  SELECT ${decision(300000)} AS before, ${decision(200000)} AS after, count(*), sum(${limit(300000)}), sum(${limit(200000)}),
  ${points.map((t) => `count(*) FILTER (${yes(t)}), count(*) FILTER (${yes(t)} IS NULL), sum(${limit(t)})`).join(", ")}
  FROM b GROUP BY ALL`;

const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(`SET threads = ${threads}`);
const rows = async (sql) => (await (await connection.runAndReadAll(sql)).getRows()).map((r) => r.map((c) => (typeof c === "string" ? c : Number(c))));

async function plainly() {
  await connection.run(`CREATE OR REPLACE TABLE applicants AS SELECT * FROM ${csv}`);
  await connection.run(`CREATE OR REPLACE TABLE points AS SELECT unnest([${points}]) AS point`);
  await connection.run(`CREATE OR REPLACE TABLE before AS ${world(300000)}`);
  await connection.run(`CREATE OR REPLACE TABLE after AS ${world(200000)}`);
  const cells = {};
  for (const s of schemes) for (const [scheme, a, b, n] of await rows(matrix(s))) if (scheme === "ccb") cells[`${a} ${b}`] = n;
  const swept = {};
  for (const [point, d, n, sum] of await rows(sweep)) (swept[point] ??= { limit: 0 })[d] = n, (swept[point].limit += sum);
  return { cells, swept };
}
async function tunedly() {
  const cells = {}, swept = {};
  for (const r of await rows(tuned)) {
    cells[`${r[0]} ${r[1]}`] = r[2];
    points.forEach((p, i) => {
      const s = (swept[p] ??= { eligible: 0, incomplete: 0, ineligible: 0, limit: 0 }), at = 5 + 3 * i;
      s.eligible += r[at], s.incomplete += r[at + 1], s.ineligible += r[2] - r[at] - r[at + 1], s.limit += r[at + 2];
    });
  }
  return { cells, swept };
}

const processor = () => Object.values(process.cpuUsage()).reduce((a, b) => a + b, 0);
let best = [Infinity, Infinity], found;
for (let i = 0; i < Number(rounds); i++) {
  const start = performance.now(), used = processor();
  found = await (mode === "plain" ? plainly() : tunedly());
  best = [Math.min(best[0], (performance.now() - start) / 1e3), Math.min(best[1], (processor() - used) / 1e6)];
}
console.log(best.map((t) => t.toFixed(4)).join("\t"));
for (const cell of Object.keys(found.cells).sort()) console.log(cell, found.cells[cell]);
for (const p of points) console.log(p, found.swept[p].eligible, found.swept[p].incomplete, found.swept[p].ineligible, found.swept[p].limit);
