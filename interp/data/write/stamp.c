#include "interp/data/write/stamp.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/json.h"
#include "grammar/diag/diag.h"
#include "interp/data/write/row_sink.h"

// A name of a file may be any bytes.
static void put_path(struct json_writer *j, const char *name, const char *path) {
    struct text clean = {0};
    diag_put_clean(&clean, path, strlen(path));
    json_put_bytes(j, name, text_string(&clean), clean.length);
    j->out->failed |= clean.failed;
    text_free(&clean);
}

static void put_file(struct json_writer *j, const char *name, const struct stamp_file *f) {
    json_open_object(j, name);
    if (f->field) json_put_string(j, "field", f->field);
    put_path(j, "path", f->path);
    json_put_string(j, "sha256", f->digest);
    json_close_object(j);
}

static void put_files(struct json_writer *j, const char *name, const struct stamp_files *files) {
    json_open_array(j, name);
    for (uint32_t i = 0; i < files->count; i++)
        if (*files->items[i].digest) put_file(j, NULL, &files->items[i]);
    json_close_array(j);
}

// Params may have Chinese names.
static void put_settings(struct json_writer *j, const struct stamp_words *settings) {
    struct text object = {0};
    text_char(&object, '{');
    for (uint32_t i = 0; i < settings->count; i++) {
        const char *name = settings->items[i], *equals = strchr(name, '='), *value = equals + 1;
        if (i) text_char(&object, ',');
        text_json(&object, name, (size_t)(equals - name));
        text_char(&object, ':');
        text_json(&object, value, strlen(value));
    }
    text_char(&object, '}');
    json_put_raw(j, "settings", text_string(&object));
    j->out->failed |= object.failed;
    text_free(&object);
}

void stamp_put_member(struct json_writer *j, const struct stamp *s) {
    json_open_object(j, "stamp");
    json_put_string(j, "pol", s->version);
    json_put_string(j, "as_of", s->as_of);
    if (s->as_of_field) json_put_string(j, "as_of_field", s->as_of_field);
    if (s->where) json_put_string(j, "where", s->where);
    put_settings(j, &s->settings);
    json_open_array(j, "reforms");
    for (uint32_t i = 0; i < s->reforms.count; i++) json_put_string(j, NULL, s->reforms.items[i]);
    json_close_array(j);
    put_files(j, "policies", &s->policies);
    put_files(j, "notices", &s->notices);
    if (*s->data.digest) put_file(j, "data", &s->data);
    put_files(j, "lists", &s->lists);
    json_close_object(j);
}

void stamp_put_json(struct text *out, const struct stamp *s) {
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    stamp_put_member(&j, s);
    json_close_object(&j);
    text_char(out, '\n');
}

// The same in words, for a cell, for lines and for rows: what its parts are called.
enum part {
    PROGRAM,
    AS_OF,
    AS_OF_FIELD,
    WHERE,
    SETTING,
    REFORM,
    POLICIES,
    POLICY,
    NOTICE,
    DATA,
    LIST,
    RECORDS,
    REJECTED
};
static const char *const part_names[][2] = {
    [PROGRAM] = {"pol", "pol"},
    [AS_OF] = {"as of", "基准日"},
    [AS_OF_FIELD] = {"as of each", "基准日取自"},
    [WHERE] = {"where", "筛选条件"},
    [SETTING] = {"with", "参数值"},
    [REFORM] = {"reform", "修订方案"},
    [POLICIES] = {"policies", "政策"},
    [POLICY] = {"policy", "政策"},
    [NOTICE] = {"notice", "文件"},
    [DATA] = {"data", "数据"},
    [LIST] = {"list", "列表"},
    [RECORDS] = {"records", "记录数"},
    [REJECTED] = {"rejected", "被拒记录数"},
};

struct pen {
    struct text *out;
    enum lang lang;
    const char *between;  // NULL: each part is a row
    bool follows;         // a part stands before the next one
};

static void put_row_cell(struct text *out, const char *text) {
    struct text clean = {0};
    if (text) diag_put_clean(&clean, text, strlen(text));
    if (clean.length) row_put_text(out, clean.bytes, clean.length);
    else row_put_nothing(out);
    out->failed |= clean.failed;
    text_free(&clean);
}

static void put_row(const struct pen *p, enum part part, const char *const cells[3]) {
    row_put(p->out, TABLE_RUN);
    put_row_cell(p->out, part_names[part][p->lang]);
    for (int i = 0; i < 3; i++) put_row_cell(p->out, cells[i]);
}

// What is NULL is left out.
static void put_part(struct pen *p, enum part part, const char *text, const char *path, const char *digest) {
    if (!p->between) {
        put_row(p, part, (const char *const[]){text, path, digest});
        return;
    }
    if (p->follows) text_put(p->out, p->between);
    p->follows = true;
    text_put(p->out, part_names[part][p->lang]);
    if (text) text_format(p->out, " %s", text);
    if (path) text_char(p->out, ' ');
    if (path) diag_put_clean(p->out, path, strlen(path));
    if (digest) text_format(p->out, " sha256:%s", digest);
}

static void put_words(struct pen *p, enum part part, const struct stamp_words *words) {
    for (uint32_t i = 0; i < words->count; i++) put_part(p, part, words->items[i], NULL, NULL);
}

static void put_circumstances(struct pen *p, const struct stamp *s) {
    put_part(p, PROGRAM, s->version, NULL, NULL);
    put_part(p, s->as_of ? AS_OF : AS_OF_FIELD, s->as_of ? s->as_of : s->as_of_field, NULL, NULL);
    if (s->where) put_part(p, WHERE, s->where, NULL, NULL);
    put_words(p, SETTING, &s->settings);
    put_words(p, REFORM, &s->reforms);
}

static int by_digest(const void *a, const void *b) {
    return strcmp(((const struct stamp_file *)a)->digest, ((const struct stamp_file *)b)->digest);
}

// False: out of memory.
static bool digest_all(const struct stamp_files *files, char digest[SHA256_DIGITS + 1]) {
    struct stamp_file *sorted = calloc(files->count + 1, sizeof *sorted);
    struct sha256 s;
    if (!sorted) return false;
    memcpy(sorted, files->items, files->count * sizeof *sorted);
    qsort(sorted, files->count, sizeof *sorted, by_digest);
    sha256_begin(&s);
    for (uint32_t i = 0; i < files->count; i++) {
        sha256_add(&s, sorted[i].digest, SHA256_DIGITS);
        sha256_add(&s, "\n", 1);
    }
    sha256_end(&s, digest);
    free(sorted);
    return true;
}

void stamp_put_cell(struct text *out, const struct stamp *s, enum lang lang) {
    struct pen p = {.out = out, .lang = lang, .between = lang == LANG_ZH ? "；" : "; "};
    char digest[SHA256_DIGITS + 1] = "";
    out->failed |= !digest_all(&s->policies, digest);
    put_circumstances(&p, s);
    put_part(&p, POLICIES, NULL, NULL, digest);
    put_part(&p, DATA, NULL, NULL, s->data.digest);
    for (uint32_t i = 0; i < s->lists.count; i++)
        put_part(&p, LIST, s->lists.items[i].field, NULL, s->lists.items[i].digest);
}

static void put_file_lines(struct pen *p, enum part part, const struct stamp_files *files) {
    for (uint32_t i = 0; i < files->count; i++)
        put_part(p, part, files->items[i].field, files->items[i].path, files->items[i].digest);
}

static void put_all(struct pen *p, const struct stamp *s) {
    put_circumstances(p, s);
    put_file_lines(p, POLICY, &s->policies);
    put_file_lines(p, NOTICE, &s->notices);
    put_part(p, DATA, NULL, s->data.path, s->data.digest);
    put_file_lines(p, LIST, &s->lists);
}

void stamp_put_lines(struct text *out, const struct stamp *s, enum lang lang) {
    struct pen p = {.out = out, .lang = lang, .between = "\n"};
    put_all(&p, s);
    text_char(out, '\n');
}

static void put_count(struct pen *p, enum part part, uint64_t count) {
    put_part(p, part, number_text(count).text, NULL, NULL);
}

void stamp_put_rows(struct text *out, const struct stamp *s, enum lang lang, uint64_t records, uint64_t rejected) {
    struct pen p = {.out = out, .lang = lang};
    put_all(&p, s);
    put_count(&p, RECORDS, records);
    put_count(&p, REJECTED, rejected);
}
