// A source to a tree. A text with faults is parsed again, with one repair after another, so that what a slip leads to
// is not said as well: a fault is kept as it was first said, and the text goes on as if it were not there.
#include <string.h>

#include "grammar/syntax/load.h"
#include "grammar/syntax/parser.h"
#include "grammar/syntax/pass_over.h"
#include "grammar/syntax/slip.h"

#define MAX_REPAIRS 20                    // of one text
#define MAX_TRIED ((size_t)16 << 20)      // bytes parsed on trial for one text
#define COST_OF_TRIAL ((size_t)16 << 10)  // beside its bytes

struct attempt {
    struct parser *parser;
    struct diags diags;
};

static void parse(struct attempt *a, struct compilation *c, struct arena *arena, uint32_t source, int lead,
                  struct repairs repairs, struct told told, uint32_t most_errors) {
    const struct source *text = c->sources.items[source];
    struct parser *p = ARENA_NEW(arena, struct parser);
    *a = (struct attempt){.parser = p, .diags = {.arena = arena}};
    *p = (struct parser){.arena = arena, .names = &c->names, .diags = &a->diags, .bytes = text->bytes};
    p->passing = &c->scanning;
    p->source = source;
    p->is_condition = lead != 0;
    p->size = (uint32_t)text->size;
    p->told = told;
    p->most_errors = most_errors;
    p->tree = ARENA_NEW(arena, struct tree);
    p->tree->source = source;
    p->lexer = lexer_open(c, arena, source, &a->diags, repairs);
    p->lexer->lead = lead;
    pol_yyparse(p);
    lexer_close(c);
}

struct mending {
    struct compilation *c;
    uint32_t source;
    int lead;
    struct repair repairs[MAX_REPAIRS];
    struct diag *said[MAX_REPAIRS];  // of what was repaired
    uint32_t count;
    size_t tried;
};

static struct repairs repairs_of(const struct mending *m) { return (struct repairs){m->repairs, m->count}; }

static bool overlaps(const struct repair *a, const struct repair *b) {
    return a->offset < b->offset + b->length && b->offset < a->offset + a->length;
}

// False where another repair stands there. One that only adds a sign comes before one that takes its place away.
static bool put_in(struct mending *m, struct repair r) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < m->count; i++)
        if (overlaps(&m->repairs[i], &r)) return false;
    while (at < m->count && m->repairs[at].offset + m->repairs[at].length <= r.offset) at++;
    memmove(&m->repairs[at + 1], &m->repairs[at], (m->count - at) * sizeof r);
    m->repairs[at] = r;
    m->count++;
    return true;
}

static void take_out(struct mending *m, struct repair r) {
    uint32_t at = 0;
    while (memcmp(&m->repairs[at], &r, sizeof r) != 0) at++;
    m->count--;
    memmove(&m->repairs[at], &m->repairs[at + 1], (m->count - at) * sizeof r);
}

static size_t cost(const struct mending *m) { return m->c->sources.items[m->source]->size + COST_OF_TRIAL; }

static bool may_try(const struct mending *m) { return m->tried + cost(m) <= MAX_TRIED; }

static uint32_t weight(const struct attempt *a) {
    return a->diags.errors + a->parser->untold + a->parser->lexer->untold;
}

// A slip's repair must not make another of what came before it.
static bool goes_on(const struct attempt *trial, const struct slip *s, uint32_t before) {
    const struct parser *p = trial->parser;
    return p->slip_count <= before || p->slips[before].current.at.offset > s->current.at.offset;
}

static uint32_t errors_with(struct mending *m, struct repair r, const struct slip *s, uint32_t before,
                            uint32_t most_errors) {
    struct attempt trial;
    if (!put_in(m, r)) return UINT32_MAX;
    m->tried += cost(m);
    arena_init(&m->c->trial, m->c->arena.out_of_memory);
    parse(&trial, m->c, &m->c->trial, m->source, m->lead, repairs_of(m), (struct told){0}, most_errors);
    uint32_t errors = goes_on(&trial, s, before) ? weight(&trial) : UINT32_MAX;
    arena_free(&m->c->trial);
    take_out(m, r);
    return errors;
}

// The repair that leaves the fewest errors, if it leaves fewer than there are; `before` of them came before the slip.
static bool find_repair(struct mending *m, const struct attempt *now, const struct slip *s, uint32_t before,
                        struct repair *best) {
    struct repair tries[SLIP_MAX_REPAIRS];
    uint32_t count = slip_repairs(now->parser, s, tries), fewest = weight(now);
    for (uint32_t i = 0; i < count && fewest > before && may_try(m); i++) {
        uint32_t errors = errors_with(m, tries[i], s, before, fewest);
        if (errors >= fewest) continue;
        fewest = errors;
        *best = tries[i];
    }
    return fewest < weight(now);
}

static void mend(struct mending *m, struct attempt *now) {
    uint32_t left = 0;  // slips that nothing mends
    while (left < now->parser->slip_count && m->count < MAX_REPAIRS && may_try(m)) {
        const struct slip *s = &now->parser->slips[left];
        struct repair best = {0};
        if (!find_repair(m, now, s, left, &best)) {
            left++;
            continue;
        }
        m->said[m->count] = s->said;
        put_in(m, best);
        m->tried += cost(m);
        bool lost_use = now->parser->tree->lost_use;
        parse(now, m->c, &m->c->arena, m->source, m->lead, repairs_of(m), (struct told){m->said, m->count}, 0);
        now->parser->tree->lost_use |= lost_use;
    }
}

// What should have stood before this line is no fault of the line's.
static bool is_of_line_before(const struct diag *said, const char *bytes) {
    uint32_t at = said->at.offset;
    while (at && strchr(" \t", bytes[at - 1])) at--;
    return said->id == DIAG_EXPECTED_AFTER && (!at || bytes[at - 1] == '\n');
}

// Farther along a line of which a fault was told.
static bool was_told(const struct mending *m, const char *bytes, const struct diag *d) {
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t said = m->said[i]->at.offset;
        if (is_of_line_before(m->said[i], bytes)) continue;
        if (said <= d->at.offset && !memchr(bytes + said, '\n', d->at.offset - said)) return true;
    }
    return false;
}

// Without its samples and tests, if they are not wanted and nothing is wrong with the rest.
static void parse_first(struct attempt *a, struct compilation *c, uint32_t source, int lead) {
    const struct source *text = c->sources.items[source];
    struct repairs passed = {0};
    if (c->no_tests) passed = tests_in(&c->arena, lexer_keywords(c), text->bytes, text->size);
    parse(a, c, &c->arena, source, lead, passed, (struct told){0}, 0);
    c->passed_tests |= passed.count && !weight(a);
    if (passed.count && weight(a)) parse(a, c, &c->arena, source, lead, (struct repairs){0}, (struct told){0}, 0);
}

// What was passed over is most of many a file.
static void cut_text(struct compilation *c, const struct tree *tree) {
    const struct source *text = c->sources.items[tree->source];
    size_t end = 0;
    for (uint32_t i = 0; i < tree->count; i++) {
        size_t behind = tree->decls[i]->at.offset + tree->decls[i]->at.length;
        if (behind > end) end = behind;
    }
    const char *line_end = memchr(text->bytes + end, '\n', text->size - end);
    if (line_end) source_cut(&c->sources, tree->source, (size_t)(line_end - text->bytes));
}

struct tree *parse_source(struct compilation *c, uint32_t source) {
    struct mending m = {.c = c, .source = source, .lead = c->sources.items[source]->is_condition ? TOK_WHEN : 0};
    struct attempt now;
    parse_first(&now, c, source, m.lead);
    mend(&m, &now);
    for (uint32_t i = 0; i < m.count; i++) diags_take(&c->diags, m.said[i]);
    for (uint32_t i = 0; i < now.diags.count; i++)
        if (!was_told(&m, c->sources.items[source]->bytes, now.diags.items[i]))
            diags_take(&c->diags, now.diags.items[i]);
    diags_drop(&c->diags, now.diags.dropped);
    if (c->cuts_texts && !m.count && !now.diags.count) cut_text(c, now.parser->tree);
    return now.parser->tree;
}

struct tree *parse_claim(struct compilation *c, struct span part) {
    uint32_t end = part.offset + part.length, size = (uint32_t)c->sources.items[part.source]->size;
    const struct repair around[] = {{.offset = 0, .length = part.offset}, {.offset = end, .length = size - end}};
    uint32_t from = !part.offset, until = 1 + (end < size);
    struct repairs others = {around + from, until - from};
    struct attempt now;
    parse(&now, c, &c->arena, part.source, TOK_CLAIM_ALONE, others, (struct told){0}, 0);
    if (now.diags.count) diags_take(&c->diags, now.diags.items[0]);  // it is short: what follows comes of that
    return now.parser->tree;
}
