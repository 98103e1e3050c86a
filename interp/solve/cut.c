#include "interp/solve/cut.h"

static cut_finder *const cutters[OPERATION_COUNT] = {
#define OP(id, range, cut) [OPERATION_##id] = cut_of_##cut,
#include "interp/solve/operations.def"
#undef OP
};

struct cut cut_find(struct cutter *c, const struct node *const *nodes, uint32_t count) {
    for (uint32_t i = count; i-- > 0;) {
        struct aim aim = c->aims[nodes[i]->id];
        c->aims[nodes[i]->id] = (struct aim){.kind = AIM_NOTHING};
        if (aim.kind == AIM_NOTHING || nodes[i]->constant) continue;
        bool trait = c->f.box->traits && c->f.box->is_trait[nodes[i]->id];
        (trait ? cut_trait : cutters[nodes[i]->operation])(c, nodes[i], aim);
    }
    return c->best;
}
