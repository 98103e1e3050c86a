// The differences of two editions.
#include "interp/diff/diff.h"

#include "grammar/format/one_line.h"
#include "interp/diff/compare.h"

static struct decl_list all_of(struct arena *a, struct tree *const *trees, uint32_t count) {
    struct decl_list all = {0};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < trees[i]->count; k++) ARENA_PUSH(a, all.items, all.count, trees[i]->decls[k]);
    return all;
}

static void compare_editions(struct diff *d) {
    struct compilation *c = d->compilation;
    const struct comparing all = {.d = d};
    compare_lists(&all, all_of(&c->arena, c->earlier, c->earlier_count), all_of(&c->arena, c->trees, c->tree_count));
}

static bool prove_changes(struct diff *d) {
    const struct plan_world later = {.of = &d->policy->worlds[0], .rejects = true};
    d->plan = plan_new(d->policy, &(struct plan_options){.worlds = &later, .world_count = 1});
    return d->plan && changes_find(&d->changes, d->plan, &(struct change_options){.world = 1, .lang = d->lang});
}

bool diff_find(struct diff *d, struct compilation *c, const struct policy *p, enum lang lang) {
    *d = (struct diff){.compilation = c, .policy = p, .lines = line_writer_new(c), .lang = lang};
    compare_editions(d);
    if (!prove_changes(d)) return false;
    judge_differences(d);
    return true;
}

void diff_free(struct diff *d) {
    changes_free(&d->changes);
    plan_free(d->plan);
}

bool diff_means(const struct diff *d) {
    for (uint32_t i = 0; i < d->count; i++)
        if (d->items[i].effect != CHANGE_SAME) return true;
    return false;
}
