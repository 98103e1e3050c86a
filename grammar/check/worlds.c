// Worlds: what the reforms of a scenario make of the schemes, all of their clauses together and, so that it can be told
// which clause does what, some of them alone. The policy itself stays as it is.
#include "grammar/check/checker.h"

#define EDITS_MOST 64                         // bits of a world
#define MAX_WORLDS_SIZE ((uint64_t)16 << 20)  // bytes of text that worlds beside the first copy
#define ALL_EDITS UINT64_MAX

// ---- edits

static bool is_always_in(const struct decl *member) {
    bool adds = (member->kind == DECL_DEFINE || member->kind == DECL_TABLE) && !member->replace;
    return adds || is_note_kind(member->kind);
}

static bool has_offer(const struct version *v, const struct decl *offer) {
    for (uint32_t i = 0; i < v->decl->member_count; i++)
        if (v->decl->members[i]->kind == DECL_OFFER && names_meet(&v->decl->members[i]->name, &offer->name))
            return true;
    return false;
}

// An offer that stands already is changed clause by clause; one that is new comes as a whole.
static bool is_split(struct checker *c, const struct decl *reform, const struct decl *member) {
    bool stands = false;
    for (uint32_t i = 0; member->kind == DECL_OFFER && i < c->version_count; i++)
        stands |= is_reform_of(c, reform, &c->versions[i]) && has_offer(&c->versions[i], member);
    return stands;
}

static void add_edit(struct checker *c, const struct edit edit) {
    struct policy *p = c->policy;
    if (!is_always_in(edit.decl)) ARENA_PUSH(c->arena, p->edits, p->edit_count, edit);
}

static void find_edits(struct checker *c, const struct decl *reform) {
    for (uint32_t i = 0; i < reform->member_count; i++) {
        const struct decl *member = reform->members[i];
        bool split = is_split(c, reform, member);
        for (uint32_t k = 0; split && k < member->member_count; k++)
            add_edit(c, (struct edit){reform, member->members[k], member});
        if (!split) add_edit(c, (struct edit){reform, member, NULL});
    }
}

// ---- reforms with some of their edits

static bool is_put_in(const struct checker *c, const struct decl *member, uint64_t edits) {
    const struct policy *p = c->policy;
    for (uint32_t i = 0; edits != ALL_EDITS && i < p->edit_count; i++)
        if (p->edits[i].decl == member) return edits >> i & 1;
    return true;
}

static struct decl *with_edits(struct checker *c, const struct decl *of, uint64_t edits) {
    struct decl *copy = ARENA_NEW(c->arena, struct decl);
    *copy = *of;
    copy->members = NULL;
    copy->member_count = 0;
    for (uint32_t i = 0; i < of->member_count; i++) {
        struct decl *member = of->members[i];
        if (!is_put_in(c, member, edits)) continue;
        if (member->kind == DECL_OFFER) member = with_edits(c, member, edits);
        ARENA_PUSH(c->arena, copy->members, copy->member_count, member);
    }
    return copy;
}

static bool has_any(const struct checker *c, const struct decl *reform, uint64_t edits) {
    for (uint32_t i = 0; edits != ALL_EDITS && i < c->policy->edit_count; i++)
        if (c->policy->edits[i].reform == reform && edits >> i & 1) return true;
    return edits == ALL_EDITS;
}

// ---- the schemes of a world

static bool is_changed(struct checker *c, uint32_t group, uint64_t edits) {
    for (uint32_t i = 0; i < c->version_count; i++)
        for (uint32_t k = 0; c->versions[i].group == group && k < c->scenario_count; k++)
            if (is_reform_of(c, c->scenario[k], &c->versions[i]) && has_any(c, c->scenario[k], edits)) return true;
    return false;
}

static struct scheme_build *build_changed(struct checker *c, struct version v, uint64_t edits) {
    for (uint32_t i = 0; i < c->scenario_count; i++) {
        struct decl *reform = c->scenario[i];
        if (!is_reform_of(c, reform, &v) || !has_any(c, reform, edits)) continue;
        if (edits != ALL_EDITS) reform = with_edits(c, reform, edits);
        v = reformed_version(c, &v, reform);
    }
    v.build = NULL;
    v.compared = true;
    return build_scheme(c, v);
}

static uint32_t build_world(struct checker *c, uint64_t edits, struct scheme_build ***schemes) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->version_count; i++)
        if (is_changed(c, c->versions[i].group, edits))
            ARENA_PUSH(c->arena, *schemes, count, build_changed(c, c->versions[i], edits));
    sort_schemes(*schemes, count);
    return count;
}

// Its definitions are no part of the policy's.
static void set_aside(struct checker *c, uint32_t params, uint32_t defines) {
    for (uint32_t i = params; i < c->param_count; i++) c->params[i]->rehearsal = true;
    for (uint32_t i = defines; i < c->define_count; i++) c->defines[i]->rehearsal = true;
}

static struct world make_world(struct checker *c, uint64_t edits) {
    struct scheme_build **built = NULL;
    struct world world = {.edits = edits};
    uint32_t params = c->param_count, defines = c->define_count, tables = c->table_count;
    uint32_t count = build_world(c, edits, &built);
    set_aside(c, params, defines);
    type_definitions(c, params, defines, tables);
    for (uint32_t i = 0; i < count; i++) type_scheme(c, built[i]);
    for (uint32_t i = 0; i < count; i++) ARENA_PUSH(c->arena, world.schemes, world.scheme_count, &built[i]->scheme);
    measure_apart(c, built, count);
    return world;
}

static void add_world(struct checker *c, uint64_t edits) {
    const struct world world = make_world(c, edits);
    ARENA_PUSH(c->arena, c->policy->worlds, c->policy->world_count, world);
}

struct world world_with(struct checker *c, struct decl *const *reforms, uint32_t count) {
    struct decl *const *scenario = c->scenario;
    uint32_t scenario_count = c->scenario_count;
    c->scenario = (struct decl **)reforms, c->scenario_count = count;
    struct world world = make_world(c, ALL_EDITS);
    c->scenario = (struct decl **)scenario, c->scenario_count = scenario_count;
    return world;
}

// ---- which worlds there are

static bool is_there(const struct policy *p, uint64_t edits) {
    for (uint32_t i = 0; i < p->world_count; i++)
        if ((p->worlds[i].edits == ALL_EDITS ? edit_bits(p->edit_count) : p->worlds[i].edits) == edits) return true;
    return edits == 0;
}

static uint64_t size_of(struct checker *c, uint64_t edits) {
    uint64_t size = 0;
    for (uint32_t i = 0; i < c->version_count; i++)
        if (is_changed(c, c->versions[i].group, edits)) size += c->versions[i].decl->at.length;
    return size;
}

static void add_some(struct checker *c, uint64_t edits, uint64_t *size) {
    if (is_there(c->policy, edits) || *size > MAX_WORLDS_SIZE) return;
    *size += size_of(c, edits);
    if (*size <= MAX_WORLDS_SIZE) add_world(c, edits);
}

// Every one of them, or of more edits each alone, each left out, and the first ones of them.
static uint64_t add_parts(struct checker *c) {
    uint32_t count = c->policy->edit_count;
    uint64_t size = 0, all = edit_bits(count);
    bool exact = count + c->options->others <= EDITS_EXACT;
    for (uint64_t edits = 1; exact && edits < all; edits++) add_some(c, edits, &size);
    for (uint32_t i = 0; !exact && i < count; i++) {
        add_some(c, UINT64_C(1) << i, &size);
        add_some(c, all ^ UINT64_C(1) << i, &size);
        add_some(c, edit_bits(i), &size);
    }
    return size;
}

// What one clause needs of another shows only where they are taken apart, and is nobody's fault: then they are told
// together.
static void take_apart(struct checker *c) {
    struct diags heard = {.arena = c->arena}, *real = c->diags;
    uint32_t unread = c->unread_count;
    c->diags = &heard;
    c->unread_count = 0;
    bool all = add_parts(c) <= MAX_WORLDS_SIZE;
    c->diags = real;
    c->unread_count = unread;
    if (!all || heard.errors) c->policy->world_count = 1;
}

void check_worlds(struct checker *c) {
    if (!c->scenario_count) return;
    for (uint32_t i = 0; i < c->scenario_count; i++) find_edits(c, c->scenario[i]);
    add_world(c, ALL_EDITS);
    c->policy->worlds[0].edits = edit_bits(c->policy->edit_count);
    if (!c->diags->errors && c->policy->edit_count <= EDITS_MOST) take_apart(c);
}
