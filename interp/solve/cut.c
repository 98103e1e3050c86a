#include "interp/solve/cut.h"

#include "interp/solve/loose.h"

static cut_finder *const cutters[OPERATION_COUNT] = {
#define OP(id, range, cut) [OPERATION_##id] = cut_of_##cut,
#include "interp/solve/operations.def"
#undef OP
};

static void pass_on(struct cutter *c, const struct node *n) {
    struct aim aim = c->aims[n->id];
    bool trait = c->f.box->traits && c->f.box->is_trait[n->id];
    c->aims[n->id].kind = AIM_NOTHING;
    c->aimed--;
    if (n->constant || (c->f.box->loose && cut_loose(c, n, aim))) return;
    (trait ? cut_trait : cutters[n->operation])(c, n, aim);
}

// Kids stand before their parents.
struct cut cut_find(struct cutter *c, const struct node *const *nodes, uint32_t count) {
    for (uint32_t i = count; c->aimed && i-- > 0;)
        if (c->aims[nodes[i]->id].kind != AIM_NOTHING) pass_on(c, nodes[i]);
    return c->best;
}
