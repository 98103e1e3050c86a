// DuckDB on the workload: node duckdb.mjs csv|memory FILE.csv THREADS ROUNDS [OUT.csv] prints seconds, the least of the rounds.
import fs from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [mode, file, threads, rounds, out = "/dev/null"] = process.argv.slice(2);
const columns = `{id: 'VARCHAR', birth_date: 'DATE', established: 'DATE', kind: 'VARCHAR', annual_revenue: 'DECIMAL(18,2)', tags: 'VARCHAR',
  nationality: 'VARCHAR', overdue_count_24m: 'INTEGER', overdue_max_run_24m: 'INTEGER', credit_bad: 'BOOLEAN', dishonest: 'BOOLEAN',
  insured_people: 'INTEGER', tax_record: 'BOOLEAN', industry_experience: 'BOOLEAN', fixed_premises: 'BOOLEAN',
  legal_rep_changed_months: 'INTEGER', application_date: 'DATE'}`;
const select = fs.readFileSync(new URL("../workload.sql", import.meta.url), "utf8");
const csv = `read_csv('${file}', header = true, columns = ${columns})`;
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(`SET threads = ${threads}`);
if (mode === "memory") await connection.run(`CREATE TABLE applicants AS SELECT * FROM ${csv}`);
const job = mode === "memory"
  ? `CREATE OR REPLACE TABLE result AS ${select}`
  : `COPY (${select.replace("FROM applicants", `FROM ${csv}`)}) TO '${out}' (HEADER)`;

let best = Infinity;
for (let i = 0; i < Number(rounds); i++) {
  const start = performance.now();
  await connection.run(job);
  best = Math.min(best, (performance.now() - start) / 1000);
}
console.log(best.toFixed(4));
