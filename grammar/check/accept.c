#include "grammar/check/accept.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/order.h"

static bool is_accept(const struct decl *d) { return d->kind == DECL_ACCEPT; }

// What words about a whole block, and what is only said of it, stand behind, they are about the block.
static bool stands_alone(const struct decl *d) {
    return d->kind != DECL_USE && d->kind != DECL_ISSUER && d->kind != DECL_SOURCE && d->kind != DECL_IN_FORCE;
}

static bool lies_in(struct span at, struct span part) {
    return at.source == part.source && at.offset >= part.offset && at.offset - part.offset < part.length;
}

struct acceptor {
    const struct decl *decl;
    struct span part;  // what it is about
    enum diag_id id;
    uint32_t order;                 // of the text
    const struct acceptor *around;  // of the same code, about the smallest part that holds this one's
};

struct acceptors {
    struct compilation *c;
    struct acceptor *items;
    uint32_t count;
};

// Those of a block mostly accept one code, whose look-up is long.
static enum diag_id code_of(const struct acceptors *all, const struct decl *d) {
    const struct acceptor *last = all->count ? &all->items[all->count - 1] : NULL;
    if (last && last->decl->target == d->target) return last->id;
    const char *code = intern_name(&all->c->names, d->target);
    return diag_find(code, strlen(code));
}

static void gather(struct acceptors *all, struct decl *const *siblings, uint32_t count, struct span whole) {
    struct span part = whole;
    for (uint32_t i = 0; i < count; i++) {
        const struct decl *d = siblings[i];
        const struct acceptor a = {d, part, is_accept(d) ? code_of(all, d) : DIAG_NONE, all->count, NULL};
        if (is_accept(d)) ARENA_PUSH(&all->c->arena, all->items, all->count, a);
        else part = stands_alone(d) ? d->at : whole;
        gather(all, d->members, d->member_count, d->at);
    }
}

static struct acceptors gather_all(struct compilation *c) {
    struct acceptors all = {.c = c};
    for (uint32_t i = 0; i < c->tree_count; i++) {
        const struct tree *t = c->trees[i];
        struct span whole = {t->source, 0, (uint32_t)c->sources.items[t->source]->size + 1};
        gather(&all, t->decls, t->count, whole);
    }
    return all;
}

// By code and place, larger parts before those in them; of one part the first comes last, for it has it.
static int compare_parts(const void *left, const void *right) {
    const struct acceptor *a = left, *b = right;
    if (a->id != b->id) return compare_numbers(a->id, b->id);
    if (a->part.source != b->part.source) return compare_numbers(a->part.source, b->part.source);
    if (a->part.offset != b->part.offset) return compare_numbers(a->part.offset, b->part.offset);
    if (a->part.length != b->part.length) return compare_numbers(b->part.length, a->part.length);
    return compare_numbers(b->order, a->order);
}

// So that the smallest part is found without looking at them all: parts lie within one another or apart.
static void sort_parts(struct acceptors *all) {
    if (all->count > 1) qsort(all->items, all->count, sizeof *all->items, compare_parts);
    for (uint32_t i = 1; i < all->count; i++) {
        const struct acceptor *a = &all->items[i - 1];
        while (a && (a->id != all->items[i].id || !lies_in(all->items[i].part, a->part))) a = a->around;
        all->items[i].around = a;
    }
}

// How many stand before whatever begins behind that place.
static uint32_t parts_until(const struct acceptors *all, enum diag_id id, struct span at) {
    const struct acceptor wanted = {.id = id, .part = {at.source, at.offset, 0}};
    uint32_t low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_parts(&all->items[middle], &wanted) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

// The smallest part; of several of one part the first.
static const struct acceptor *acceptor_at(const struct acceptors *all, enum diag_id id, struct span at) {
    uint32_t until = parts_until(all, id, at);
    const struct acceptor *a = until ? &all->items[until - 1] : NULL;
    while (a && (a->id != id || !lies_in(at, a->part))) a = a->around;
    return a;
}

static bool may_be_accepted(enum diag_id id) {
    const struct diag_info *info = diag_info(id);
    return info->severity != SEVERITY_ERROR && info->code[0] == 'P' && id != DIAG_ACCEPT_NOTHING;
}

// What is said of a notice is accepted by the policy that names it.
static const struct acceptor *acceptor_of(const struct acceptors *all, const struct diag *d) {
    const struct acceptor *a = acceptor_at(all, d->id, d->at);
    return a || d->label.id != DIAG_LABEL_TRACE_SOURCE ? a : acceptor_at(all, d->id, d->label.at);
}

void accept_findings(struct compilation *c) {
    struct acceptors all = gather_all(c);
    sort_parts(&all);
    for (uint32_t i = 0; all.count && i < c->diags.count; i++) {
        struct diag *d = c->diags.items[i];
        const struct acceptor *a = may_be_accepted(d->id) && !d->accepted ? acceptor_of(&all, d) : NULL;
        if (a && *a->decl->text) diag_accept(&c->diags, d, a->decl->at, a->decl->text);
    }
}

static int compare_spans(const void *left, const void *right) {
    const struct span *a = left, *b = right;
    if (a->source != b->source) return compare_numbers(a->source, b->source);
    return compare_numbers(a->offset, b->offset);
}

// Where what accepts something stands, sorted.
struct used {
    struct span *items;
    uint32_t count;
};

static struct used used_in(struct compilation *c) {
    struct used u = {0};
    for (uint32_t i = 0; i < c->diags.count; i++)
        if (c->diags.items[i]->accepted) ARENA_PUSH(&c->arena, u.items, u.count, c->diags.items[i]->accepted_at);
    if (u.count > 1) qsort(u.items, u.count, sizeof *u.items, compare_spans);
    return u;
}

static bool is_used(const struct used *u, struct span at) {
    return u->count && bsearch(&at, u->items, u->count, sizeof at, compare_spans);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// With the whole of its lines, where it has them to itself.
static struct span lines_of(const struct compilation *c, struct span at) {
    const struct source *s = c->sources.items[at.source];
    uint32_t from = at.offset, to = from + at.length;
    while (from && is_blank(s->bytes[from - 1])) from--;
    while (to < s->size && is_blank(s->bytes[to])) to++;
    bool whole = (!from || s->bytes[from - 1] == '\n') && to < s->size && s->bytes[to] == '\n';
    return whole ? (struct span){at.source, from, to + 1 - from} : at;
}

static bool is_of_trace(enum diag_id id) {
    return id == DIAG_TRACE_UNTOUCHED || id == DIAG_TRACE_NO_CLAUSE || id == DIAG_TRACE_ELSEWHERE;
}

void accept_report_idle(struct compilation *c, bool traced) {
    if (c->diags.errors) return;
    const struct acceptors all = gather_all(c);
    const struct used used = used_in(c);
    for (uint32_t i = 0; i < all.count; i++) {
        const struct decl *d = all.items[i].decl;
        if (is_used(&used, d->at) || is_of_trace(all.items[i].id) != traced) continue;
        struct diag *said = diag(&c->diags, DIAG_ACCEPT_NOTHING, d->at, A(intern_name(&c->names, d->target)));
        diag_hint(&c->diags, said, DIAG_HINT_ACCEPT_NOTHING, A(""));
        diag_set_fix(&c->diags, said, lines_of(c, d->at), (struct diag_arg)A(""));
    }
}

// A number, say, which the parser has spoken of.
static bool is_unread(const struct compilation *c, struct span at) {
    for (uint32_t i = 0; i < c->diags.count; i++)
        if (c->diags.items[i]->at.source == at.source && c->diags.items[i]->at.offset == at.offset) return true;
    return false;
}

static void check_accept(struct compilation *c, const struct acceptor *a) {
    const char *code = intern_name(&c->names, a->decl->target);
    bool finding = a->id != DIAG_NONE && diag_info(a->id)->code[0] == 'P' && a->id != DIAG_ACCEPT_NOTHING;
    bool error = diag_info(a->id)->severity == SEVERITY_ERROR;
    if (!finding && !is_unread(c, a->decl->target_at)) {
        struct diag *d = diag(&c->diags, DIAG_ACCEPT_UNKNOWN, a->decl->target_at, A(code));
        diag_hint(&c->diags, d, DIAG_HINT_ACCEPT_CODE, A(""));
    } else if (finding && error) {
        struct diag *d = diag(&c->diags, DIAG_ACCEPT_ERROR, a->decl->target_at, A(code));
        diag_hint(&c->diags, d, DIAG_HINT_ACCEPT_ERROR, A(""));
    } else if (finding && !*a->decl->text) diag(&c->diags, DIAG_ACCEPT_NO_REASON, a->decl->text_at, A(code));
}

void accept_check(struct compilation *c) {
    const struct acceptors all = gather_all(c);
    for (uint32_t i = 0; i < all.count; i++) check_accept(c, &all.items[i]);
}
