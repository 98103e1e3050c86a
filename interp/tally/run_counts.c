#include "interp/tally/run_counts.h"

#include "grammar/base/json.h"

void tally_note_fault(struct tally_faults *faults, const struct record_fault *fault) {
    if (fault->record && record_fault_severity(fault) == SEVERITY_ERROR) faults->counts[fault->id]++;
}

static void put_count(struct json_writer *j, const char *name, uint64_t count) {
    json_put_int(j, name, (int64_t)count);
}

static void put_population(struct json_writer *j, const struct run_summary *s, const struct tally_faults *faults,
                           const struct stamp *stamp) {
    json_open_object(j, "population");
    put_count(j, "records", s->counts.records);
    put_count(j, "rejected", s->counts.rejected);
    if (stamp->where) put_count(j, "wanted", s->where.wanted);
    if (stamp->where) put_count(j, "unknown", s->where.unknown);
    put_count(j, "duplicates", s->keys.again + faults->counts[DIAG_RECORD_DUPLICATE]);
    json_close_object(j);
}

static void put_faults(struct json_writer *j, const struct tally_faults *faults) {
    json_open_object(j, "faults");
    for (int i = 0; i < DIAG_COUNT; i++)
        if (faults->counts[i]) put_count(j, diag_info((enum diag_id)i)->code, faults->counts[i]);
    json_close_object(j);
}

static void put_decisions(struct json_writer *j, const uint64_t counts[DECISION_COUNT]) {
    json_open_object(j, "decisions");
    for (int d = 0; d < DECISION_COUNT; d++) put_count(j, decision_names[d][LANG_EN], counts[d]);
    json_close_object(j);
}

// By name, for a name may be Chinese.
static void put_scheme(struct text *out, const char *name, const uint64_t counts[DECISION_COUNT]) {
    struct json_writer j = {.out = out};
    text_json(out, name, strlen(name));
    text_char(out, ':');
    json_open_object(&j, NULL);
    put_decisions(&j, counts);
    json_close_object(&j);
}

static void put_schemes(struct json_writer *j, const struct policy *p, const struct run_summary *s) {
    struct text schemes = {0};
    text_char(&schemes, '{');
    for (uint32_t g = 0; g < p->group_count; g++) {
        if (g) text_char(&schemes, ',');
        put_scheme(&schemes, scheme_group_name(p, g, LANG_EN), s->decisions[g]);
    }
    text_char(&schemes, '}');
    json_put_raw(j, "schemes", text_string(&schemes));
    j->out->failed |= schemes.failed;
    text_free(&schemes);
}

void tally_put_run(struct text *out, const struct policy *p, const struct run_summary *summary,
                   const struct tally_faults *faults, const struct stamp *stamp) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    put_population(&j, summary, faults, stamp);
    put_faults(&j, faults);
    put_schemes(&j, p, summary);
    stamp_put_member(&j, stamp);
    json_close_object(&j);
    text_char(out, '\n');
}
