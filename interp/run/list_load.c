#include "interp/run/list_load.h"

#include <stdlib.h>
#include <string.h>

#include "interp/data/list/index.h"
#include "interp/run/pipeline.h"

#define MAX_FAULTS 1000u

struct loading {
    struct list_index *index;
    struct policy items_policy;  // the key and the item fields, as a vocabulary of their own to read rows by
    struct field *fields;
    struct record_faults *faults;
    atomic_bool unowned;  // a row whose owner cannot be told
    bool failed;
};

static bool make_fields(struct loading *l, const struct policy *policy) {
    const struct field *list = l->index->field;
    uint32_t count = list->item_count;
    l->fields = calloc(count + 1, sizeof *l->fields);
    if (!l->fields) return false;
    l->fields[0] = *policy->key;
    for (uint32_t i = 0; i < count; i++) l->fields[i + 1] = list->items[i];
    for (uint32_t i = 0; i <= count; i++) l->fields[i].index = i;
    l->items_policy = (struct policy){
        .names = policy->names, .fields = l->fields, .field_count = count + 1, .key = l->fields};
    return true;
}

static void on_rejected(void *context, struct slice key, uint64_t chunk, uint32_t record) {
    struct loading *l = context;
    if (key.length) list_refused_add(&l->index->refused, key, chunk, record);
    else atomic_store(&l->unowned, true);
}

static void *open_worker(void *context) { return context; }
static void close_worker(void *worker) { (void)worker; }

static bool on_block(void *worker, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                     struct text *out, struct record_faults *faults) {
    const struct loading *l = worker;
    (void)parser;
    (void)faults;
    uint32_t items = list_segment_items(b);
    for (uint32_t from = 0; from < b->rows; from += items) {
        uint32_t to = b->rows - from < items ? b->rows : from + items;
        list_segment_put(out, l->index->field, b, from, to, chunk->number, chunk->records);
    }
    return !out->failed;
}

static bool on_write(void *context, const char *bytes, size_t length) {
    struct loading *l = context;
    l->failed = !list_store_append(&l->index->store, bytes, length);
    return !l->failed;
}

// A copy that outlives the chunk, whose bytes it does not point to.
static void on_fault(void *context, const struct record_fault *fault) {
    struct record_faults *faults = ((struct loading *)context)->faults;
    struct slice args[DIAG_MAX_ARGS];
    size_t count = 0;
    for (; count < DIAG_MAX_ARGS && fault->args[count].en; count++) args[count] = slice_of(fault->args[count].en);
    struct record_fault *copy = record_fault_add(faults, fault->id, args, count);
    if (!copy) return;
    copy->path = fault->path;
    copy->line = fault->line;
    copy->column = fault->column;
    copy->record = fault->record;
    copy->place = fault->place;
    copy->raw = (struct slice){"", 0};
    if (fault->hint) record_fault_hint(faults, copy, fault->hint, fault->hint_arg);
}

static bool add_fault(struct loading *l, enum diag_id id) {
    const char *path = l->index->path;
    struct slice arg = slice_of(path);
    struct record_fault *fault = record_fault_add(l->faults, id, &arg, 1);
    if (fault) fault->path = path;
    return false;
}

// False: given up.
static bool on_progress(void *context, const struct run_counts *so_far) {
    struct loading *l = context;
    (void)so_far;
    if (l->failed || l->faults->count < MAX_FAULTS) return !l->failed;
    return add_fault(l, DIAG_LIST_TOO_BAD);
}

static bool run_through(struct loading *l, struct records *r) {
    const struct run_stage stage = {.context = l, .open = open_worker, .block = on_block, .close = close_worker};
    const struct run_callbacks callbacks = {
        .context = l, .write = on_write, .fault = on_fault, .progress = on_progress};
    struct run_counts counts;
    struct run_timing timing;
    enum run_status status = run_pipeline(r, l->index->limits->jobs, &stage, &callbacks, &counts, &timing);
    if (status == RUN_MEMORY || (l->failed && !list_store_error(&l->index->store))) l->faults->failed = true;
    l->index->ends_bare = records_end_bare(r);
    if (status == RUN_OK && atomic_load(&l->unowned)) return add_fault(l, DIAG_LIST_NO_OWNER);
    return status == RUN_OK;
}

static bool read_file(struct list_index *index, const struct list_file *file, const struct policy *policy,
                      int32_t as_of, struct record_faults *faults) {
    struct loading l = {.index = index, .faults = faults};
    if (!make_fields(&l, policy)) return record_faults_no_memory(faults);
    struct records_options options = {.policy = &l.items_policy,
                                      .format = RECORDS_UNNAMED,
                                      .has_header = true,
                                      .encoding = index->limits->encoding,
                                      .path = index->path,
                                      .file = file->file,
                                      .table = file->table,
                                      .as_of = as_of,
                                      .chunk_size = index->limits->chunk_size,
                                      .rejected = on_rejected,
                                      .context = &l};
    struct records *r = records_open(&options, faults);
    bool good = r && (!index->limits->digests || records_digest(r, index->digest, faults));
    good = good && run_through(&l, r) && (!index->limits->digests || records_are_kept(r, faults));
    if (good) records_warn(r, faults);
    records_close(r);
    free(l.fields);
    return good && !faults->failed;
}

static struct list_index *index_new(const struct field *list, const char *path, struct list_limits *limits) {
    struct list_index *index = calloc(1, sizeof *index);
    if (!index) return NULL;
    index->field = list;
    index->path = path;
    index->limits = limits;
    index->claims.file.fd = -1;
    list_store_open(&index->store, list, limits->folder, limits->memory);
    index->store.seed = limits->seed;
    list_refused_open(&index->refused);
    return index;
}

static bool finish(struct list_index *index) {
    struct list_limits *limits = index->limits;
    if (index->refused.failed || !list_store_finish(&index->store, limits->sorting)) return false;
    if (!claims_open(&index->claims, limits->folder, index->store.runs)) return false;
    list_refused_settle(&index->refused);
    size_t size = list_store_memory(&index->store) + claims_size(&index->claims);
    limits->memory -= size < limits->memory ? size : limits->memory;
    return true;
}

static bool load(struct list_index *index, const struct list_file *file, const struct policy *policy, int32_t as_of,
                 struct record_faults *faults) {
    bool read = read_file(index, file, policy, as_of, faults);
    if (read && finish(index)) return true;
    bool told = list_add_failure(index, faults);
    if (read && !told) faults->failed = true;
    return false;
}

struct list_index *list_load(const struct policy *policy, const struct field *list, const struct list_file *file,
                             int32_t as_of, struct list_limits *limits, struct record_faults *faults) {
    struct list_index *index = index_new(list, file->path, limits);
    if (!index) faults->failed = true;
    if (index && load(index, file, policy, as_of, faults)) return index;
    list_free(index);
    return NULL;
}
