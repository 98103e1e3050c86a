#include "interp/cover/told.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b) {
    const struct cover_place *x = *(const struct cover_place *const *)a, *y = *(const struct cover_place *const *)b;
    if (x->at.source != y->at.source) return x->at.source < y->at.source ? -1 : 1;
    if (x->at.offset != y->at.offset) return x->at.offset < y->at.offset ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->at.length > y->at.length) - (x->at.length < y->at.length);
}

const struct cover_place **places_sorted(const struct cover_report *r, uint32_t *count) {
    const struct cover_place *places = coverage_places(r->coverage, count);
    const struct cover_place **sorted = ARENA_ARRAY(r->arena, const struct cover_place *, *count + 1);
    for (uint32_t i = 0; i < *count; i++) sorted[i] = &places[i];
    qsort(sorted, *count, sizeof *sorted, by_place);
    return sorted;
}

void each_file(const struct cover_report *r, file_visitor *visit, void *context) {
    uint32_t count, n;
    const struct cover_place **places = places_sorted(r, &count);
    for (uint32_t i = 0; i < count; i += n) {
        for (n = 1; i + n < count && places[i + n]->at.source == places[i]->at.source;) n++;
        visit(context, places + i, n);
    }
}

// ---- words

const char *kind_name(enum cover_kind kind) {
    static const char *const names[] = {"requirement", "veto",     "refer",     "when",   "waiver",
                                        "row",         "decision", "amendment", "operand"};
    return names[kind];
}

static const enum phrase_id titles[] = {
    WORDS_COVER_REQUIREMENTS, WORDS_COVER_VETOES,    WORDS_COVER_REFERS,     WORDS_COVER_WHENS,    WORDS_COVER_WAIVERS,
    WORDS_COVER_ROWS,         WORDS_COVER_DECISIONS, WORDS_COVER_AMENDMENTS, WORDS_COVER_OPERANDS,
};
const char *kind_title(enum cover_kind kind, enum lang lang) { return words_text(lang, titles[kind]); }

unsigned outcome_count(const struct cover_place *p) {
    return p->kind == COVER_DECISION ? DECISION_COUNT : TRUTH_YES + 1;
}

static bool is_single(const struct cover_place *p) { return p->kind == COVER_ROW || p->kind == COVER_AMENDMENT; }

const char *outcome_name(const struct cover_place *p, unsigned outcome) {
    static const char *const truths[] = {"no", "unknown", "yes"};
    if (p->kind == COVER_DECISION) return decision_names[outcome][LANG_EN];
    return is_single(p) ? "held" : truths[outcome];
}

const char *outcome_word(const struct cover_place *p, unsigned outcome, enum lang lang) {
    static const enum phrase_id truths[] = {WORDS_COVER_NO, WORDS_COVER_UNKNOWN, WORDS_COVER_YES};
    if (p->kind == COVER_DECISION) return decision_names[outcome][lang];
    return words_text(lang, is_single(p) ? WORDS_COVER_HELD : truths[outcome]);
}

// ---- places

const char *place_title(const struct cover_report *r, const struct cover_place *p) {
    static const enum phrase_id of[] = {WORDS_COVER_REQUIREMENT, WORDS_COVER_VETO,      WORDS_COVER_REFER,
                                        WORDS_COVER_WHEN,        WORDS_COVER_WAIVER,    WORDS_COVER_ROW,
                                        WORDS_COVER_DECISION,    WORDS_COVER_AMENDMENT, WORDS_COVER_OPERAND};
    enum phrase_id said = p->of_items && !p->of_applicant ? WORDS_COVER_ITEM_OPERAND : of[p->kind];
    struct text t = {0};
    words_put(&t, r->lang, said, p->name ? name_text(r->policy, p->name, r->lang) : "", NULL);
    return text_keep(&t, r->arena);
}

const char *place_path(const struct cover_report *r, const struct cover_place *p) {
    return r->policy->sources->items[p->at.source]->path;
}

struct location place_location(const struct cover_report *r, const struct cover_place *p) {
    return source_locate(r->policy->sources, p->at);
}

// ---- what is open

static const char *outcomes_text(const struct cover_report *r, const struct cover_place *p) {
    struct text t = {0};
    for (unsigned i = 0; i < outcome_count(p); i++) {
        if (!(cover_open(p) & cover_bit(i))) continue;
        if (t.length) text_put(&t, words_text(r->lang, WORDS_COMMA));
        text_put(&t, outcome_word(p, i, r->lang));
    }
    return text_keep(&t, r->arena);
}

static enum diag_id message_of(enum cover_kind kind) {
    switch (kind) {
    case COVER_ROW: return DIAG_COVER_ROW;
    case COVER_DECISION: return DIAG_COVER_DECISION;
    case COVER_AMENDMENT: return DIAG_COVER_AMENDMENT;
    case COVER_OPERAND: return DIAG_COVER_OPERAND;
    default: return DIAG_COVER_CONDITION;
    }
}

struct diag open_diag(const struct cover_report *r, const struct cover_place *p) {
    struct diag d = {.id = message_of(p->kind), .at = p->at};
    d.args[0] = (struct diag_arg){place_title(r, p), NULL};
    d.args[1] = (struct diag_arg){outcomes_text(r, p), NULL};
    return d;
}

const char *open_message(const struct cover_report *r, const struct cover_place *p) {
    const struct diag d = open_diag(r, p);
    struct text t = {0};
    diag_message(&t, r->lang, d.id, d.args);
    return text_keep(&t, r->arena);
}
