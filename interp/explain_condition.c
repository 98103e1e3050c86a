// Conditions as a person reads them: the text of the policy, and the operands that decided.
#include "interp/explain_build.h"

// The walk is over the tree as written and the tree as evaluated side by side: the one has the words, the other what
// they came to. Where lowering made something else of an expression, there is nothing to tell below it.
#define PARTS_MAX_DEPTH 6

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// On one line, comments left out; strings as they are.
static void put_written(struct text *out, const char *s, size_t length) {
    bool quoted = false, gap = false;
    for (size_t i = 0; i < length; i++) {
        if (s[i] == '"') quoted = !quoted;
        if (!quoted && s[i] == '#')
            while (i < length && s[i] != '\n') i++;
        if (i >= length) return;
        if (!quoted && is_blank(s[i])) {
            gap = true;
            continue;
        }
        if (gap && out->length) text_char(out, ' ');
        gap = false;
        text_char(out, s[i]);
    }
}

const char *tell_expression(struct telling *t, const struct expr *e) {
    const struct source *s = t->policy->sources->items[e->at.source];
    put_written(&t->line, s->bytes + e->at.offset, e->at.length);
    return tell_kept(t);
}

uint8_t tell_truth(const struct telling *t, const struct node *n) {
    struct node_value v = node_value_at(t->w, n, t->row);
    return v.state == STATE_KNOWN ? (uint8_t)v.value : 1;
}

static const struct node *node_of(const struct node *n, const struct expr *e) {
    for (uint32_t i = 0; i < n->count; i++)
        if (n->kids[i]->origin == e) return n->kids[i];
    return NULL;
}

// The node of the i-th operand; NULL where folding left none.
static const struct node *operand_node(const struct expr *e, const struct node *n, uint32_t i) {
    return e->count == n->count ? n->kids[i] : node_of(n, e->kids[i]);
}

static const struct expr *defined_as(const struct expr *e) {
    bool named = e->kind == NODE_NAME && e->ref && e->ref->kind == DEF_DEFINE;
    return named ? ((const struct define *)e->ref)->expr : NULL;
}

static void tell_parts(struct telling *t, struct explained_part *part, const struct expr *e, const struct node *n, int depth);

static void add_part(struct telling *t, struct explained_part *to, const struct expr *e, const struct node *n, int depth) {
    struct explained_part part = {.text = tell_expression(t, e), .truth = tell_truth(t, n)};
    tell_parts(t, &part, e, n, depth + 1);
    ARENA_PUSH(t->arena, to->parts, to->part_count, part);
}

// `no` decides an `and`, `yes` an `or`; an unknown result hangs on its unknown operands. Where all operands were needed
// for the result each would be told, which the whole says by itself: that is left out for `and` that holds.
static void tell_operands(struct telling *t, struct explained_part *part, const struct expr *e, const struct node *n, int depth) {
    if (part->truth == 2 && e->kind == NODE_AND) return;
    for (uint32_t i = 0; i < e->count; i++) {
        const struct node *kid = operand_node(e, n, i);
        if (kid && tell_truth(t, kid) == part->truth) add_part(t, part, e->kids[i], kid, depth);
    }
}

static void tell_parts(struct telling *t, struct explained_part *part, const struct expr *e, const struct node *n, int depth) {
    if (depth > PARTS_MAX_DEPTH || n->constant) return;
    const struct expr *meaning = defined_as(e);
    bool junction = (e->kind == NODE_AND && n->operation == OPERATION_AND) || (e->kind == NODE_OR && n->operation == OPERATION_OR);
    if (meaning) add_part(t, part, meaning, n, depth);
    else if (junction) tell_operands(t, part, e, n, depth);
    else if (e->kind == NODE_NOT && n->operation == OPERATION_NOT && e->kids[0]->count > 1) add_part(t, part, e->kids[0], n->kids[0], depth);
}

struct explained_part tell_condition(struct telling *t, const struct expr *e, const struct node *n) {
    struct explained_part part = {.text = tell_expression(t, e), .truth = tell_truth(t, n)};
    tell_parts(t, &part, e, n, 0);
    return part;
}
