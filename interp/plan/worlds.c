// The worlds of a plan: the policy as it stands, then what reforms and settings make of it. Nodes meet by what they
// compute, so a scheme that comes to the same as before costs nothing.
#include "interp/plan/builder.h"

void lower_extra(struct builder *b) {
    const struct node **extra = b->plan->extra + b->world * b->options->extra_count;
    for (size_t i = 0; i < b->options->extra_count; i++) extra[i] = lower(b, b->options->extra[i]);
}

void lower_assumed(struct builder *b) {
    const struct policy *p = b->policy;
    b->plan->assumed = ARENA_ARRAY(b->arena, const struct node *, p->assumption_count);
    b->plan->assumed_count = p->assumption_count;
    for (uint32_t i = 0; i < p->assumption_count; i++) b->plan->assumed[i] = lower(b, p->assumptions[i]->expr);
}

void lower_asked_rows(struct builder *b) {
    b->plan->rows = ARENA_ARRAY(b->arena, struct planned_rows, b->options->row_count);
    for (size_t i = 0; i < b->options->row_count; i++) b->plan->rows[i] = lower_rows(b, b->options->rows[i]);
}

static void plan_one(struct builder *b, uint32_t scheme, uint32_t group, bool rejects) {
    struct planned_scheme planned = plan_scheme(b, scheme);
    planned.group = group;
    planned.rejects = rejects;
    planned.as_of = b->as_of == b->options->as_of ? 0 : b->as_of;
    ARENA_PUSH(b->arena, b->plan->schemes, b->plan->scheme_count, planned);
    find_owners(b->plan, b->plan->scheme_count - 1);
}

static uint32_t *new_world(struct builder *b) {
    struct plan *p = b->plan;
    uint32_t *groups = ARENA_ARRAY(b->arena, uint32_t, p->policy->group_count);
    ARENA_PUSH(b->arena, p->worlds, p->world_count, groups);
    return groups;
}

void plan_first_world(struct builder *b) {
    const struct policy *policy = b->policy;
    b->settings = b->options->settings;
    b->setting_count = b->options->setting_count;
    b->as_of = b->options->as_of;
    b->schemes = policy->schemes;
    b->scheme_count = policy->scheme_count;
    b->plan->group_count = policy->group_count;
    for (uint32_t i = 0; i < policy->scheme_count; i++) plan_one(b, i, policy->schemes[i]->group, true);
    uint32_t *groups = new_world(b);
    for (uint32_t i = 0; i < policy->group_count; i++) groups[i] = i;
}

// ---- further ones

static bool has_group(const struct world *w, uint32_t group) {
    for (uint32_t i = 0; w && i < w->scheme_count; i++)
        if (w->schemes[i]->group == group) return true;
    return false;
}

// All schemes of the world, as policy->schemes.
static void gather_schemes(struct builder *b, const struct world *w) {
    struct scheme **all = NULL;
    uint32_t count = 0;
    const struct policy *p = b->policy;
    for (uint32_t i = 0; w && w->whole && i < w->scheme_count; i++) ARENA_PUSH(b->arena, all, count, w->schemes[i]);
    for (uint32_t i = 0; (!w || !w->whole) && i < p->scheme_count; i++) {
        uint32_t group = p->schemes[i]->group;
        bool first = i == 0 || p->schemes[i - 1]->group != group, other = has_group(w, group);
        if (!other) ARENA_PUSH(b->arena, all, count, p->schemes[i]);
        for (uint32_t k = 0; other && first && k < w->scheme_count; k++)
            if (w->schemes[k]->group == group) ARENA_PUSH(b->arena, all, count, w->schemes[k]);
    }
    b->schemes = all;
    b->scheme_count = count;
}

static void let_reject(struct plan *p, uint32_t group) {
    for (uint32_t i = 0; i < p->scheme_count; i++) p->schemes[i].rejects |= p->schemes[i].group == group;
}

// The group of what a group of the policy's schemes comes to here: a new one, or one that was planned before.
static uint32_t plan_group(struct builder *b, uint32_t of, bool rejects) {
    struct plan *p = b->plan;
    uint32_t first = p->scheme_count, group = p->group_count;
    for (uint32_t i = 0; i < b->scheme_count; i++)
        if (b->schemes[i]->group == of) plan_one(b, i, group, rejects);
    if (!find_same_group(p, first, &group)) return p->group_count++;
    p->scheme_count = first;
    if (rejects) let_reject(p, group);
    return group;
}

// Whether all settings of one world that may matter to a group are the other's too.
static bool has_settings(const struct plan_world *a, const struct plan_world *b, uint32_t group) {
    for (size_t i = 0; i < a->setting_count; i++) {
        const struct setting *s = &a->settings[i];
        if (!s->param->is_shared && s->param->group != group) continue;
        const struct setting *same = plan_setting_of(b->settings, b->setting_count, s->param);
        if (!same || same->value != s->value || same->text != s->text) return false;
    }
    return true;
}

// A group that a world before this one has with the same clauses and settings need not be lowered again, as long as
// schemes look at nothing but themselves.
static bool is_known(const struct builder *b, const struct plan_world *world, uint32_t group, uint32_t *known) {
    for (uint32_t i = 1; !b->looks_elsewhere && i < b->world; i++) {
        const struct plan_world *other = &b->options->worlds[i - 1];
        if (other->of != world->of || other->as_of != world->as_of || (world->rejects && !other->rejects)) continue;
        if (other->patch_count || world->patch_count) continue;
        if (!has_settings(world, other, group) || !has_settings(other, world, group)) continue;
        *known = b->plan->worlds[i][group];
        return true;
    }
    return false;
}

static void exchange(const struct plan_patch *p) {
    unsigned char *at = p->at, *bytes = p->bytes;
    for (size_t i = 0; i < p->size; i++) {
        unsigned char byte = at[i];
        at[i] = bytes[i], bytes[i] = byte;
    }
}

static void patch(struct builder *b, const struct plan_world *world) {
    b->patched = world;
    for (size_t i = 0; i < world->patch_count; i++) exchange(&world->patches[i]);
}

// The last one first: they may lie over one another.
void unpatch(struct builder *b) {
    for (size_t i = b->patched ? b->patched->patch_count : 0; i-- > 0;) exchange(&b->patched->patches[i]);
    b->patched = NULL;
}

static bool is_untouched(const struct builder *b, const struct plan_world *world, uint32_t group) {
    return world->groups && !world->groups[group] && !b->looks_elsewhere;
}

static void plan_world(struct builder *b, const struct plan_world *world) {
    b->world++;
    patch(b, world);
    b->settings = world->settings;
    b->setting_count = world->setting_count;
    b->as_of = world->as_of ? world->as_of : b->options->as_of;
    gather_schemes(b, world->of);
    uint32_t *groups = new_world(b);
    for (uint32_t i = 0; i < b->policy->group_count; i++) {
        if (is_untouched(b, world, i)) groups[i] = i;
        else if (!is_known(b, world, i, &groups[i])) groups[i] = plan_group(b, i, world->rejects);
    }
    if (b->options->extra_by_world) lower_extra(b);
    unpatch(b);
}

void plan_further_worlds(struct builder *b) {
    for (uint32_t i = 0; i < b->options->world_count; i++) plan_world(b, &b->options->worlds[i]);
}
