#include "tests/differential/random_policy.h"

#include <check.h>
#include <string.h>

// As random_grammar.def tells them; 0 is an expansion that may stand anywhere and leads deeper.
enum place {
    ANY = 0,
    LEAF = 1,
    ITEM = 2,
    RECORD = 4,
    ASKS = 8,
    MEETS = 16,
    TABLE = 32,
    ENTERS = 64,
    COLUMNS = 128,
    BELOW = 256,
};

struct expansion {
    const char *sort;
    uint32_t weight;
    unsigned place;
    const char *text;
};
static const struct expansion grammar[] = {
#define EXPANSION(sort, weight, place, text) {#sort, weight, place, text},
#include "tests/differential/random_grammar.def"
#undef EXPANSION
};
#define EXPANSIONS (sizeof grammar / sizeof *grammar)

struct maker {
    struct random_source *r;
    struct text *out;
    unsigned barred;  // what an expansion may not be here: ITEM, RECORD, ASKS, MEETS, TABLE
};

struct sort {  // as a text names it
    const char *name;
    size_t length;
    bool as_deep;
};

static bool may_stand(const struct maker *m, const struct expansion *e, const struct sort *sort, int depth) {
    if (strncmp(e->sort, sort->name, sort->length) != 0 || e->sort[sort->length]) return false;
    return !(e->place & m->barred) && (depth > 0 || e->place & LEAF);
}

static const struct expansion *choose(const struct maker *m, const struct sort *sort, int depth) {
    uint32_t total = 0;
    for (size_t i = 0; i < EXPANSIONS; i++)
        if (may_stand(m, &grammar[i], sort, depth)) total += grammar[i].weight;
    if (!total) ck_abort_msg("nothing of the sort '%.*s' may stand here", (int)sort->length, sort->name);
    uint32_t left = random_below(m->r, total);
    const struct expansion *e = grammar;
    for (; !may_stand(m, e, sort, depth) || left >= e->weight; e++)
        if (may_stand(m, e, sort, depth)) left -= e->weight;
    return e;
}

// Whether a `<sort>` stands at the text's beginning, for `<` is also an operator.
static bool reads_sort(const char *text, struct sort *sort) {
    sort->name = text + 1;
    sort->length = *text == '<' ? strspn(text + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;
    sort->as_deep = sort->length && text[1 + sort->length] == '.';
    return sort->length && text[1 + sort->length + sort->as_deep] == '>';
}

static void expand(struct maker m, const struct sort *sort, int depth) {
    const struct expansion *e = choose(&m, sort, depth);
    struct sort inner;
    if (e->place & ENTERS) m.barred = (m.barred | RECORD) & ~(unsigned)ITEM;
    if (e->place & COLUMNS) m.barred |= TABLE;
    if (e->place & BELOW) m.barred &= ~(unsigned)MEETS;
    if (e->place & ENTERS && depth > 2) depth = 2;
    for (const char *at = e->text; *at;) {
        if (!reads_sort(at, &inner)) {
            text_char(m.out, *at++);
            continue;
        }
        expand(m, &inner, inner.as_deep ? depth : depth - 1);
        at += inner.length + inner.as_deep + 2;
    }
}

void random_policy(struct random_source *r, bool monotone, struct text *out) {
    struct maker m = {r, out, ITEM | MEETS | (monotone ? ASKS : 0)};
    expand(m, &(struct sort){"policy", 6, true}, 2 + (int)random_below(r, 3));
}
