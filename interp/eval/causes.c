// All is read from the vectors, never worked out again.
#include "interp/eval/causes.h"

#include "interp/eval/handlers.h"

struct search {
    const struct workspace *w;
    enum state wanted;  // followed through every operand that has it
    missing_visitor *visit;
    referred_visitor *visit_rule;
    void *context;
};

static enum state node_state(const struct workspace *w, const struct node *n, uint32_t row) {
    return state_at(&w->vectors[n->id], row);
}

static uint8_t node_truth(const struct workspace *w, const struct node *n, uint32_t row) {
    return ((const uint8_t *)w->vectors[n->id].data)[row];
}

// The row an item belongs to.
static uint32_t owner_of(const struct workspace *w, const struct field *list, uint32_t item) {
    const uint32_t *offsets = w->block->lists[list->index].offsets;
    uint32_t low = 0, high = w->rows;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (offsets[middle] <= item) low = middle;
        else high = middle;
    }
    while (offsets[low + 1] <= item) low++;  // rows without items share an offset
    return low;
}

// Of a node that has the wanted state in the row.
static void search(const struct search *s, const struct node *n, uint32_t row);

static void search_if_wanted(const struct search *s, const struct node *n, uint32_t row) {
    if (node_state(s->w, n, row) == s->wanted) search(s, n, row);
}

static void search_kids(const struct search *s, const struct node *n, uint32_t row) {
    for (uint32_t i = 0; i < n->count; i++) search_if_wanted(s, n->kids[i], row);
}

// The operand that made a choice what it is: the condition that could not be told, or the value chosen.
static const struct node *decisive(const struct workspace *w, const struct node *n, uint32_t row) {
    for (uint32_t i = 0; i + 1 < n->count; i += 2) {
        uint8_t truth = node_truth(w, n->kids[i], row);
        if (truth == TRUTH_UNKNOWN) return n->kids[i];
        if (truth == TRUTH_YES) return n->kids[i + 1];
    }
    return n->kids[n->count - 1];
}

// The kid that a rule is what it is by.
static const struct node *rule_kid(const struct workspace *w, const struct node *n, uint32_t row) {
    return n->kids[node_truth(w, n->kids[0], row) == (uint8_t)n->value];
}

static bool is_quantifier(const struct node *n) {
    return n->operation == OPERATION_ANY_ITEM || n->operation == OPERATION_ALL_ITEMS;
}

static const struct node *filter_of(const struct node *n) {
    if (n->operation == OPERATION_COUNT_ITEMS) return n->count ? n->kids[0] : NULL;
    if (n->operation == OPERATION_COUNT_PER_KEY) return n->has_filter ? n->kids[0] : NULL;
    if (n->operation == OPERATION_LONGEST_RUN) return n->has_filter ? n->kids[1] : NULL;
    return !is_quantifier(n) && n->count > 1 ? n->kids[1] : NULL;
}

// An item leaves an aggregate unknown by its filter, or, having passed, by a value.
static void search_item(const struct search *s, const struct node *n, uint32_t item) {
    const struct node *filter = filter_of(n);
    uint8_t passes = filter ? node_truth(s->w, filter, item) : TRUTH_YES;
    if (passes == TRUTH_UNKNOWN) search_if_wanted(s, filter, item);
    if (passes == TRUTH_YES) search_kids(s, n, item);
}

static void search_list(const struct search *s, const struct node *n, uint32_t row) {
    const struct list_column *l = &s->w->block->lists[n->field->index];
    if (l->state[row] != STATE_KNOWN) {
        s->visit(s->context, NULL, n->field);
        return;
    }
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++) search_item(s, n, i);
}

static void search_lookup(const struct search *s, const struct node *n, uint32_t row) {
    uint32_t culprits = lookup_culprits(s->w, n, row);
    for (uint32_t k = 0; k < n->lookup->column_count; k++)
        if (culprits >> k & 1) search_if_wanted(s, n->kids[k], row);
    if (!culprits) search_if_wanted(s, lookup_result(s->w, n, row), row);
}

// What is behind a rule that asks for a person is told by the offer whose rule it is.
static void search_rule(const struct search *s, const struct node *n, uint32_t row) {
    if (s->wanted == STATE_REFERRED) s->visit_rule(s->context, n->rule);
    else search(s, rule_kid(s->w, n, row), row);
}

// What is not replaced is what it is whatever the default. Only a field's missing is, and a field is nothing else: it
// is never at fault and waits for nobody.
static void search_default(const struct search *s, const struct node *n, uint32_t row) {
    bool kept = !replaces_missing(n) && node_state(s->w, n->kids[0], row) == s->wanted;
    if (kept) search(s, n->kids[0], row);
    else search_kids(s, n, row);
}

static void search(const struct search *s, const struct node *n, uint32_t row) {
    if (n->only) {
        search_if_wanted(s, n->only, row);
        return;
    }
    switch (node_cause(n)) {
    case CAUSE_NONE: break;
    case CAUSE_FIELD: s->visit(s->context, n->space, n->field); break;
    case CAUSE_LIST: s->visit(s->context, NULL, n->field); break;
    case CAUSE_ITEMS: search_list(s, n, row); break;
    case CAUSE_OWNER: search(s, n->kids[0], owner_of(s->w, n->space, row)); break;
    case CAUSE_KIDS: search_kids(s, n, row); break;
    case CAUSE_DEFAULT: search_default(s, n, row); break;
    case CAUSE_CHOSEN: search(s, decisive(s->w, n, row), row); break;
    case CAUSE_LOOKUP: search_lookup(s, n, row); break;
    case CAUSE_RULE: search_rule(s, n, row); break;
    }
}

void node_missing(const struct workspace *w, const struct node *n, uint32_t row, missing_visitor *visit,
                  void *context) {
    search_if_wanted(&(struct search){.w = w, .wanted = STATE_UNKNOWN, .visit = visit, .context = context}, n, row);
}

void node_referred(const struct workspace *w, const struct node *n, uint32_t row, referred_visitor *visit,
                   void *context) {
    const struct search s = {.w = w, .wanted = STATE_REFERRED, .visit_rule = visit, .context = context};
    search_if_wanted(&s, n, row);
}

// Where a fault arose, or where it came from that a value is silent: the first operand that brought the state along.
static const struct node *first_in_state(const struct workspace *w, const struct node *n, uint32_t row,
                                         enum state state) {
    for (uint32_t i = 0; i < n->count; i++)
        if (node_state(w, n->kids[i], row) == state) return node_origin(w, n->kids[i], row, state);
    return n;  // no operand brought it along: it arose here
}

static const struct node *first_item_in_state(const struct workspace *w, const struct node *n, uint32_t row,
                                              enum state state) {
    const struct list_column *l = &w->block->lists[n->field->index];
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++) {
        const struct node *found = first_in_state(w, n, i, state);
        if (found != n) return found;
    }
    return n;
}

const struct node *node_origin(const struct workspace *w, const struct node *n, uint32_t row, enum state state) {
    if (node_state(w, n, row) != state) return NULL;
    const struct node *value = n->count ? n->kids[0] : NULL;
    switch (node_cause(n)) {
    case CAUSE_ITEMS: return first_item_in_state(w, n, row, state);
    case CAUSE_OWNER: return node_origin(w, value, owner_of(w, n->space, row), state);
    case CAUSE_CHOSEN: return node_origin(w, decisive(w, n, row), row, state);
    case CAUSE_RULE: return node_origin(w, rule_kid(w, n, row), row, state);
    case CAUSE_LOOKUP: return node_origin(w, lookup_result(w, n, row), row, state);
    case CAUSE_DEFAULT:
        if (node_state(w, value, row) != STATE_FAULT) value = n->kids[1];
        return node_origin(w, value, row, state);
    case CAUSE_NONE:
    case CAUSE_FIELD:
    case CAUSE_LIST:
    case CAUSE_KIDS: break;
    }
    return first_in_state(w, n, row, state);
}

const struct node *node_fault(const struct workspace *w, const struct node *n, uint32_t row) {
    return node_origin(w, n, row, STATE_FAULT);
}

bool node_is_nothing(const struct workspace *w, const struct node *n, uint32_t row) {
    const struct node *origin = node_origin(w, n, row, STATE_SILENT);
    if (!origin) return false;
    return origin->operation == OPERATION_EXTREME_ITEM || (origin->constant && origin->value == SILENT_NOTHING);
}

enum fault_reason fault_reason(const struct node *fault) {
    switch (fault->operation) {
    case OPERATION_UNIQUE: return FAULT_TWO_ROWS;
    case OPERATION_BIRTH_DATE_OF: return FAULT_ID_NUMBER;
    case OPERATION_INSTALMENT: return FAULT_INSTALMENT;
    default: return FAULT_ARITHMETIC;
    }
}
