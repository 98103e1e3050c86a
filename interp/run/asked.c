#include "interp/run/asked.h"

#include <ctype.h>
#include <string.h>

#include "interp/data/input/input.h"
#include "interp/data/jsonl/jsonl.h"
#include "interp/data/record/blanks.h"
#include "interp/data/record/scan.h"
#include "interp/run/alike.h"

void asked_open(struct asked *a, struct hash_seed seed) {
    *a = (struct asked){.longest = 0};
    key_set_open(&a->ids, seed, false, false);
    key_set_open(&a->met, seed, false, false);
    key_set_open(&a->forms, seed, false, false);
    key_set_open(&a->near, seed, true, false);
}

void asked_close(struct asked *a) {
    key_set_close(&a->ids);
    key_set_close(&a->met);
    key_set_close(&a->forms);
    key_set_close(&a->near);
    text_free(&a->form);
}

bool asked_failed(const struct asked *a) {
    return a->ids.failed || a->met.failed || a->forms.failed || a->near.failed || a->form.failed;
}

static struct slice form_of(const struct asked *a) { return (struct slice){a->form.bytes, (uint32_t)a->form.length}; }

void asked_add(struct asked *a, struct slice id) {
    key_set_add(&a->ids, id, 0);
    if (id.length > a->longest) a->longest = id.length;
    if (run_alike_form(id, &a->form)) key_set_add(&a->forms, form_of(a), 0);
}

bool asked_meet(struct asked *a, struct slice key) {
    if (key_set_has(&a->ids, key)) return key_set_add(&a->met, key, 0), true;
    if (run_alike_form(key, &a->form) && key_set_has(&a->forms, form_of(a))) key_set_add(&a->near, key, 0);
    return false;
}

bool asked_next_missed(const struct asked *a, size_t *at, struct slice *id) {
    while (key_set_next(&a->ids, at, id))
        if (!key_set_has(&a->met, *id)) return true;
    return false;
}

// ---- within a text

static bool is_letter(struct slice text, uint32_t at) {
    unsigned char c = at < text.length ? (unsigned char)text.text[at] : ' ';
    return isalnum(c) || c == '_' || c == '-' || c >= 0x80;
}

static bool begins_with_one(const struct asked *a, struct slice text) {
    for (uint32_t length = 1; length <= text.length && length <= a->longest; length++)
        if (!is_letter(text, length) && key_set_has(&a->ids, (struct slice){text.text, length})) return true;
    return false;
}

bool asked_within(const struct asked *a, struct slice text) {
    for (uint32_t at = 0; at < text.length; at++) {
        if (at && is_letter(text, at - 1)) continue;
        if (begins_with_one(a, (struct slice){text.text + at, text.length - at})) return true;
    }
    return false;
}

// ---- a file

static bool add_empty(const char *path, struct record_faults *faults) {
    struct slice arg = slice_of(path);
    struct record_fault *fault = record_fault_add(faults, DIAG_IDS_EMPTY, &arg, 1);
    if (fault) fault->path = path;
    return false;
}

static bool add_damage(struct chunk *chunk, size_t at, const char *path, struct record_faults *faults) {
    enum diag_id id = chunk_damage(chunk, chunk->buffer + at);
    struct record_fault *fault = record_fault_add(faults, id, NULL, 0);
    if (!fault) return false;
    fault->path = path;
    fault->line = chunk_line_at(chunk, at);
    if (id == DIAG_RECORD_EITHER) record_fault_hint(faults, fault, DIAG_HINT_ENCODING, "");
    return false;
}

// The first byte that is no text; the end where there is none.
static size_t damage_of(const struct chunk *chunk) {
    return chunk->start + scan_utf8(chunk->buffer + chunk->start, chunk->end - chunk->start);
}

static void add_lines(struct asked *a, const struct chunk *chunk) {
    for (size_t at = chunk->start; at < chunk->end;) {
        const char *from = chunk->buffer + at, *feed = memchr(from, '\n', chunk->end - at);
        size_t length = feed ? (size_t)(feed - from) : chunk->end - at;
        struct slice id = blanks_cut((struct slice){from, (uint32_t)length});
        if (id.length) asked_add(a, id);
        at += length + 1;
    }
}

static bool read_lines(struct asked *a, struct input *in, const char *path, struct record_faults *faults) {
    struct chunk chunk = {0};
    enum records_status status;
    bool good = true;
    while (good && (status = input_next(in, &chunk, faults)) == RECORDS_MORE) {
        size_t damage = chunk_is_damaged(&chunk) ? damage_of(&chunk) : chunk.end;
        good = damage == chunk.end || add_damage(&chunk, damage, path, faults);
        if (good) add_lines(a, &chunk);
        good = good && (!asked_failed(a) || record_faults_no_memory(faults));
    }
    chunk_free(&chunk);
    return good && status == RECORDS_END;
}

bool asked_read(struct asked *a, const char *path, enum record_encoding encoding, struct record_faults *faults) {
    struct input *in = input_open(path, encoding, RECORDS_CHUNK_SIZE, RECORDS_LIMIT, faults);
    uint64_t before = a->ids.count;
    if (in) input_cut(in, &jsonl_cutter);
    bool good = in && input_is_text(in, RECORDS_CSV, faults) && read_lines(a, in, path, faults);
    input_close(in);
    return good && (a->ids.count > before || add_empty(path, faults));
}
