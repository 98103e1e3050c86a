-- SQLite on the workload: the same decisions, limits and masks, in its own dialect; read with .import, dates compare as text.
-- Empty cells become NULL; `not` and comparisons of NULL are NULL, and/or are Kleene's, as in pol.
CREATE TEMP VIEW known AS SELECT id, nullif(birth_date, '') AS birth_date, nullif(established, '') AS established, nullif(kind, '') AS kind,
  CAST(nullif(annual_revenue, '') AS REAL) AS annual_revenue, nullif(tags, '') AS tags, nullif(nationality, '') AS nationality,
  CAST(nullif(overdue_count_24m, '') AS INTEGER) AS overdue_count_24m, CAST(nullif(overdue_max_run_24m, '') AS INTEGER) AS overdue_max_run_24m,
  nullif(credit_bad, '') = 'true' AS credit_bad, nullif(dishonest, '') = 'true' AS dishonest, CAST(nullif(insured_people, '') AS INTEGER) AS insured_people,
  nullif(tax_record, '') = 'true' AS tax_record, nullif(industry_experience, '') = 'true' AS industry_experience,
  nullif(fixed_premises, '') = 'true' AS fixed_premises, CAST(nullif(legal_rep_changed_months, '') AS INTEGER) AS legal_rep_changed_months
FROM applicants;
CREATE TEMP VIEW facts AS SELECT *, established <= '2023-07-01' AS op1, established <= '2022-07-01' AS op2, established <= '2024-01-01' AS op6,
  birth_date > '1958-07-01' AS le65, birth_date <= '2006-07-01' AS ge18, birth_date <= '2004-07-01' AS ge20,
  instr(tags, '生存型') > 0 AS s, instr(tags, '成长型') > 0 AS g, instr(tags, '发展型') > 0 AS d, instr(tags, '名特优新') > 0 AS m FROM known;
CREATE TEMP VIEW rules AS SELECT *, s AND (op1 OR (op6 AND industry_experience)) AND annual_revenue >= 100000 AS p1,
  g AND op2 AND annual_revenue >= 300000 AS p2, d AND op2 AND annual_revenue >= 600000 AS p3, annual_revenue < 600000 AS q1,
  annual_revenue >= 600000 AND annual_revenue <= 1200000 AND insured_people >= 1 AND insured_people <= 3 AND tax_record AS q2,
  annual_revenue > 1200000 AND insured_people >= 4 AS q3, le65 AND ge18 AS age FROM facts;
CREATE TEMP VIEW requirements AS SELECT *, kind = '个体工商户' AS a0, nationality = 'CN' AS a2, p1 OR p2 OR p3 AS a5, s OR g OR d AS b1,
  overdue_max_run_24m < 3 AS b2, overdue_count_24m < 6 AS b3, CASE WHEN annual_revenue IS NOT NULL THEN 1 END AS b4, le65 AND ge20 AS c0,
  legal_rep_changed_months >= 6 AS c2, q1 OR q2 OR q3 AS c5 FROM rules;
CREATE TEMP VIEW decided AS SELECT *, a0 AND age AND a2 AND op1 AND NOT credit_bad AND a5 AS a, op1 AND b1 AND b2 AND b3 AND b4 AS b,
  c0 AND op2 AND c2 AND NOT credit_bad AND fixed_premises AND c5 AS c, op2 AND age AND NOT credit_bad AND NOT dishonest AND fixed_premises AS j FROM requirements;
SELECT id, CASE a WHEN 1 THEN 'eligible' WHEN 0 THEN 'ineligible' ELSE 'incomplete' END AS ccb, CASE b WHEN 1 THEN 'eligible' WHEN 0 THEN 'ineligible' ELSE 'incomplete' END AS boc,
  CASE c WHEN 1 THEN 'eligible' WHEN 0 THEN 'ineligible' ELSE 'incomplete' END AS shanxi, CASE j WHEN 1 THEN 'eligible' WHEN 0 THEN 'ineligible' ELSE 'incomplete' END AS jinshang,
  CASE WHEN a THEN CASE WHEN p3 THEN 300000 WHEN p2 THEN 200000 ELSE 100000 END ELSE 0 END AS ccb_limit,
  CASE WHEN b THEN min(CAST(annual_revenue / 5 AS INTEGER), CASE WHEN m AND (g OR d) THEN 1000000 WHEN d THEN 300000 WHEN g THEN 200000 ELSE 100000 END) ELSE 0 END AS boc_limit,
  CASE WHEN c THEN CASE WHEN q1 THEN 100000 WHEN q2 THEN 2000000 ELSE 5000000 END ELSE 0 END AS shanxi_limit, CASE WHEN j THEN 500000 ELSE 0 END AS jinshang_limit,
  (a0 IS 0) + (age IS 0) * 2 + (a2 IS 0) * 4 + (op1 IS 0) * 8 + (credit_bad IS 1) * 16 + (a5 IS 0) * 32 AS ccb_failed,
  (op1 IS 0) + (b1 IS 0) * 2 + (b2 IS 0) * 4 + (b3 IS 0) * 8 AS boc_failed,
  (c0 IS 0) + (op2 IS 0) * 2 + (c2 IS 0) * 4 + (credit_bad IS 1) * 8 + (fixed_premises IS 0) * 16 + (c5 IS 0) * 32 AS shanxi_failed,
  (op2 IS 0) + (age IS 0) * 2 + (credit_bad IS 1) * 4 + (dishonest IS 1) * 8 + (fixed_premises IS 0) * 16 AS jinshang_failed
FROM decided;
