#include "interp/data/writer_internal.h"

static uint64_t mask_at(uint8_t *const *planes, uint32_t count, uint32_t row) {
    uint64_t mask = 0;
    for (uint32_t p = 0; p < count; p++) mask |= (uint64_t)planes[p][row] << (8 * p);
    return mask;
}

// Words in order, each once.
static void insert_word(struct writer *w, enum reason reason, uint32_t word) {
    uint32_t *found = w->found[reason], at = w->found_count[reason];
    if (word == UINT32_MAX) return;
    for (uint32_t i = 0; i < at; i++)
        if (found[i] == word) return;
    for (; at && found[at - 1] > word; at--) found[at] = found[at - 1];
    found[at] = word;
    w->found_count[reason]++;
}

static void join_words(struct writer *w, enum reason reason, struct text *out) {
    bool json = w->format == RESULTS_JSONL;
    text_clear(out);
    for (uint32_t i = 0; i < w->found_count[reason]; i++) {
        const struct text *word = &w->reasons.items[w->found[reason][i]].text;
        if (i) text_char(out, json ? ',' : ';');
        if (json) text_json(out, word->bytes, word->length);
        else text_add(out, word->bytes, word->length);
    }
}

static struct fragment fragment_of(const struct text *t) { return (struct fragment){text_string(t), (uint32_t)t->length}; }

static struct fragment masked(struct writer *w, struct offer_words *words, enum reason reason, uint64_t mask) {
    struct mask_text *cached = &words->cache[reason == REASON_REFER][(mask * UINT64_C(0x9E3779B97F4A7C15) >> 60) % MASK_CACHE];
    if (!mask) return (struct fragment){"", 0};
    if (cached->used && cached->mask == mask) return fragment_of(&cached->text);
    w->found_count[reason] = 0;
    for (uint64_t rest = mask; rest; rest &= rest - 1) insert_word(w, reason, words->rule_words[__builtin_ctzll(rest)]);
    join_words(w, reason, &cached->text);
    cached->used = true;
    cached->mask = mask;
    return fragment_of(&cached->text);
}

static bool is_known(const struct workspace *work, const struct node *n, uint32_t row) {
    const struct vector *v = node_vector(work, n);
    return v->all_known || vector_value(v, n->lane, row).state == STATE_KNOWN;
}

static bool all_is_known(const struct row_out *r, const struct offer_result *o) {
    const struct planned_offer *planned = o->planned;
    for (uint32_t p = 0; p < o->planes; p++)
        if (o->unknown[p][r->row]) return false;
    if (planned->when && !is_known(r->work, planned->when, r->row)) return false;
    for (uint32_t g = 0; g < planned->grant_count; g++)
        if (!is_known(r->work, planned->grants[g].value, r->row)) return false;
    return o->planes <= 8;
}

static void note_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct writer *w = context;
    insert_word(w, reason, reason_word_find(&w->reasons, name, item));
}

void row_reasons(const struct row_out *r, uint32_t scheme, uint32_t offer, struct fragment reasons[REASONS]) {
    struct writer *w = r->w;
    struct offer_words *words = &w->schemes[scheme].offers[offer];
    const struct offer_result *o = &r->decisions->schemes[scheme].offers[offer];
    reasons[REASON_MISSING] = (struct fragment){"", 0};
    if (all_is_known(r, o)) {
        reasons[REASON_FAILED] = masked(w, words, REASON_FAILED, mask_at(o->failed, o->planes, r->row));
        reasons[REASON_REFER] = masked(w, words, REASON_REFER, mask_at(o->asks, o->planes, r->row));
        return;
    }
    memset(w->found_count, 0, sizeof w->found_count);
    decision_reasons(r->decisions, r->work, scheme, offer, r->row, note_reason, w);
    for (int i = 0; i < REASONS; i++) {
        join_words(w, (enum reason)i, &w->joined[i]);
        reasons[i] = fragment_of(&w->joined[i]);
    }
}

void put_grant(const struct row_out *r, const struct planned_grant *g, const char *silent) {
    struct writer *w = r->w;
    const struct type *type = &g->value->type;
    struct node_value v = vector_value(node_vector(r->work, g->value), g->value->lane, r->row);
    if (v.state != STATE_KNOWN) put_fragment(r->out, silent, strlen(silent));
    else if (type->kind == TYPE_MONEY) put_money(r->out, v.value);
    else if (w->format == RESULTS_JSONL) value_put_json(r->out, w->policy, type, v.value, v.text, w->lang);
    else {
        text_clear(&w->scratch);
        value_put_plain(&w->scratch, w->policy, type, v.value, v.text, w->lang);
        put_csv_cell(r->out, text_string(&w->scratch), w->scratch.length);
    }
}
