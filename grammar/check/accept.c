#include "grammar/check/accept.h"

#include <string.h>

static bool is_accept(const struct decl *d) { return d->kind == DECL_ACCEPT; }

// What words about a whole block, and what is only said of it, stand behind, they are about the block.
static bool stands_alone(const struct decl *d) {
    return d->kind != DECL_USE && d->kind != DECL_ISSUER && d->kind != DECL_SOURCE && d->kind != DECL_IN_FORCE;
}

static struct span part_of(struct decl *const *siblings, uint32_t at, struct span whole) {
    while (at && is_accept(siblings[at])) at--;
    const struct decl *before = siblings[at];
    return !is_accept(before) && stands_alone(before) ? before->at : whole;
}

static bool lies_in(struct span at, struct span part) {
    return at.source == part.source && at.offset >= part.offset && at.offset - part.offset < part.length;
}

struct acceptor {
    const struct decl *decl;
    struct span part;  // what it is about
    enum diag_id id;
};

struct acceptors {
    struct compilation *c;
    struct acceptor *items;
    uint32_t count;
};

static enum diag_id code_of(const struct acceptors *all, const struct decl *d) {
    const char *code = intern_name(&all->c->names, d->target);
    return diag_find(code, strlen(code));
}

static void gather(struct acceptors *all, struct decl *const *siblings, uint32_t count, struct span whole) {
    for (uint32_t i = 0; i < count; i++) {
        const struct decl *d = siblings[i];
        struct acceptor a = {d, part_of(siblings, i, whole), DIAG_NONE};
        if (is_accept(d)) a.id = code_of(all, d);
        if (is_accept(d)) ARENA_PUSH(&all->c->arena, all->items, all->count, a);
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

// The smallest part; of several of one part the first.
static const struct acceptor *acceptor_of(const struct acceptors *all, const struct diag *d) {
    const struct acceptor *found = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        const struct acceptor *a = &all->items[i];
        if (a->id != d->id || !lies_in(d->at, a->part)) continue;
        if (!found || a->part.length < found->part.length) found = a;
    }
    return found;
}

static bool may_be_accepted(enum diag_id id) {
    const struct diag_info *info = diag_info(id);
    return info->severity != SEVERITY_ERROR && info->code[0] == 'P' && id != DIAG_ACCEPT_NOTHING;
}

void accept_findings(struct compilation *c) {
    const struct acceptors all = gather_all(c);
    for (uint32_t i = 0; all.count && i < c->diags.count; i++) {
        struct diag *d = c->diags.items[i];
        const struct acceptor *a = may_be_accepted(d->id) && !d->accepted ? acceptor_of(&all, d) : NULL;
        if (a && *a->decl->text) diag_accept(&c->diags, d, a->decl->at, a->decl->text);
    }
}

static bool accepts_some(const struct diags *ds, const struct decl *accept) {
    for (uint32_t i = 0; i < ds->count; i++) {
        const struct diag *d = ds->items[i];
        bool here = d->accepted_at.source == accept->at.source && d->accepted_at.offset == accept->at.offset;
        if (d->accepted && here) return true;
    }
    return false;
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

void accept_report_idle(struct compilation *c) {
    if (c->diags.errors) return;
    const struct acceptors all = gather_all(c);
    for (uint32_t i = 0; i < all.count; i++) {
        const struct decl *d = all.items[i].decl;
        if (accepts_some(&c->diags, d)) continue;
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
