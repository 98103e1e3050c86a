
#include "interp/whatif/write/json_put.h"
#include "interp/whatif/write/tables.h"
#include "interp/whatif/write/write.h"

static void put_limit(struct json *j, const char *name, bool has, int64_t fen) {
    if (has) put_fen(j, name, fen);
    else json_put_null(&j->j, name);
}

static const char *decision_of(const struct json *j, int decision) { return decision_names[decision][j->lang]; }

// ---- sides

static void put_decisions(struct json *j, const char *name, const uint64_t counts[DECISION_COUNT]) {
    json_open_object(&j->j, name);
    for (int i = 0; i < DECISION_COUNT; i++) put_count(j, decision_of(j, i), counts[i]);
    json_close_object(&j->j);
}

static void put_limits(struct json *j, const char *name, const struct whatif_side *s) {
    json_open_object(&j->j, name);
    put_fen(j, "granted", s->granted);
    put_fen(j, "refer", s->refer);
    put_count(j, "count", s->granted_count);
    put_limit(j, "mean", s->has_percentiles, s->mean);
    put_limit(j, "p10", s->has_percentiles, s->p10);
    put_limit(j, "p50", s->has_percentiles, s->p50);
    put_limit(j, "p90", s->has_percentiles, s->p90);
    json_close_object(&j->j);
}

static void put_sides(struct json *j, const struct whatif_subject *s) {
    json_open_object(&j->j, "decisions");
    put_decisions(j, "before", s->sides[WHATIF_BEFORE].decisions);
    put_decisions(j, "after", s->sides[WHATIF_AFTER].decisions);
    json_close_object(&j->j);
    json_open_object(&j->j, "in_scope");
    put_count(j, "before", s->sides[WHATIF_BEFORE].in_scope);
    put_count(j, "after", s->sides[WHATIF_AFTER].in_scope);
    json_close_object(&j->j);
    json_open_object(&j->j, "limit");
    put_limits(j, "before", &s->sides[WHATIF_BEFORE]);
    put_limits(j, "after", &s->sides[WHATIF_AFTER]);
    json_close_object(&j->j);
}

static void put_matrix(struct json *j, const struct whatif_subject *s) {
    json_open_object(&j->j, "matrix");
    for (int i = 0; i < DECISION_COUNT; i++) put_decisions(j, decision_of(j, i), s->matrix[i]);
    json_close_object(&j->j);
    json_open_object(&j->j, "matrix_limit");
    for (int i = 0; i < DECISION_COUNT; i++) {
        json_open_object(&j->j, decision_of(j, i));
        for (int k = 0; k < DECISION_COUNT; k++) put_fen(j, decision_of(j, k), s->matrix_limit[i][k]);
        json_close_object(&j->j);
    }
    json_close_object(&j->j);
}

static void put_changes(struct json *j, const struct whatif_subject *s) {
    json_open_object(&j->j, "changes");
    put_count(j, "better", s->better);
    put_count(j, "worse", s->worse);
    put_count(j, "larger", s->larger);
    put_count(j, "smaller", s->smaller);
    put_count(j, "unsettled", s->unsettled);
    json_close_object(&j->j);
    json_open_object(&j->j, "bridge");
    put_fen(j, "before", s->bridge.before);
    put_fen(j, "entered", s->bridge.entered);
    put_fen(j, "larger", s->bridge.larger);
    put_fen(j, "smaller", s->bridge.smaller);
    put_fen(j, "left", s->bridge.left);
    put_fen(j, "after", s->bridge.after);
    json_close_object(&j->j);
}

// ---- edits

static void put_change(struct json *j, const char *name, const struct whatif_change *c) {
    json_open_object(&j->j, name);
    json_put_int(&j->j, "eligible", c->eligible);
    json_put_int(&j->j, "refer", c->refer);
    put_fen(j, "limit", c->granted);
    json_close_object(&j->j);
}

static bool is_nothing(const struct whatif_change *c) { return !c->eligible && !c->refer && !c->granted; }

// Of the scheme, or of others where they move it.
static bool concerns(const struct whatif_edit *e, const struct whatif_attribution *a, const struct whatif_subject *s) {
    bool own = !e->scheme || e->scheme->group == s->scheme->group;
    if (own || !a) return own;
    bool shares = a->exact.eligible || a->exact.refer || a->exact.granted || !is_nothing(&a->share);
    return shares || !is_nothing(&a->alone) || !is_nothing(&a->last);
}

static void put_edits(struct json *j, const struct whatif_subject *s) {
    json_open_array(&j->j, "edits");
    for (uint32_t i = 0; i < j->r->edit_count; i++) {
        const struct whatif_attribution *a = s->edits ? &s->edits[i] : NULL;
        if (!concerns(&j->r->edits[i], a, s)) continue;
        json_open_object(&j->j, NULL);
        put_count(j, "number", i);
        json_put_string(&j->j, "edit", j->r->edits[i].name);
        if (a) {
            put_change(j, "alone", &a->alone);
            put_change(j, "last", &a->last);
            put_change(j, "share", &a->share);
            put_exact_share(j, &a->exact);
        }
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
    if (s->edits) put_change(j, "interaction", &s->interaction);
}

// ---- flips

static void put_reasons(struct json *j, const struct whatif_flip *f) {
    json_open_array(&j->j, "reasons");
    for (uint32_t i = 0; i < f->reason_count; i++) {
        struct text t = {0};
        whatif_put_reason(&t, j->r->policy, &f->reasons[i], j->lang);
        json_put_string(&j->j, NULL, text_string(&t));
        j->j.out->failed |= t.failed;
        text_free(&t);
    }
    json_close_array(&j->j);
}

static void put_sample(struct json *j, const struct whatif_flip *f) {
    json_open_array(&j->j, "sample");
    for (uint32_t i = 0; i < f->sample_count; i++) {
        const struct whatif_sampled *s = &f->sample[i];
        json_open_object(&j->j, NULL);
        json_put_string(&j->j, "id", s->id);
        put_hash(j, s->hash);
        put_limit(j, "limit_before", s->has_before, s->limit_before);
        put_limit(j, "limit_after", s->has_after, s->limit_after);
        if (s->line_before) json_put_string(&j->j, "why_before", s->line_before);
        if (s->line_after) json_put_string(&j->j, "why_after", s->line_after);
        json_open_array(&j->j, "fields");
        for (uint32_t k = 0; k < s->field_count; k++) json_put_string(&j->j, NULL, s->fields[k]);
        json_close_array(&j->j);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
}

static void put_offer(struct json *j, const char *name, const struct offer *o) {
    json_put_string(&j->j, name, o ? name_of(j, &o->def.name) : NULL);
}

static void put_flip(struct json *j, const struct whatif_flip *f) {
    json_open_object(&j->j, NULL);
    json_put_string(&j->j, "before", decision_of(j, f->before));
    json_put_string(&j->j, "after", decision_of(j, f->after));
    json_put_string(&j->j, "kind", whatif_kind_names[f->kind][LANG_EN]);
    json_put_string(&j->j, "cause", whatif_cause_names[f->cause][LANG_EN]);
    put_reasons(j, f);
    put_offer(j, "offer_before", f->offer_before);
    put_offer(j, "offer_after", f->offer_after);
    put_count(j, "records", f->records);
    put_fen(j, "limit", f->limit);
    if (f->sample_count) put_sample(j, f);
    json_close_object(&j->j);
}

// ---- groups, limits, sweeps

static void put_measure(struct json *j, const struct whatif_measure *m) {
    put_count(j, "eligible", m->eligible);
    put_count(j, "refer", m->refer);
    put_count(j, "incomplete", m->incomplete);
    put_count(j, "ineligible", m->ineligible);
    put_fen(j, "limit", m->granted);
}

static void put_row_side(struct json *j, const char *name, const struct whatif_measure *m, uint64_t in_scope) {
    json_open_object(&j->j, name);
    put_measure(j, m);
    put_count(j, "in_scope", in_scope);
    json_close_object(&j->j);
}

// A group of few would tell of its members.
static void put_row(struct json *j, const struct whatif_group_row *row) {
    json_open_object(&j->j, NULL);
    json_put_string(&j->j, "value", row->value);
    if (row->cell != CELL_TOLD) json_put_bool(&j->j, row->cell == CELL_FEW ? "few" : "withheld", true);
    if (row->cell == CELL_TOLD) {
        put_count(j, "records", row->records);
        put_row_side(j, "before", &row->before, row->in_scope_before);
        put_row_side(j, "after", &row->after, row->in_scope_after);
        put_count(j, "better", row->better);
        put_count(j, "worse", row->worse);
    }
    json_close_object(&j->j);
}

static void put_groups(struct json *j, const struct whatif_subject *s) {
    json_open_object(&j->j, "groups");
    for (uint32_t i = 0; i < s->group_count; i++) {
        json_open_array(&j->j, s->groups[i].label);
        for (uint32_t k = 0; k < s->groups[i].count; k++) put_row(j, &s->groups[i].rows[k]);
        json_close_array(&j->j);
    }
    json_close_object(&j->j);
}

static void put_bars(struct json *j, const struct whatif_subject *s) {
    json_open_array(&j->j, "limits");
    for (uint32_t i = 0; i < s->bar_count; i++) {
        json_open_object(&j->j, NULL);
        put_fen(j, s->bars[i].exact ? "limit" : "from", s->bars[i].low);
        if (!s->bars[i].exact) put_fen(j, "below", s->bars[i].high);
        put_count(j, "before", s->bars[i].before);
        put_count(j, "after", s->bars[i].after);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
}

static void put_sweeps(struct json *j, const struct whatif_subject *s) {
    json_open_object(&j->j, "sweeps");
    for (uint32_t i = 0; i < s->sweep_count; i++) {
        json_open_array(&j->j, s->sweeps[i].label);
        for (uint32_t k = 0; k < s->sweeps[i].count; k++) {
            const struct whatif_sweep_point *p = &s->sweeps[i].points[k];
            json_open_object(&j->j, NULL);
            json_put_string(&j->j, "value", p->value);
            put_measure(j, &p->measure);
            if (p->baseline) json_put_bool(&j->j, "baseline", true);
            if (p->scenario) json_put_bool(&j->j, "scenario", true);
            json_close_object(&j->j);
        }
        json_close_array(&j->j);
    }
    json_close_object(&j->j);
}

static void put_robustness(struct json *j, const struct whatif_subject *s) {
    json_open_array(&j->j, "robustness");
    for (uint32_t i = 0; i < s->robustness_count; i++) {
        const struct whatif_robustness *r = &s->robustness[i];
        json_open_object(&j->j, NULL);
        json_put_string(&j->j, "param", r->label);
        json_put_string(&j->j, "low", r->low);
        json_put_string(&j->j, "high", r->high);
        put_change(j, "down", &r->down);
        put_change(j, "up", &r->up);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
}

static void put_bounds_of(struct json *j, const char *name, const struct whatif_bounds *b) {
    json_open_object(&j->j, name);
    json_open_object(&j->j, "lower");
    put_measure(j, &b->lower);
    json_close_object(&j->j);
    json_open_object(&j->j, "upper");
    put_measure(j, &b->upper);
    json_close_object(&j->j);
    json_close_object(&j->j);
}

static void put_bounds(struct json *j, const struct whatif_subject *s) {
    json_open_object(&j->j, "bounds");
    put_bounds_of(j, "before", &s->bounds[WHATIF_BEFORE]);
    put_bounds_of(j, "after", &s->bounds[WHATIF_AFTER]);
    json_close_object(&j->j);
}

// ---- all of it

static void put_subject(struct json *j, const struct whatif_subject *s) {
    put_sides(j, s);
    put_matrix(j, s);
    put_changes(j, s);
    put_edits(j, s);
    json_open_array(&j->j, "flips");
    for (uint32_t i = 0; i < s->flip_count; i++) put_flip(j, &s->flips[i]);
    json_close_array(&j->j);
    put_groups(j, s);
    put_bars(j, s);
    put_limit_counts(j, &s->limits);
    put_sweeps(j, s);
    put_robustness(j, s);
    put_bounds(j, s);
}

// A scheme, and its offers behind it.
static uint32_t put_scheme(struct json *j, uint32_t at) {
    const struct whatif_subject *s = j->r->subjects;
    json_open_object(&j->j, name_of(j, &s[at].scheme->def.name));
    put_subject(j, &s[at]);
    put_clauses(j, &s[at++]);
    json_open_object(&j->j, "offers");
    for (; at < j->r->subject_count && s[at].offer; at++) {
        json_open_object(&j->j, name_of(j, &s[at].offer->def.name));
        put_subject(j, &s[at]);
        json_close_object(&j->j);
    }
    json_close_object(&j->j);
    json_close_object(&j->j);
    return at;
}

static void put_all_edits(struct json *j) {
    json_open_array(&j->j, "edits");
    for (uint32_t i = 0; i < j->r->edit_count; i++) {
        const struct whatif_edit *e = &j->r->edits[i];
        json_open_object(&j->j, NULL);
        json_put_string(&j->j, "edit", e->name);
        json_put_string(&j->j, "scheme", e->scheme ? name_of(j, &e->scheme->def.name) : NULL);
        json_put_string(&j->j, "clause", e->clause);
        json_put_string(&j->j, "quote", e->quote);
        json_put_string(&j->j, "before", e->before);
        json_put_string(&j->j, "after", e->after);
        json_put_string(&j->j, "asked_by", e->asked_by);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
    json_put_string(&j->j, "method", whatif_method_names[j->r->method][LANG_EN]);
    put_tried(j);
}

static void put_stamp(struct json *j) {
    const struct whatif_stamp *s = &j->r->stamp;
    json_open_object(&j->j, "stamp");
    json_put_string(&j->j, "version", s->version);
    json_put_string(&j->j, "command", s->command);
    json_put_string(&j->j, "as_of", s->as_of);
    put_count(j, "seed", s->seed);
    put_asked(j, &s->asked);
    json_open_array(&j->j, "inputs");
    for (uint32_t i = 0; i < s->input_count; i++) {
        json_open_object(&j->j, NULL);
        json_put_string(&j->j, "role", s->inputs[i].role);
        json_put_string(&j->j, "path", s->inputs[i].path);
        put_count(j, "bytes", s->inputs[i].bytes);
        json_put_string(&j->j, "sha256", s->inputs[i].sha256);
        json_close_object(&j->j);
    }
    json_close_array(&j->j);
    json_close_object(&j->j);
}

void whatif_write_json(struct text *out, const struct whatif_result *r, enum lang lang, bool joins) {
    struct json j = {{.out = out}, r, lang, joins};
    json_open_object(&j.j, NULL);
    json_open_object(&j.j, "population");
    put_count(&j, "records", r->records);
    put_count(&j, "rejected", r->rejected);
    json_close_object(&j.j);
    put_all_edits(&j);
    json_open_object(&j.j, "schemes");
    for (uint32_t i = 0; i < r->subject_count;) i = put_scheme(&j, i);
    json_close_object(&j.j);
    put_stamp(&j);
    json_close_object(&j.j);
    text_char(out, '\n');
}
