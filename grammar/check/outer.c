// What stands outside the schemes, as reforms leave it for one of them. A definition that a reform puts in the place of
// another is seen by that scheme alone; so are copies of all definitions that build on it, however far off, for they
// come to something else there. The others are the ones that all schemes share.
#include "grammar/check/checker.h"

struct user {
    const struct decl *decl;
    const struct user *next;
};

struct users {
    const struct user **by_name;  // of shared definitions, those that mention a name
    uint32_t *taken;              // by name: the round in which what is called so was taken into a version
    uint32_t round;
};

struct reader {  // of a definition's names
    struct checker *c;
    const struct decl *decl;
};

static void note_user(const struct reader *r, symbol name) {
    const struct user **users = &r->c->users->by_name[name];
    if (*users && (*users)->decl == r->decl) return;
    struct user *u = ARENA_NEW(r->c->arena, struct user);
    *u = (struct user){r->decl, *users};
    *users = u;
}

static void read_names(const struct reader *r, const struct expr *e) {
    if (!e) return;
    if (e->kind == NODE_NAME || e->kind == NODE_CALL) note_user(r, e->name);
    for (uint32_t i = 0; i < e->count; i++) read_names(r, e->kids[i]);
}

static void read_all(const struct reader *r, struct expr *const *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) read_names(r, items[i]);
}

static void read_definition(struct checker *c, const struct decl *d) {
    const struct reader r = {c, d};
    read_names(&r, d->expr);
    read_all(&r, d->columns, d->column_count);
    for (uint32_t i = 0; i < d->row_count; i++) {
        read_all(&r, d->rows[i].cells, d->rows[i].cell_count);
        read_all(&r, d->rows[i].results, d->rows[i].result_count);
    }
}

static bool is_definition(enum decl_kind kind) { return kind == DECL_DEFINE || kind == DECL_TABLE; }

// Only asked for where a reform reaches out of a scheme.
static void find_users(struct checker *c) {
    if (c->users) return;
    c->users = ARENA_NEW(c->arena, struct users);
    c->users->by_name = ARENA_ARRAY(c->arena, const struct user *, c->names->count);
    c->users->taken = ARENA_ARRAY(c->arena, uint32_t, c->names->count);
    for (uint32_t i = 0; i < c->shared_count; i++)
        if (is_definition(c->shared[i]->kind)) read_definition(c, c->shared[i]);
}

static bool is_taken(const struct users *all, const struct name *n) {
    return (n->en && all->taken[n->en] == all->round) || (n->zh && all->taken[n->zh] == all->round);
}

static void take_name(struct users *all, const struct name *n) { all->taken[n->en] = all->taken[n->zh] = all->round; }

static void take_users(struct checker *c, struct version *v, symbol name) {
    for (const struct user *u = name ? c->users->by_name[name] : NULL; u; u = u->next) {
        if (is_taken(c->users, &u->decl->name)) continue;
        if (!has_copied(c, v->reform, u->decl->at.length)) return;
        take_name(c->users, &u->decl->name);
        ARENA_PUSH(c->arena, v->outer, v->outer_count, clone_decl(c->arena, u->decl));
    }
}

// What is taken has users in turn.
static void take_all_users(struct checker *c, struct version *v) {
    find_users(c);
    c->users->round++;
    for (uint32_t i = 0; i < v->outer_count; i++) take_name(c->users, &v->outer[i]->name);
    for (uint32_t i = 0; i < v->outer_count; i++) {
        struct name name = v->outer[i]->name;
        take_users(c, v, name.en);
        take_users(c, v, name.zh);
    }
}

// What a reform wrote for the scheme may speak of all that the scheme holds; a copy speaks as it did.
static void declare_for(struct checker *c, struct scheme_build *s, struct scope *around, struct decl *decl) {
    const struct scope *from = decl->within && decl->within->target ? s->scope : around;
    if (decl->kind == DECL_DEFINE) declare_define(c, around, from, decl);
    if (decl->kind == DECL_TABLE) declare_table(c, around, from, decl);
    if (decl->kind != DECL_PARAM) return;
    struct param_build *p = declare_param(c, around, decl);
    p->param.is_shared = true;
    ARENA_PUSH(c->arena, s->scheme.params, s->scheme.param_count, &p->param);
}

void declare_outer(struct checker *c, struct scheme_build *s, struct scope *around, struct version *v) {
    around->scheme = s;
    take_all_users(c, v);
    for (uint32_t i = 0; i < v->outer_count; i++) declare_for(c, s, around, v->outer[i]);
}

static enum definition_kind kind_of(enum decl_kind kind) {
    if (kind == DECL_PARAM) return DEF_PARAM;
    return kind == DECL_TABLE ? DEF_TABLE : DEF_DEFINE;
}

static const struct decl *decl_of(const struct definition *d) {
    if (d->kind == DEF_PARAM) return ((const struct param *)d)->decl;
    return d->kind == DEF_TABLE ? ((const struct table *)d)->decl : ((const struct define *)d)->decl;
}

const struct decl *outer_find(struct checker *c, enum decl_kind kind, const struct name *name) {
    const struct definition *d = name->en ? scope_find_here(c->file, name->en) : NULL;
    if (!d && name->zh) d = scope_find_here(c->file, name->zh);
    return d && d->kind == kind_of(kind) ? decl_of(d) : NULL;
}
