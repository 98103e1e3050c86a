#include "interp/eval/workspace.h"

#include <stdlib.h>
#include <string.h>

#define CACHE_LINE 64
#define MANY_LINES 16  // 1,024 truths

static bool is_computed(const struct node *n) {
    return n->operation != OPERATION_COLUMN && n->operation != OPERATION_AS_OF;
}

// Whole lines, for who reads a strip of rows reads all of a line. One more than needed where there are many, so that
// equal rows of many vectors don't fall into one set of the cache.
static size_t vector_bytes(size_t rows, size_t size) {
    size_t lines = rows * size / CACHE_LINE + 1;
    return (lines < MANY_LINES ? lines : lines + 1) * CACHE_LINE;
}

static size_t node_bytes(const struct node *n, size_t rows) {
    return vector_bytes(rows, lane_size(n->lane)) + (has_states(n) ? vector_bytes(rows, 1) : 0);
}

// Lays n's vector at `room` and returns what lies behind it.
static char *node_place(struct workspace *w, const struct node *n, char *room, size_t rows) {
    w->vectors[n->id].data = room;
    room += vector_bytes(rows, lane_size(n->lane));
    if (!has_states(n)) return room;
    w->states[n->id] = (uint8_t *)room;
    w->vectors[n->id].state = (uint8_t *)room;
    return room + vector_bytes(rows, 1);
}

static void constant_put(void *data, const struct node *n, uint32_t row) {
    switch (n->lane) {
    case LANE_TRUTH:
    case LANE_CODE: ((uint8_t *)data)[row] = (uint8_t)n->value; break;
    case LANE_DATE: ((int32_t *)data)[row] = (int32_t)n->value; break;
    case LANE_WIDE: ((int64_t *)data)[row] = n->value; break;
    case LANE_TEXT:
        ((struct slice *)data)[row] = (struct slice){n->text, n->text ? (uint32_t)strlen(n->text) : 0};
        break;
    case LANE_NUMBER:
    case LANE_LIST: break;
    }
}

static void constant_fill(struct workspace *w, const struct node *n, uint32_t rows) {
    struct vector *v = &w->vectors[n->id];
    for (uint32_t i = 0; i < rows; i++) constant_put(v->data, n, i);
    if (v->state) memset(v->state, (int)n->constant_state, rows);
    v->all_known = n->constant_state == STATE_KNOWN;
}

static bool rows_make(struct workspace *w) {
    size_t total = CACHE_LINE;
    for (uint32_t i = 0; i < w->node_count; i++)
        if (is_computed(w->nodes[i]) && !w->nodes[i]->space) total += node_bytes(w->nodes[i], w->capacity);
    char *room = aligned_alloc(CACHE_LINE, total);
    if (!room) return false;
    memset(room, 0, total);
    w->row_memory = room;
    for (uint32_t i = 0; i < w->node_count; i++) {
        const struct node *n = w->nodes[i];
        if (!is_computed(n) || n->space) continue;
        room = node_place(w, n, room, w->capacity);
        if (n->operation == OPERATION_CONSTANT) constant_fill(w, n, w->capacity);
    }
    return true;
}

static bool zeros_grow(struct workspace *w, uint32_t rows) {
    if (rows <= w->zero_count) return true;
    uint8_t *zeros = calloc(rows, 1);
    if (!zeros) return false;
    free(w->zeros);
    w->zeros = zeros;
    w->zero_count = rows;
    return true;
}

static bool scratch_grow(struct workspace *w, uint32_t items) {
    if (items <= w->scratch_count) return true;
    struct run_item *scratch = malloc(items * sizeof *scratch);
    if (!scratch) return false;
    free(w->scratch);
    w->scratch = scratch;
    w->scratch_count = items;
    return true;
}

static bool is_item_node(const struct workspace *w, const struct node *n, uint32_t list) {
    return n->space && n->space->index == list && is_computed(n);
}

// Room for `items` in the vectors of one list's space, all in one piece.
static bool items_make(struct workspace *w, uint32_t list, uint32_t items) {
    size_t total = CACHE_LINE;
    for (uint32_t i = 0; i < w->node_count; i++)
        if (is_item_node(w, w->nodes[i], list)) total += node_bytes(w->nodes[i], items);
    char *room = aligned_alloc(CACHE_LINE, total);
    if (!room) return false;
    memset(room, 0, total);
    free(w->item_memory[list]);
    w->item_memory[list] = room;
    w->item_room[list] = items;
    for (uint32_t i = 0; i < w->node_count; i++) {
        const struct node *n = w->nodes[i];
        if (!is_item_node(w, n, list)) continue;
        room = node_place(w, n, room, items);
        if (n->operation == OPERATION_CONSTANT) constant_fill(w, n, items);
    }
    return true;
}

#define FEW_ITEMS 4u  // that most rows with items have at most

static bool owners_grow(struct workspace *w, uint32_t list, uint32_t items) {
    uint32_t *owners = malloc(((size_t)items + FEW_ITEMS) * sizeof *owners);  // see owners_fill
    if (!owners) return false;
    free(w->owners[list]);
    w->owners[list] = owners;
    return true;
}

// A few places are written in any case, those too many behind the last row's items; the next row that has items writes
// over them.
static void owners_fill(uint32_t *owners, const uint32_t *offsets, uint32_t rows) {
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t first = offsets[row], end = offsets[row + 1];
        for (uint32_t i = 0; i < FEW_ITEMS; i++) owners[first + i] = row;
        for (uint32_t i = first + FEW_ITEMS; i < end; i++) owners[i] = row;
    }
}

static bool items_grow(struct workspace *w, uint32_t list, uint32_t items) {
    if (items < w->item_room[list]) return true;
    if (items > UINT32_MAX / 2) return false;
    uint32_t roomy = items + items / 2 + 1;
    return zeros_grow(w, roomy) && scratch_grow(w, roomy) && owners_grow(w, list, roomy) && items_make(w, list, roomy);
}

static bool lists_find(struct workspace *w, size_t fields) {
    w->lists = calloc(fields, sizeof *w->lists);
    for (uint32_t i = 0; w->lists && i < w->policy->field_count; i++)
        if (w->policy->fields[i].type.kind == TYPE_LIST) w->lists[w->list_count++] = i;
    return w->lists != NULL;
}

bool workspace_make(struct workspace *w, const struct policy *policy, const struct node *const *nodes,
                    uint32_t node_count, uint32_t capacity) {
    size_t fields = policy->field_count ? policy->field_count : 1;
    size_t count = node_count ? (size_t)nodes[node_count - 1]->id + 1 : 1;
    *w = (struct workspace){.policy = policy, .capacity = capacity, .nodes = nodes, .node_count = node_count};
    w->vectors = calloc(count, sizeof *w->vectors);
    w->states = calloc(count, sizeof *w->states);
    w->item_room = calloc(fields, sizeof *w->item_room);
    w->item_memory = calloc(fields, sizeof *w->item_memory);
    w->owners = calloc(fields, sizeof *w->owners);
    bool made = w->vectors && w->states && w->item_room && w->item_memory && w->owners;
    return made && lists_find(w, fields) && zeros_grow(w, capacity ? capacity : 1) && rows_make(w);
}

void workspace_drop(struct workspace *w) {
    for (uint32_t i = 0; w->item_memory && i < w->policy->field_count; i++) free(w->item_memory[i]);
    for (uint32_t i = 0; w->owners && i < w->policy->field_count; i++) free(w->owners[i]);
    free(w->item_memory);
    free(w->owners);
    free(w->lists);
    free(w->item_room);
    free(w->row_memory);
    free(w->vectors);
    free(w->states);
    free(w->zeros);
    free(w->scratch);
}

struct workspace *workspace_new(const struct policy *policy, const struct node *const *nodes, uint32_t node_count,
                                uint32_t capacity) {
    struct workspace *w = malloc(sizeof *w);
    if (!w || workspace_make(w, policy, nodes, node_count, capacity)) return w;
    workspace_free(w);
    return NULL;
}

void workspace_free(struct workspace *w) {
    if (!w) return;
    workspace_drop(w);
    free(w);
}

bool workspace_make_items(struct workspace *w) {
    const struct block *b = w->block;
    for (uint32_t i = 0; i < w->list_count; i++) {
        uint32_t list = w->lists[i];
        if (!items_grow(w, list, b->lists[list].offsets[b->rows])) return false;
        owners_fill(w->owners[list], b->lists[list].offsets, b->rows);
    }
    return true;
}

struct node_value vector_value(const struct vector *v, enum lane lane, uint32_t row) {
    struct node_value found = {.state = state_at(v, row)};
    if (found.state != STATE_KNOWN) return found;
    switch (lane) {
    case LANE_TRUTH:
    case LANE_CODE: found.value = ((const uint8_t *)v->data)[row]; break;
    case LANE_DATE: found.value = ((const int32_t *)v->data)[row]; break;
    case LANE_WIDE: found.value = ((const int64_t *)v->data)[row]; break;
    case LANE_TEXT: found.text = ((const struct slice *)v->data)[row]; break;
    case LANE_NUMBER: found.value = vector_number(v, row); break;
    case LANE_LIST: break;
    }
    return found;
}

struct node_value node_value_at(const struct workspace *w, const struct node *n, uint32_t row) {
    return vector_value(node_vector(w, n), n->lane, row);
}
