CREATE TABLE applicants (id TEXT, birth_date TEXT, established TEXT, kind TEXT, annual_revenue TEXT, tags TEXT,
    nationality TEXT, overdue_count_24m INTEGER, overdue_max_run_24m INTEGER, credit_bad TEXT, dishonest TEXT,
    insured_people INTEGER, tax_record TEXT, industry_experience TEXT, fixed_premises TEXT,
    legal_rep_changed_months INTEGER, application_date TEXT);
