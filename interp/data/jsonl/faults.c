// What is said of a record that is refused.
#include "interp/data/jsonl/parser.h"

void jsonl_place(struct jsonl_parser *p, struct record_fault *fault, const char *at) {
    struct chunk *chunk = p->chunk;
    if (!fault) return;
    fault->path = p->table->path;
    fault->record = chunk->records;
    fault->line = chunk_line_at(chunk, (size_t)(at - chunk->buffer));
    fault->column = chunk_column_at(chunk, (size_t)(at - chunk->buffer));
    fault->raw = p->line;
}

bool jsonl_refuse(struct jsonl_parser *p) {
    p->bad = true;
    return p->fault_count++ < RECORD_MAX_FAULTS;
}

void jsonl_fault(struct jsonl_parser *p, enum diag_id id, const char *at, const struct slice *args, size_t count) {
    if (jsonl_refuse(p)) jsonl_place(p, record_fault_add(p->faults, id, args, count), at);
}
