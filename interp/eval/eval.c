#include "interp/eval/eval.h"

#include "interp/eval/handlers.h"

enum lane_of { LANE_OF_OWN, LANE_OF_KID };

static const struct {
    enum lane_of lane;
    handler *by_lane[LANE_TEXT + 1];
} handlers[OPERATION_COUNT] = {
#define OP(id, takes, lane, cause, range, ...) [OPERATION_##id] = {LANE_OF_##lane, {__VA_ARGS__}},
#include "interp/eval/ops.def"
#undef OP
};

// Clamped numbers lie in 32 bits, as dates do, and have their handlers.
handler *node_handler(const struct node *n) {
    enum lane lane = handlers[n->operation].lane == LANE_OF_KID ? n->kids[0]->lane : n->lane;
    if (lane == LANE_NUMBER) lane = LANE_DATE;
    return lane > LANE_TEXT ? NULL : handlers[n->operation].by_lane[lane];
}

// A column is read where the reader put it.
static const struct vector *column_of(const struct block *b, const struct node *n) {
    return n->space ? &b->lists[n->space->index].items[n->column] : &b->columns[n->column];
}

void eval_column(struct workspace *w, const struct node *n) { w->vectors[n->id] = *column_of(w->block, n); }

void eval_as_of(struct workspace *w, const struct node *n) {
    w->vectors[n->id] = (struct vector){.data = w->block->as_of, .state = w->zeros, .all_known = true};
}

#define FETCHED_ROWS 256u  // at least, for it to be worth while
#define FETCHED_BYTES 256u
#define FETCHED_LINE 64u

// The beginnings of all columns are asked for before any is read; from there on the machine sees itself what comes
// next.
static void fetch_columns(const struct workspace *w, const struct block *b) {
    for (uint32_t i = 0; i < w->node_count; i++) {
        const struct node *n = w->nodes[i];
        if (n->operation != OPERATION_COLUMN || rows_of(w, n) < FETCHED_ROWS) continue;
        const struct vector *v = column_of(b, n);
        for (uint32_t at = 0; at < FETCHED_BYTES; at += FETCHED_LINE) __builtin_prefetch((const char *)v->data + at);
        if (v->state) __builtin_prefetch(v->state);
    }
}

bool eval_some(struct workspace *w, const struct block *b, const struct node *const *nodes, uint32_t count) {
    w->block = b;
    w->rows = b->rows;
    if (b->rows >= FETCHED_ROWS) fetch_columns(w, b);
    if (!workspace_make_items(w)) return false;
    for (uint32_t i = 0; i < count; i++)
        if (nodes[i]->eval) nodes[i]->eval(w, nodes[i]);
    return true;
}

bool eval_block(struct workspace *w, const struct block *b) { return eval_some(w, b, w->nodes, w->node_count); }
