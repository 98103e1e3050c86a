// What is asked of texts.
#include "interp/plan/builder.h"

// One of them is enough.
const struct node *lower_starts_with(struct builder *b, const struct expr *e) {
    const struct expr *texts = e->kids[1];
    const struct node *x = lower(b, e->kids[0]);
    const struct node **begins = ARENA_ARRAY(b->arena, const struct node *, texts->count);
    for (uint32_t i = 0; i < texts->count; i++)
        begins[i] = make2(b, node_of(OPERATION_STARTS_WITH, LANE_TRUTH), x, lower(b, texts->kids[i]));
    return make_or(b, begins, texts->count);
}

static enum operation operation_of(enum builtin id) {
    switch (id) {
    case BUILTIN_LENGTH: return OPERATION_LENGTH;
    case BUILTIN_VALID_CREDIT_CODE: return OPERATION_VALID_CREDIT_CODE;
    case BUILTIN_VALID_ID_NUMBER: return OPERATION_VALID_ID_NUMBER;
    default: return OPERATION_BIRTH_DATE_OF;
    }
}

const struct node *lower_text_call(struct builder *b, enum builtin id, const struct expr *e) {
    struct node n = node_of(operation_of(id), lane_of(e->type));
    n.type = e->type;
    return make1(b, n, lower(b, e->kids[0]));
}
