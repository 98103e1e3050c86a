// Choices between values, of which those that can't be made are left out.
#include "interp/plan/builder.h"
#include "interp/value/truth.h"

const struct node *make_select(struct builder *b, struct type type, const struct node **kids, uint32_t count) {
    const struct node **kept = ARENA_ARRAY(b->arena, const struct node *, count);
    uint32_t left = 0;
    for (uint32_t i = 0; i + 1 < count; i += 2) {
        if (is_known_constant(kids[i]) && kids[i]->value == TRUTH_NO) continue;
        if (is_known_constant(kids[i])) {
            count = i + 2;
            kids[count - 1] = kids[i + 1];
            break;
        }
        kept[left++] = kids[i];
        kept[left++] = make_closed(b, as_type(b, kids[i + 1], type));
    }
    kept[left++] = make_closed(b, as_type(b, kids[count - 1], type));
    if (left == 1) return kept[0];
    struct node n = node_of(OPERATION_SELECT, lane_of(type));
    n.type = type;
    return make_node(b, n, kept, left);
}
