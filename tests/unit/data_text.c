#include "tests/unit/data_text.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "grammar/base/calendar.h"
#include "interp/value/value_text.h"

const char data_vocabulary[] =
    "vocabulary {\n"
    "  field id(编号): text key\n"
    "  field a(甲): yes/no\n"
    "  field n: count\n"
    "  field revenue(营业收入): money\n"
    "  field rate: percent\n"
    "  field since: date\n"
    "  field paid: month\n"
    "  field used: period in months\n"
    "  field kind: one of { small(小), large(大), another_rather_long_value(另一个相当长的取值) }\n"
    "  field marks: any of { red(红), green(绿), blue }\n"
    "  field label: text\n"
    "  field staff: count people\n"
    "  field overdue(逾期): list of { month: month, account: text, amount: money }\n"
    "}\n";

void data_file_open(struct data_file *f, const char *bytes, size_t length) {
    f->fd = memfd_create("data", 0);
    ck_assert_int_ge(f->fd, 0);
    ck_assert_int_eq(write(f->fd, bytes, length), (ssize_t)length);
    snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", f->fd);
}

void data_file_close(struct data_file *f) { close(f->fd); }

static void tell_value(const struct evaluated *e, const struct vector *v, const struct field *f, uint32_t row,
                       struct text *out) {
    struct node_value value = vector_value(v, column_lane(f), row);
    if (value.state != STATE_KNOWN) text_char(out, '?');
    else value_put_plain(out, e->policy, &f->type, value.value, value.text, LANG_EN);
}

static void tell_items(const struct evaluated *e, const struct list_column *l, const struct field *f, uint32_t row,
                       struct text *out) {
    text_char(out, '[');
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++) {
        if (i > l->offsets[row]) text_char(out, ';');
        for (uint32_t j = 0; j < f->item_count; j++) {
            if (j) text_char(out, '/');
            tell_value(e, &l->items[j], &f->items[j], i, out);
        }
    }
    text_char(out, ']');
}

static void tell_field(const struct evaluated *e, const struct block *b, const struct field *f, uint32_t row,
                       struct text *out) {
    bool list = f->type.kind == TYPE_LIST;
    const struct vector *v = &b->columns[f->index];
    bool missing = list ? b->lists[f->index].state[row] : vector_value(v, column_lane(f), row).state != STATE_KNOWN;
    if (missing) return;
    text_format(out, "%s%s=", f->index ? " " : "", name_text(e->policy, &f->def.name, LANG_EN));
    if (list) tell_items(e, &b->lists[f->index], f, row, out);
    else tell_value(e, v, f, row, out);
}

static void tell_block(const struct evaluated *e, const struct block *b, struct text *out) {
    char date[11];
    for (uint32_t r = 0; r < b->rows; r++) {
        for (uint32_t i = 0; i < e->policy->field_count; i++) tell_field(e, b, &e->policy->fields[i], r, out);
        if (b->as_of) date_format(b->as_of[r], date);
        if (b->as_of) text_format(out, " as_of=%s", date);
        text_char(out, '\n');
    }
}

static void tell_faults(const struct record_faults *faults, struct text *out) {
    for (uint32_t i = 0; i < faults->count; i++) {
        const struct record_fault *f = &faults->items[i];
        text_format(out, "%s %llu:%u", diag_info(f->id)->code, (unsigned long long)f->line, f->column);
        if (f->id == DIAG_LIST_UNCLAIMED) text_format(out, " %s %s", f->args[1].en, f->args[2].en);
        text_char(out, '\n');
    }
    ck_assert(!faults->failed);
}

static const struct field *field_named(const struct evaluated *e, const char *name) {
    for (uint32_t i = 0; i < e->policy->field_count; i++)
        if (name && !strcmp(name_text(e->policy, &e->policy->fields[i].def.name, LANG_EN), name))
            return &e->policy->fields[i];
    return NULL;
}

static void read_all(const struct evaluated *e, struct records *r, struct record_faults *faults, struct text *out) {
    struct record_parser *p = record_parser_new(r);
    struct chunk chunk = {0};
    const struct block *b;
    ck_assert_ptr_nonnull(p);
    while (records_next(r, &chunk, faults) == RECORDS_MORE)
        while ((b = record_parser_next(p, &chunk, faults))) tell_block(e, b, out);
    record_parser_free(p);
    chunk_free(&chunk);
    records_warn(r, faults);
}

void data_tell(const struct evaluated *e, const struct data_options *o, const char *bytes, size_t length,
               struct text *out) {
    struct data_file file, spill_file;
    struct record_faults faults = {0};
    struct list_index *lists[64] = {0};
    size_t memory = o->list_memory ? o->list_memory : LIST_MEMORY;
    struct list_limits limits = {
        .folder = "/tmp", .memory = memory, .sorting = memory, .jobs = o->list_jobs, .chunk_size = o->list_chunk_size};
    const struct field *list = field_named(e, "overdue");
    data_file_open(&file, bytes, length);
    if (o->list) data_file_open(&spill_file, o->list, strlen(o->list));
    if (o->list)
        lists[list->index] = list_load(e->policy, list, &(struct list_file){.path = spill_file.path}, 0, &limits,
                                       &faults);
    struct records_options options = {.policy = e->policy,
                                      .format = o->format,
                                      .encoding = o->encoding,
                                      .path = file.path,
                                      .chunk_size = o->chunk_size,
                                      .record_limit = o->record_limit,
                                      .block_rows = o->block_rows,
                                      .as_of_field = field_named(e, o->as_of_field),
                                      .lists = o->list ? lists : NULL};
    struct records *r = o->list && !lists[list->index] ? NULL : records_open(&options, &faults);
    if (r) read_all(e, r, &faults, out);
    if (o->unclaimed && lists[list->index]) list_warn_unclaimed(lists[list->index], &faults);
    tell_faults(&faults, out);
    records_close(r);
    list_free(lists[list->index]);
    record_faults_free(&faults);
    data_file_close(&file);
    if (o->list) data_file_close(&spill_file);
}

void data_check(const struct data_options *options, const char *bytes, const char *expected) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct text out = {0};
    data_tell(e, options, bytes, strlen(bytes), &out);
    ck_assert_str_eq(text_string(&out), expected);
    text_free(&out);
    evaluated_close(e);
}
