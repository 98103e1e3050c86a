// Tables of an offer's clauses in both worlds: the funnel, and who is near a threshold. What is the same in both is
// told once.
#include <string.h>

#include "interp/funnel/tables.h"
#include "interp/report/words.h"
#include "interp/whatif/write/tables.h"

static const char *word(const struct telling *t, enum phrase_id id) { return words_text(t->lang, id); }

static struct tally_telling telling_of(const struct telling *t) {
    return (struct tally_telling){t->arena, t->r->tally, t->lang};
}

struct both {  // a table whose rows are of one world or of both
    const struct telling *t;
    struct grid *grid;
    uint32_t cells;
};

static struct both begin(const struct telling *t, const char *title, enum phrase_id first, uint32_t cells) {
    struct grid *grid = grid_new(t->arena, t->lang, title);
    grid_words_column(grid, word(t, first));
    grid_words_column(grid, word(t, WORDS_WHATIF_WORLD));
    grid->fixed = 2;
    return (struct both){t, grid, cells};
}

static void add_row(const struct both *b, enum grid_row_kind kind, const char *label, enum phrase_id world,
                    const struct figure *cells) {
    struct figure *row = grid_add_row(b->grid, kind);
    row[0] = figure_text(label);
    row[1] = figure_text(word(b->t, world));
    memcpy(row + 2, cells, b->cells * sizeof *cells);
}

static bool is_same(const struct figure *a, const struct figure *b) {
    if (a->kind != b->kind || a->over != b->over) return false;
    return a->kind != FIGURE_TEXT || strcmp(a->text, b->text) == 0;
}

// Labels are NULL where there is no such row in that world.
static void add_rows(const struct both *b, enum grid_row_kind kind, const char *labels[2], struct figure *cells[2]) {
    bool same = labels[0] && labels[1] && strcmp(labels[0], labels[1]) == 0;
    for (uint32_t i = 0; same && i < b->cells; i++) same = is_same(&cells[0][i], &cells[1][i]);
    if (same) add_row(b, kind, labels[0], WORDS_WHATIF_BOTH, cells[0]);
    if (!same && labels[0]) add_row(b, kind, labels[0], WORDS_WHATIF_BEFORE, cells[0]);
    if (!same && labels[1]) add_row(b, kind, labels[1], WORDS_WHATIF_AFTER, cells[1]);
}

// ---- the two worlds' rules, paired

// NULL: it has no rule of that name.
const struct tally_rule *whatif_rule_like(const struct tally_offer *o, const struct tally_rule *like) {
    for (uint32_t i = 0; o && i < o->planned->rule_count; i++)
        if (names_meet(&o->rules[i].planned->rule->def.name, &like->planned->rule->def.name)) return &o->rules[i];
    return NULL;
}

const char *whatif_rule_name(const struct telling *t, const struct tally_rule *r) {
    return r ? name_text(t->r->policy, &r->planned->rule->def.name, t->lang) : NULL;
}

// The rules of the first world in its order, then those that the second has besides.
static void each_rule(const struct clause_pair *p, const struct both *b,
                      void (*put)(const struct both *b, const struct tally_rule *rules[2])) {
    for (int w = 0; w < 2; w++)
        for (uint32_t i = 0; p->offers[w] && i < p->offers[w]->planned->rule_count; i++) {
            const struct tally_rule *here = &p->offers[w]->rules[i], *there = whatif_rule_like(p->offers[!w], here);
            if (w == 0 || !there) put(b, (const struct tally_rule *[2]){w ? NULL : here, w ? here : there});
        }
}

struct clause_pair whatif_pair(const struct whatif_subject *s, uint32_t version) {
    struct clause_pair p = {{NULL, NULL}};
    for (int w = 0; w < 2; w++)
        if (version < s->tally_count[w]) p.offers[w] = s->tally[w][version];
    return p;
}

bool whatif_is_asked(const struct tally_offer *o) { return o && (o->applies || o->when_unknown); }

bool whatif_is_pair_asked(const struct whatif_subject *s, uint32_t version) {
    const struct clause_pair p = whatif_pair(s, version);
    return whatif_is_asked(p.offers[0]) || whatif_is_asked(p.offers[1]);
}

uint32_t whatif_versions(const struct whatif_subject *s) {
    return s->tally_count[0] > s->tally_count[1] ? s->tally_count[0] : s->tally_count[1];
}

// Of several versions with the day from which each holds.
static const char *title_of(const struct telling *t, const struct whatif_subject *s, enum phrase_id id,
                            uint32_t version) {
    struct text out = {0};
    const struct clause_pair p = whatif_pair(s, version);
    char date[11];
    text_put(&out, word(t, id));
    if (version) {
        date_format((p.offers[0] ? p.offers[0] : p.offers[1])->planned->offer->scheme->from, date);
        words_put(&out, t->lang, WORDS_WHATIF_VERSION, date, NULL);
    }
    return text_keep(&out, t->arena);
}

// ---- the funnel

static void put_rule(const struct both *b, const struct tally_rule *rules[2]) {
    struct figure room[2][TALLY_RULE_CELLS];
    memset(room, 0, sizeof room);
    for (int w = 0; w < 2; w++)
        if (rules[w]) tally_rule_cells(room[w], rules[w]);
    add_rows(b, ROW_PLAIN, (const char *[2]){whatif_rule_name(b->t, rules[0]), whatif_rule_name(b->t, rules[1])},
             (struct figure *[2]){room[0], room[1]});
}

// One that stands before the rules, or behind them: whom the offer applies to, or what became of them.
static void put_offer(const struct both *b, const struct clause_pair *p, const char *label, size_t count) {
    struct figure room[2][TALLY_RULE_CELLS];
    memset(room, 0, sizeof room);
    for (int w = 0; w < 2; w++)
        if (p->offers[w]) tally_left_cells(room[w], *(const uint64_t *)((const char *)p->offers[w] + count));
    add_rows(b, ROW_SUM, (const char *[2]){p->offers[0] ? label : NULL, p->offers[1] ? label : NULL},
             (struct figure *[2]){room[0], room[1]});
}

static bool has_when(const struct clause_pair *p) {
    return (p->offers[0] && p->offers[0]->planned->when) || (p->offers[1] && p->offers[1]->planned->when);
}

struct grid *whatif_funnel(const struct telling *t, const struct whatif_subject *s, uint32_t version) {
    const struct clause_pair p = whatif_pair(s, version);
    const struct tally_telling telling = telling_of(t);
    struct both b = begin(t, title_of(t, s, WORDS_WHATIF_FUNNEL, version), WORDS_FUNNEL_RULE, TALLY_RULE_CELLS);
    tally_rule_columns(&telling, b.grid);
    b.grid->note = word(t, WORDS_WHATIF_FUNNEL_NOTE);
    put_offer(&b, &p, word(t, WORDS_FUNNEL_APPLIES), offsetof(struct tally_offer, applies));
    if (has_when(&p)) put_offer(&b, &p, word(t, WORDS_FUNNEL_MAY_APPLY), offsetof(struct tally_offer, when_unknown));
    each_rule(&p, &b, put_rule);
    for (size_t d = 0; d < DECISION_INELIGIBLE; d++)
        put_offer(&b, &p, decision_names[d][t->lang], offsetof(struct tally_offer, decisions) + d * sizeof(uint64_t));
    return b.grid;
}

// ---- who is near

static const struct tally_gap *gap_like(const struct tally_rule *r, uint32_t i) {
    return r && i < r->gap_count ? &r->gaps[i] : NULL;
}

const char *whatif_threshold(const struct telling *t, const struct tally_rule *r, const struct tally_gap *g) {
    const struct tally_telling telling = telling_of(t);
    struct text out = {0};
    words_put(&out, t->lang, WORDS_VALUE_SAID, whatif_rule_name(t, r), tally_bound_text(&telling, g->threshold));
    return text_keep(&out, t->arena);
}

static void put_gap(const struct both *b, const struct tally_rule *rules[2], uint32_t i) {
    const struct tally_telling telling = telling_of(b->t);
    struct figure room[2][TALLY_GAP_CELLS];
    const char *labels[2] = {NULL, NULL};
    bool any = false;
    memset(room, 0, sizeof room);
    for (int w = 0; w < 2; w++) {
        const struct tally_gap *g = gap_like(rules[w], i);
        if (!g) continue;
        any |= g->misses || g->close;
        labels[w] = whatif_threshold(b->t, rules[w], g);
        tally_gap_cells(&telling, room[w], g);
    }
    if (any) add_rows(b, ROW_PLAIN, labels, (struct figure *[2]){room[0], room[1]});
}

static void put_gaps(const struct both *b, const struct tally_rule *rules[2]) {
    uint32_t count[2] = {rules[0] ? rules[0]->gap_count : 0, rules[1] ? rules[1]->gap_count : 0};
    for (uint32_t i = 0; i < count[0] || i < count[1]; i++) put_gap(b, rules, i);
}

struct grid *whatif_near(const struct telling *t, const struct whatif_subject *s, uint32_t version) {
    const struct clause_pair p = whatif_pair(s, version);
    const struct tally_telling telling = telling_of(t);
    struct both b = begin(t, title_of(t, s, WORDS_FUNNEL_NEAR, version), WORDS_FUNNEL_THRESHOLD, TALLY_GAP_CELLS);
    struct text note = {0};
    tally_gap_columns(&telling, b.grid);
    each_rule(&p, &b, put_gaps);
    words_put(&note, t->lang, WORDS_FUNNEL_CLOSE_NOTE, number_text(t->r->near_percent).text, NULL);
    b.grid->note = text_keep(&note, t->arena);
    return b.grid->row_count ? b.grid : NULL;
}
