// Where it hangs on a list how a question is answered, and neither lists that were made nor lists of any kind settle
// it: once more with so many items at most, each a part of the box. An item may then be held against the applicant's
// own fields, and what is asked of a list hangs together.
#include <stdlib.h>

#include "interp/plan/unroll.h"
#include "interp/solve/search.h"
#include "interp/solve/witness.h"

#define ITEMS_MOST 24u

struct slots {
    struct unrolled unrolled;
    struct solver *solver;
    uint32_t *items;  // by list
    form *images;     // by form of the question; FORM_NO too where there is none yet
    uint32_t image_room;
};

// ---- how many items

static int64_t largest_constant(const struct solver *s, const struct node *n) {
    int64_t constants[CONSTANTS_MOST], most = 0;
    uint32_t count = constants_beside(s->plan, n, constants, CONSTANTS_MOST);
    for (uint32_t i = 0; i < count; i++)
        if (constants[i] > most) most = constants[i];
    return most;
}

static uint32_t items_for(const struct solver *s, const struct node *n) {
    if (n->type.kind != TYPE_COUNT || n->operation == OPERATION_SUM_ITEMS) return 1;
    int64_t most = largest_constant(s, n);
    return most < ITEMS_MOST ? (uint32_t)most + 1 : ITEMS_MOST;
}

// As many as can be added one by one; of what comes out in the end it is but the end that must fit.
static uint32_t items_summed(const struct node *n) {
    int64_t low = n->kids[0]->low, high = n->kids[0]->high;
    int64_t most = low == INT64_MIN ? INT64_MAX : -low > high ? -low : high;
    return most <= INT64_MAX / ITEMS_MOST ? ITEMS_MOST : (uint32_t)(INT64_MAX / most);
}

static void count_items(const struct solver *s, uint32_t *items) {
    const struct plan *p = s->plan;
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *n = p->nodes[i];
        if (n->space && !items[n->space->index]) items[n->space->index] = 1;
        if (is_aggregate(n)) items[n->field->index] += items_for(s, n);
        bool listed = n->operation == OPERATION_LIST_EMPTY || n->operation == OPERATION_LIST_MISSING;
        if (listed && !items[n->field->index]) items[n->field->index] = 1;
    }
    for (uint32_t i = 0; i < p->policy->field_count; i++)
        if (items[i] > ITEMS_MOST) items[i] = ITEMS_MOST;
    for (uint32_t i = 0; i < p->node_count; i++) {
        const struct node *n = p->nodes[i];
        uint32_t *of = n->operation == OPERATION_SUM_ITEMS ? &items[n->field->index] : NULL;
        if (of && *of > items_summed(n)) *of = items_summed(n);
    }
}

// ---- the other solver

void slots_free(struct slots *s) {
    if (!s) return;
    solver_free(s->solver);
    if (s->unrolled.plan) plan_free(s->unrolled.plan);
    free(s->items);
    free(s->images);
    free(s);
}

static bool make(struct slots *slots, const struct solver *s) {
    struct solve_options options = {.missing = s->options.missing,
                                    .as_of = s->options.as_of,
                                    .budget = s->options.budget,
                                    .looks = s->options.looks};
    slots->items = calloc(s->plan->policy->field_count + 1, sizeof *slots->items);
    if (!slots->items) return false;
    count_items(s, slots->items);
    if (!plan_unroll(s->plan, slots->items, s->options.missing, &slots->unrolled)) {
        slots->unrolled.plan = NULL;
        return false;
    }
    slots->solver = solver_new(slots->unrolled.plan, &options);
    return slots->solver != NULL;
}

static struct slots *slots_new(const struct solver *s) {
    struct slots *slots = calloc(1, sizeof *slots);
    if (!slots || make(slots, s)) return slots;
    slots_free(slots);
    return NULL;
}

// ---- the question

static const struct node *image_of(const struct slots *s, const struct node *n) {
    return n ? s->unrolled.plan->extra[n->id] : NULL;
}

// Its kids' images stand already.
static form form_of(const struct slots *of, const struct form_key *k) {
    struct solver *s = of->solver;
    const struct node *a = image_of(of, k->nodes[0]), *b = image_of(of, k->nodes[1]);
    form first = of->images[k->kids[0]], second = of->images[k->kids[1]];
    switch ((enum form_kind)k->kind) {
    case FORM_TRUTH: return k->outcomes == MAY_HOLD;
    case FORM_OUTCOME: return solve_outcome(s, a, (uint8_t)k->outcomes);
    case FORM_BETWEEN: return solve_between(s, a, k->low, k->high);
    case FORM_SAME: return solve_same(s, a, b);
    case FORM_BELOW: return solve_below(s, a, b);
    case FORM_AS_OF: return solve_as_of(s, (int32_t)k->low, (int32_t)k->high);
    case FORM_NOT: return solve_not(s, first);
    case FORM_DECISION: return first;
    case FORM_AND: return solve_and(s, first, second);
    case FORM_FIRST: return solve_first(s, first, second);
    case FORM_OR: break;
    }
    return solve_or(s, first, second);
}

static bool make_room(struct slots *slots, uint32_t count) {
    if (count <= slots->image_room) return true;
    form *images = realloc(slots->images, count * sizeof *images);
    if (!images) return false;
    slots->images = images;
    slots->image_room = count;
    return true;
}

// ---- who was found

static bool put_list(const struct slots *slots, struct block *to, const struct field *list, const struct block *from) {
    uint32_t at = slots->unrolled.count_at[list->index];
    const struct field *fields = slots->unrolled.plan->policy->fields;
    struct node_value count = {.state = STATE_KNOWN};
    if (at) count = vector_value(&from->columns[at], column_lane(&fields[at]), 0);
    if (count.state != STATE_KNOWN) return true;
    block_set_list_known(to, 0, list);
    for (int64_t i = 0; i < count.value; i++) {
        int64_t item = block_add_item(to, list);
        for (uint32_t k = 0; item >= 0 && k < list->item_count; k++) {
            uint32_t own = slots->unrolled.items_at[list->index] + (uint32_t)i * list->item_count + k;
            struct node_value v = vector_value(&from->columns[own], column_lane(&fields[own]), 0);
            if (v.state != STATE_KNOWN) continue;
            if (fields[own].type.kind == TYPE_TEXT) block_set_item_text(to, list, item, &list->items[k], v.text);
            else block_set_item(to, list, item, &list->items[k], v.value);
        }
        if (item < 0) return false;
    }
    return true;
}

static bool put_applicant(struct solver *s, const struct finding *found) {
    const struct policy *p = s->plan->policy;
    block_clear(s->block);
    block_add_row(s->block);
    s->block->as_of[0] = found->as_of;
    for (uint32_t i = 0; i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        bool list = f->type.kind == TYPE_LIST;
        if (!(list ? put_list(s->slots, s->block, f, found->block) : witness_copy(s->block, f, found->block)))
            return false;
    }
    block_seal(s->block);
    return true;
}

// ---- an answer

// A proof counts for lists of so many: of several lists one may have room for fewer.
static uint32_t fewest_items(const struct solver *s) {
    uint32_t fewest = ITEMS_MOST;
    for (uint32_t i = 0; i < s->variable_count; i++) {
        const struct field *f = variable_field(s, s->variables[i]);
        uint32_t items = f ? s->slots->items[f->index] : 0;  // 0: of it is asked at most whether it is there
        if (items && items < fewest) fewest = items;
    }
    return fewest;
}

static enum answer answer_with(struct solver *s, form goal, const struct finding *found, struct finding *out) {
    if (!put_applicant(s, found)) return ANSWER_FAILED;
    switch (replay(s, goal)) {
    case REPLAY_HOLDS: return ANSWER_FOUND;
    case REPLAY_NOT: break;
    case REPLAY_FAULTY: out->why = OPEN_FAULTY; break;
    case REPLAY_FAILED: return ANSWER_FAILED;
    }
    return ANSWER_OPEN;
}

enum answer ask_slots(struct solver *s, form goal, struct finding *out) {
    struct finding found = {0};
    if (!s->slots) s->slots = slots_new(s);
    if (!s->slots || !gather(s, goal) || !make_room(s->slots, goal + 1)) return ANSWER_FAILED;
    for (uint32_t i = 0; i < s->wanted_count; i++)
        s->slots->images[s->wanted[i]] = form_of(s->slots, &s->forms.keys[s->wanted[i]]);
    enum answer answer = solve(s->slots->solver, s->slots->images[goal], &found);
    out->boxes += found.boxes;
    out->looks += found.looks;
    if (answer == ANSWER_NONE && !s->options.limited) return ANSWER_OPEN;
    if (answer == ANSWER_NONE) out->items = fewest_items(s);
    return answer == ANSWER_FOUND ? answer_with(s, goal, &found, out) : answer;
}
