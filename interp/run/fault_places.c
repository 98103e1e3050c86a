#include "interp/run/fault_places.h"

#include <stdlib.h>

#include "grammar/base/utf8.h"
#include "interp/eval/causes.h"

// source_locate keeps a line index in the compilation's arena, which threads must not share.
static size_t line_of(const struct policy *policy, struct span at, size_t *start) {
    const struct source *s = policy->sources->items[at.source];
    size_t line = 1;
    *start = 0;
    for (size_t i = 0; i < at.offset && i < s->size; i++) {
        if (s->bytes[i] != '\n') continue;
        line++;
        *start = i + 1;
    }
    return line;
}

static void put_place(struct text *out, const struct policy *policy, struct span at) {
    const struct source *s = policy->sources->items[at.source];
    size_t offset = at.offset < s->size ? at.offset : s->size, start, line = line_of(policy, at, &start);
    text_format(out, "%s:%zu:%zu", s->path, line, utf8_characters(s->bytes + start, offset - start) + 1);
}

void fault_places_free(struct fault_places *p) {
    for (uint32_t i = 0; p->places && i < p->plan->node_count; i++) text_free(&p->places[i]);
    free(p->places);
    p->places = NULL;
}

// NULL: out of memory.
static const struct text *place_of(struct fault_places *p, const struct node *at) {
    if (!p->places) p->places = calloc(p->plan->node_count, sizeof *p->places);
    if (!p->places) return NULL;
    struct text *place = &p->places[at->id];
    if (!place->length) put_place(place, p->plan->policy, at->origin->at);
    return place->failed ? NULL : place;
}

static void put_at(struct record_fault *fault, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                   uint32_t row, struct slice key) {
    if (!fault) return;
    fault->path = record_parser_path(parser);
    fault->line = record_parser_line(parser, chunk, row);
    fault->place = record_parser_place(parser);
    fault->record = b->record[row];
    fault->raw = record_parser_raw(parser, row);
    fault->key = key;
}

static struct slice slice_of_text(const struct text *t) { return (struct slice){text_string(t), (uint32_t)t->length}; }

enum diag_id run_fault_id(const struct node *at) {
    static const enum diag_id ids[] = {
        [FAULT_ARITHMETIC] = DIAG_RECORD_FAULTED,
        [FAULT_TWO_ROWS] = DIAG_RECORD_TWO_ROWS,
        [FAULT_ID_NUMBER] = DIAG_RECORD_ID_NUMBER,
        [FAULT_INSTALMENT] = DIAG_RECORD_INSTALMENT,
    };
    return ids[at ? fault_reason(at) : FAULT_ARITHMETIC];
}

bool is_evaluation_fault(enum diag_id id) {
    return id == DIAG_RECORD_FAULTED || id == DIAG_RECORD_TWO_ROWS || id == DIAG_RECORD_ID_NUMBER ||
           id == DIAG_RECORD_INSTALMENT;
}

static struct record_fault *add_fault(struct record_faults *faults, struct slice key, struct fault_places *places,
                                      const struct node *at) {
    static const struct text nowhere;
    const struct text *place = at && at->origin ? place_of(places, at) : &nowhere;
    faults->failed |= !place;
    struct slice args[2] = {key, slice_of_text(place ? place : &nowhere)};
    return record_fault_add(faults, run_fault_id(at), args, 2);
}

static struct record_fault *add_rows(struct record_faults *faults, struct slice key, const struct policy *policy,
                                     const struct span rows[2]) {
    char lines[2][RECORD_FAULT_DIGITS];
    size_t start;
    struct slice args[4] = {key, slice_of(policy->sources->items[rows[0].source]->path)};
    for (int i = 0; i < 2; i++) args[2 + i] = record_fault_number(lines[i], line_of(policy, rows[i], &start));
    return record_fault_add(faults, DIAG_RECORD_TWO_ROWS, args, 4);
}

void run_record_fault(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                      const struct block *b, uint32_t row, struct fault_places *places, const struct workspace *w,
                      const struct node *at) {
    const struct policy *policy = places->plan->policy;
    const struct slice *keys = b->columns[policy->key->index].data;
    struct span rows[2];
    bool two = at && unique_rows(w, at, row, rows);
    struct record_fault *fault = two ? add_rows(faults, keys[row], policy, rows)
                                     : add_fault(faults, keys[row], places, at);
    put_at(fault, parser, chunk, b, row, keys[row]);
}

static void add_duplicate(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                          const struct block *b, uint32_t row, const struct policy *policy) {
    const struct slice *keys = b->columns[policy->key->index].data;
    struct slice args[2] = {slice_of(name_text(policy, &policy->key->def.name, LANG_EN)), keys[row]};
    put_at(record_fault_add(faults, DIAG_RECORD_DUPLICATE, args, 2), parser, chunk, b, row, keys[row]);
}

bool run_reject_again(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                      const struct block *b, const struct policy *policy, struct key_set *keys, uint8_t *fault) {
    const struct slice *of = b->columns[policy->key->index].data;
    for (uint32_t r = 0; r < b->rows; r++) {
        if (key_set_add(keys, of[r], 0) == KEY_NEW) continue;
        add_duplicate(faults, parser, chunk, b, r, policy);
        fault[r] = 1;
    }
    return !keys->failed;
}
