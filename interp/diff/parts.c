// Parts of clauses as written, and the differences between them.
#include <string.h>

#include "grammar/format/one_line.h"
#include "interp/diff/compare.h"

const char *compared_text(const struct comparing *c, struct span at) {
    struct text t = {0};
    if (!at.length) return NULL;
    line_put(c->d->lines, at, c->d->lang, &t);
    return text_keep(&t, &c->d->compilation->arena);
}

void add_difference(const struct comparing *c, struct difference x) {
    x.scheme = c->scheme, x.offer = c->offer, x.field = c->field;
    ARENA_PUSH(&c->d->compilation->arena, c->d->items, c->d->count, x);
}

static void add_part(const struct comparing *c, struct difference x) {
    x.from = compared_text(c, x.was_at), x.to = compared_text(c, x.is_at);
    if (!x.from || !x.to || strcmp(x.from, x.to) != 0) add_difference(c, x);
}

void compare_spans(const struct comparing *c, enum difference_of of, const struct decl *was, const struct decl *is,
                   struct span from, struct span to) {
    if (!from.length && !to.length) return;
    add_part(c, (struct difference){
                    .kind = DIFFERENCE_ALTERED, .of = of, .was = was, .is = is, .was_at = from, .is_at = to});
}

static struct span place_of(const struct expr *e) { return e ? e->at : nowhere; }

void compare_parts(const struct comparing *c, enum difference_of of, const struct decl *was, const struct decl *is,
                   const struct expr *from, const struct expr *to) {
    const struct expr *a, *b;
    struct difference x = {.kind = DIFFERENCE_ALTERED, .of = of, .was = was, .is = is};
    if (!from && !to) return;
    x.was_at = place_of(from), x.is_at = place_of(to);
    x.figure = from && to ? figure_between(from, to, &a, &b) : FIGURE_SAME;
    if (x.figure) x.figure_from = compared_text(c, a->at), x.figure_to = compared_text(c, b->at);
    add_part(c, x);
}
