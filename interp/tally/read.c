#include "interp/tally/read.h"

#include "grammar/base/utf8.h"
#include "interp/data/input/input.h"
#include "interp/data/jsonl/jsonl.h"

static bool read_all(struct text *all, struct input *in, struct record_faults *faults) {
    struct chunk chunk = {0};
    enum records_status status;
    input_cut(in, &jsonl_cutter);
    while ((status = input_next(in, &chunk, faults)) == RECORDS_MORE)
        text_add(all, chunk.buffer + chunk.start, chunk.end - chunk.start);
    chunk_free(&chunk);
    return status == RECORDS_END && (!all->failed || record_faults_no_memory(faults));
}

static struct json_value *refuse(const char *path, const struct text *all, const struct json_trouble *trouble,
                                 struct record_faults *faults) {
    const char *bytes = text_string(all), *line = bytes, *at = bytes + trouble->at;
    struct slice there = {at, (uint32_t)(all->length - trouble->at)};
    if (trouble->id == DIAG_JSON_DUPLICATE) there.length = (uint32_t)strcspn(at, ":");
    struct record_fault *fault = record_fault_add(faults, trouble->id, &there, 1);
    if (!fault) return NULL;
    fault->path = path;
    fault->line = 1;
    for (const char *p = bytes; p < at; p++)
        if (*p == '\n') fault->line++, line = p + 1;
    fault->column = (uint32_t)utf8_characters(line, (size_t)(at - line)) + 1;
    return NULL;
}

static struct json_value *is_summary(const char *path, struct json_value *v, struct record_faults *faults) {
    struct slice arg = slice_of(path);
    bool has_parts = v->kind == JSON_OBJECT && json_member_of(v, slice_of("population")) &&
                     json_member_of(v, slice_of("stamp"));
    if (has_parts) return v;
    struct record_fault *fault = record_fault_add(faults, DIAG_NO_SUMMARY, &arg, 1);
    if (fault) fault->path = path;
    record_fault_hint(faults, fault, DIAG_HINT_NO_SUMMARY, "");
    return NULL;
}

struct json_value *tally_read(struct arena *a, const char *path, struct record_faults *faults) {
    struct input *in = input_open(path, RECORD_ENCODING_GUESSED, RECORDS_CHUNK_SIZE, RECORDS_LIMIT, faults);
    struct text all = {0};
    struct json_trouble trouble = {DIAG_NONE, 0};
    bool good = in && read_all(&all, in, faults);
    struct json_value *v = good ? json_tree_read(a, text_string(&all), all.length, &trouble) : NULL;
    if (trouble.id) refuse(path, &all, &trouble, faults);
    input_close(in);
    text_free(&all);
    return v ? is_summary(path, v, faults) : NULL;
}
