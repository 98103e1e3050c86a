#include "interp/run/fault_places.h"

#include <stdlib.h>

#include "grammar/base/utf8.h"

// source_locate keeps a line index in the compilation's arena, which threads must not share.
static void put_place(struct text *out, const struct policy *policy, struct span at) {
    const struct source *s = policy->sources->items[at.source];
    size_t offset = at.offset < s->size ? at.offset : s->size, line = 1, start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (s->bytes[i] != '\n') continue;
        line++;
        start = i + 1;
    }
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

void run_record_fault(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                      const struct block *b, uint32_t row, struct fault_places *places, const struct node *at) {
    static const struct text nowhere;
    const struct slice *keys = b->columns[places->plan->policy->key->index].data;
    const struct text *place = at && at->origin ? place_of(places, at) : &nowhere;
    faults->failed |= !place;
    struct slice args[2] = {keys[row], {place ? text_string(place) : "", place ? (uint32_t)place->length : 0}};
    struct record_fault *fault = record_fault_add(faults, DIAG_RECORD_FAULTED, args, 2);
    if (!fault) return;
    fault->path = record_parser_path(parser);
    fault->line = record_parser_line(parser, chunk, row);
    fault->record = b->record[row];
    fault->raw = record_parser_raw(parser, row);
    fault->key = keys[row];
}
