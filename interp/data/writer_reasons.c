#include "interp/data/writer_internal.h"
#include "interp/truth.h"

static uint64_t mask_at(uint8_t *const *planes, uint32_t count, uint32_t row) {
    uint64_t mask = 0;
    for (uint32_t p = 0; p < count; p++) mask |= (uint64_t)planes[p][row] << (8 * p);
    return mask;
}

// The compiler makes vector code of this.
static void mark_bytes(uint8_t *restrict open, const uint8_t *restrict bytes, uint8_t bits, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) open[i] |= bytes[i] & bits;
}

static void mark_node(uint8_t *open, const struct workspace *work, const struct node *n, uint32_t first, uint32_t count) {
    const struct vector *v = node_vector(work, n);
    if (v->all_known) return;
    if (n->lane == LANE_TRUTH) mark_bytes(open, (const uint8_t *)v->data + first, TRUTH_UNKNOWN, count);
    else mark_bytes(open, v->state + first, UINT8_MAX, count);
}

static void mark_offer(struct offer_words *words, const struct offer_result *o, const struct workspace *work, uint32_t first,
                       uint32_t count) {
    const struct planned_offer *planned = words->planned;
    memset(words->open, 0, count);
    for (uint32_t p = 0; p < o->planes; p++) mark_bytes(words->open, o->unknown[p] + first, UINT8_MAX, count);
    if (planned->when) mark_node(words->open, work, planned->when, first, count);
    for (uint32_t g = 0; g < planned->grant_count; g++) mark_node(words->open, work, planned->grants[g].value, first, count);
}

void find_open_rows(const struct row_out *r, uint32_t first, uint32_t count) {
    const struct plan *plan = r->w->plan;
    for (uint32_t s = 0; s < plan->scheme_count; s++)
        for (uint32_t o = 0; o < plan->schemes[s].offer_count; o++)
            mark_offer(&r->w->schemes[s].offers[o], &r->decisions->schemes[s].offers[o], r->work, first, count);
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

static void note_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct writer *w = context;
    insert_word(w, reason, reason_word_find(&w->reasons, name, item));
}

static void put_together(struct writer *w, struct text *out) {
    for (int i = 0; i < REASONS; i++) {
        join_words(w, (enum reason)i, &w->joined[i]);
        w->no_memory |= w->joined[i].failed;
    }
    text_clear(out);
    format_of(w)->reasons(out, w->joined);
    text_reserve(out, SHORT_COPY);
    w->no_memory |= out->failed;
}

static struct fragment fragment_of(const struct row_out *r, const struct text *t) {
    static const char nothing[SHORT_COPY];
    r->out->failed |= t->failed;
    return t->failed ? (struct fragment){nothing, 0} : (struct fragment){t->bytes, (uint32_t)t->length};
}

static void insert_mask(struct writer *w, enum reason reason, uint64_t mask, const uint32_t *words) {
    for (; mask; mask &= mask - 1) insert_word(w, reason, words[__builtin_ctzll(mask)]);
}

static __attribute__((noinline)) void make_text(struct writer *w, const struct offer_words *words, struct reason_text *kept, const uint64_t masks[REASONS]) {
    memset(w->found_count, 0, sizeof w->found_count);
    insert_mask(w, REASON_FAILED, masks[REASON_FAILED], words->rule_words);
    insert_mask(w, REASON_REFER, masks[REASON_REFER], words->rule_words);
    insert_mask(w, REASON_MISSING, masks[REASON_MISSING], words->missing_words);
    put_together(w, &kept->text);
    memcpy(kept->masks, masks, sizeof kept->masks);
    kept->used = true;
}

static inline uint32_t slot_of(const uint64_t masks[REASONS]) {
    uint64_t mixed = masks[REASON_FAILED] ^ (masks[REASON_REFER] << 21 | masks[REASON_REFER] >> 43);
    mixed ^= masks[REASON_MISSING] << 42 | masks[REASON_MISSING] >> 22;
    return (uint32_t)(mixed * UINT64_C(0x9E3779B97F4A7C15) >> (64 - MASK_CACHE_BITS));
}

static inline bool is_kept(const struct reason_text *kept, const uint64_t masks[REASONS]) {
    for (int i = 0; i < REASONS; i++)
        if (kept->masks[i] != masks[i]) return false;
    return kept->used;
}

static inline struct fragment masked(const struct row_out *r, struct offer_words *words, const uint64_t masks[REASONS]) {
    struct reason_text *kept = &words->cache[slot_of(masks)];
    if (!is_kept(kept, masks)) make_text(r->w, words, kept, masks);
    return fragment_of(r, &kept->text);
}

// The fields that an offer misses, as a mask.
struct missing {
    const struct row_out *r;
    struct offer_words *words;
    uint64_t mask;
    bool overflow;  // more fields than a mask has bits
};

static uint8_t new_missing_bit(struct missing *m, const struct field *list, const struct field *field) {
    struct offer_words *words = m->words;
    m->overflow |= words->missing_count == 64;
    if (m->overflow) return 0;
    const struct name *name = list ? &list->def.name : &field->def.name;
    words->missing_words[words->missing_count] = reason_word_find(&m->r->w->reasons, name, list ? &field->def.name : NULL);
    return (uint8_t)++words->missing_count;
}

static void note_missing(void *context, const struct field *list, const struct field *field) {
    struct missing *m = context;
    uint8_t *bit = &m->words->missing_bits[field_place(m->r->decisions, list, field)];
    if (!*bit) *bit = new_missing_bit(m, list, field);
    if (*bit) m->mask |= UINT64_C(1) << (*bit - 1);
}

static uint64_t silent_mask(const struct row_out *r, const struct planned_offer *planned) {
    uint64_t mask = 0;
    for (uint32_t g = 0; g < planned->grant_count; g++) {
        const struct node *n = planned->grants[g].value;
        bool silent = n->may_be_silent && vector_value(node_vector(r->work, n), n->lane, r->row).state == STATE_SILENT;
        mask |= (uint64_t)silent << (planned->rule_count + g);
    }
    return mask;
}

// Where bits do not suffice for the names.
static struct fragment gathered(const struct row_out *r, uint32_t scheme, uint32_t offer) {
    struct writer *w = r->w;
    memset(w->found_count, 0, sizeof w->found_count);
    decision_reasons(r->decisions, r->work, scheme, offer, r->row, note_reason, w);
    put_together(w, &w->reasons_text);
    return fragment_of(r, &w->reasons_text);
}

// Kept out of row_reasons, most of whose calls it would only burden.
static __attribute__((noinline)) struct fragment with_missing(const struct row_out *r, uint32_t scheme, uint32_t offer,
                                                              uint64_t masks[REASONS]) {
    struct offer_words *words = &r->w->schemes[scheme].offers[offer];
    struct missing m = {.r = r, .words = words};
    decision_missing(r->decisions, r->work, scheme, offer, r->row, note_missing, &m);
    if (m.overflow) return gathered(r, scheme, offer);
    masks[REASON_MISSING] = m.mask;
    masks[REASON_REFER] |= silent_mask(r, words->planned);
    return masked(r, words, masks);
}

struct fragment row_reasons(const struct row_out *r, uint32_t scheme, uint32_t offer) {
    struct offer_words *words = &r->w->schemes[scheme].offers[offer];
    const struct offer_result *o = &r->decisions->schemes[scheme].offers[offer];
    if (words->planned->rule_count + words->planned->grant_count > 64) return gathered(r, scheme, offer);
    uint64_t masks[REASONS] = {0};
    masks[REASON_FAILED] = mask_at(o->failed, o->planes, r->row);
    masks[REASON_REFER] = mask_at(o->asks, o->planes, r->row);
    if (words->open[r->row - r->strip]) return with_missing(r, scheme, offer, masks);
    return masked(r, words, masks);
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
