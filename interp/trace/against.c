// An amended notice beside the old one, sentence by sentence: what both have in the same order stays, the rest has
// changed, gone, or is new.
#include "grammar/base/utf8.h"
#include "interp/trace/trace.h"

struct comparing {
    struct arena *arena;
    const struct notice_document *old, *new;
    struct trace_against *to;
};

static uint32_t length_of(const struct notice_sentence *s) { return s->to - s->from; }

static bool same_words(const struct comparing *x, uint32_t old, uint32_t new) {
    const struct notice_sentence *a = &x->old->sentences[old], *b = &x->new->sentences[new];
    return length_of(a) == length_of(b) && !memcmp(x->old->words + a->from, x->new->words + b->from, length_of(a));
}

static const char *place_in(const struct notice_document *d, uint32_t sentence) {
    const char *place = d->clauses[d->sentences[sentence].clause].place;
    return place ? place : "";
}

static void push(struct comparing *x, enum change_kind kind, uint32_t old, uint32_t new) {
    const struct trace_change change = {kind, old, new};
    ARENA_PUSH(x->arena, x->to->changes, x->to->change_count, change);
}

static void push_same(struct comparing *x, uint32_t old, uint32_t new) {
    bool moved = strcmp(place_in(x->old, old), place_in(x->new, new)) != 0;
    push(x, moved ? CHANGE_MOVED : CHANGE_NONE, old, new);
}

// In two fifths of their bytes, at their beginnings and ends.
static bool are_alike(const struct comparing *x, uint32_t old, uint32_t new) {
    const struct notice_sentence *a = &x->old->sentences[old], *b = &x->new->sentences[new];
    const char *p = x->old->words + a->from, *q = x->new->words + b->from;
    uint32_t n = length_of(a), m = length_of(b), least = n < m ? n : m, head = 0, tail = 0;
    while (head < least && p[head] == q[head]) head++;
    while (tail < least - head && p[n - 1 - tail] == q[m - 1 - tail]) tail++;
    return (uint64_t)(head + tail) * 5 >= (uint64_t)(n + m);
}

// What stands between two sentences that both have.
static void push_gap(struct comparing *x, uint32_t old, uint32_t old_end, uint32_t new, uint32_t new_end) {
    for (; old < old_end; old++) {
        uint32_t like = new;
        while (like < new_end && !are_alike(x, old, like)) like++;
        if (like == new_end) {
            push(x, CHANGE_GONE, old, 0);
            continue;
        }
        for (; new < like; new ++) push(x, CHANGE_NEW, 0, new);
        push(x, CHANGE_WORDS, old, new ++);
    }
    for (; new < new_end; new ++) push(x, CHANGE_NEW, 0, new);
}

// The longest row of sentences that both have: lengths[i][j] is that of what stands from i and j on.
static uint32_t *lengths_of(struct comparing *x, uint32_t from, uint32_t n, uint32_t m) {
    size_t width = (size_t)m + 1;
    uint32_t *lengths = ARENA_ARRAY(x->arena, uint32_t, ((size_t)n + 1) * width);
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t j = m; j-- > 0;) {
            uint32_t down = lengths[(i + 1) * width + j], right = lengths[i * width + j + 1];
            bool same = same_words(x, from + i, from + j);
            lengths[i * width + j] = same ? lengths[(i + 1) * width + j + 1] + 1 : down > right ? down : right;
        }
    return lengths;
}

static void walk(struct comparing *x, uint32_t from, uint32_t n, uint32_t m) {
    const uint32_t *lengths = lengths_of(x, from, n, m);
    size_t width = (size_t)m + 1;
    uint32_t i = 0, j = 0, gap_i = 0, gap_j = 0;
    while (i < n && j < m) {
        if (same_words(x, from + i, from + j)) {
            push_gap(x, from + gap_i, from + i, from + gap_j, from + j);
            push_same(x, from + i, from + j);
            gap_i = ++i;
            gap_j = ++j;
        } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++;
        else j++;
    }
    push_gap(x, from + gap_i, from + n, from + gap_j, from + m);
}

static void compare(struct comparing *x) {
    uint32_t n = x->old->sentence_count, m = x->new->sentence_count, head = 0, tail = 0;
    while (head < n && head < m && same_words(x, head, head)) push_same(x, head, head), head++;
    while (tail < n - head && tail < m - head && same_words(x, n - 1 - tail, m - 1 - tail)) tail++;
    walk(x, head, n - head - tail, m - head - tail);
    for (uint32_t i = tail; i-- > 0;) push_same(x, n - 1 - i, m - 1 - i);
}

static bool is_gone(struct arena *a, const struct notice_document *amended, const struct trace_rule *r,
                    uint32_t quote) {
    uint32_t from, to;
    size_t size = strlen(r->words[quote].quote);
    char *words = arena_alloc(a, size + 1);
    uint32_t length = notice_strip(r->words[quote].quote, size, words);
    return r->is_mark ? !notice_find_passage(amended, words, length, 0, &from, &to)
                      : !notice_find(amended, words, length, 0, &from, &to);
}

static bool is_lost(struct arena *a, const struct notice_document *amended, const struct trace_rule *r) {
    for (uint32_t i = 0; i < r->words_count; i++)
        if (is_gone(a, amended, r, i)) return true;
    return false;
}

struct trace_against trace_against(const struct trace *t, const struct trace_notice *n, uint32_t source) {
    struct arena *a = t->arena;
    const struct source *s = t->sources->items[source];
    struct trace_against g = {
        .notice = n, .amended = notice_document(a, s->bytes, s->size), .path = s->path, .source = source};
    struct comparing x = {a, &n->document, &g.amended, &g};
    compare(&x);
    g.lost = ARENA_ARRAY(a, bool, n->rule_count);
    for (uint32_t i = 0; i < n->rule_count; i++) g.lost[i] = is_lost(a, &g.amended, &n->rules[i]);
    return g;
}

bool trace_has_changed(const struct trace_against *g) {
    for (uint32_t i = 0; i < g->change_count; i++)
        if (g->changes[i].kind != CHANGE_NONE) return true;
    return false;
}

struct trace_moved trace_moved(const struct trace *t, const struct trace_against *g, const struct trace_change *c) {
    static const enum phrase_id heads[] = {0, WORDS_TRACE_MOVED, WORDS_TRACE_CHANGED, WORDS_TRACE_GONE,
                                           WORDS_TRACE_NEW};
    const struct notice_document *old = &g->notice->document, *new = &g->amended;
    bool was = c->kind != CHANGE_NEW, is = c->kind != CHANGE_GONE;
    const char *from = was ? trace_place(t, &old->clauses[old->sentences[c->old].clause]) : "";
    const char *to = is ? trace_place(t, &new->clauses[new->sentences[c->new].clause]) : "";
    return (struct trace_moved){heads[c->kind], was ? from : to, to};
}

// ---- as findings

static bool has_rule(const struct trace_against *g, const struct trace_change *c) {
    return c->kind == CHANGE_WORDS && g->notice->quoting[c->old].count;
}

void trace_add_changes(const struct trace *t, const struct trace_against *g, struct diags *ds) {
    const struct source *s = t->sources->items[g->source];
    const uint32_t *at = trace_places(t->arena, s);
    for (uint32_t i = 0; i < g->notice->rule_count; i++)
        for (uint32_t k = 0; g->lost[i] && k < g->notice->rules[i].words_count; k++) {
            const struct trace_rule *r = &g->notice->rules[i];
            if (!is_gone(t->arena, &g->amended, r, k)) continue;
            diag_hint(ds, diag(ds, DIAG_TRACE_LOST, r->cited->citation->quote_spans[k], A(g->path)),
                      DIAG_HINT_TRACE_LOST, A(""));
        }
    for (uint32_t i = 0; i < g->change_count; i++) {
        const struct trace_change *c = &g->changes[i];
        if ((c->kind != CHANGE_NEW && c->kind != CHANGE_WORDS) || has_rule(g, c)) continue;
        const struct notice_sentence *n = &g->amended.sentences[c->new];
        diag_record(ds, DIAG_TRACE_NEW, trace_span(at, g->source, n->from, n->to), NULL, 0);
    }
}
