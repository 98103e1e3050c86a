#include "interp/data/list/list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/data/list/index.h"
#include "interp/run/list_load.h"

const struct field *list_field(const struct list_index *index) { return index->field; }
const char *list_path(const struct list_index *index) { return index->path; }

void list_free(struct list_index *index) {
    if (!index) return;
    list_waiting_close(&index->waiting);
    list_refused_close(&index->refused);
    list_store_close(&index->store);
    free(index);
}

static struct list_index *index_new(const struct field *list, const char *path, struct list_room *room) {
    struct list_index *index = calloc(1, sizeof *index);
    if (!index) return NULL;
    index->field = list;
    index->path = path;
    index->room = room;
    index->waiting.file.fd = -1;
    list_store_open(&index->store, list, room->folder, room->memory);
    list_refused_open(&index->refused);
    return index;
}

static int error_of(const struct list_index *index) {
    int error = list_store_error(&index->store), waiting = index->waiting.file.error;
    if (!error && waiting != ENOMEM) error = waiting;
    return error ? error : atomic_load(&index->error);
}

bool list_add_failure(const struct list_index *index, struct record_faults *faults) {
    int error = error_of(index);
    if (!error) return false;
    const char *texts[] = {index->path, index->room->folder, strerror(error)};
    struct slice args[3];
    for (size_t i = 0; i < 3; i++) args[i] = (struct slice){texts[i], (uint32_t)strlen(texts[i])};
    struct record_fault *fault = record_fault_add(faults, DIAG_LIST_TEMPORARY, args, 3);
    if (fault) fault->path = index->path;
    return true;
}

static bool finish(struct list_index *index) {
    struct list_room *room = index->room;
    if (index->refused.failed || !list_store_finish(&index->store, room->sorting)) return false;
    if (!list_waiting_open(&index->waiting, room->folder, index->store.runs)) return false;
    list_refused_settle(&index->refused);
    size_t size = list_store_memory(&index->store) + list_waiting_size(&index->waiting);
    room->memory -= size < room->memory ? size : room->memory;
    return true;
}

static bool load(struct list_index *index, const struct policy *policy, struct record_faults *faults) {
    bool read = list_load_file(index, policy, faults);
    if (read && finish(index)) return true;
    bool told = list_add_failure(index, faults);
    if (read && !told) faults->failed = true;
    return false;
}

struct list_index *list_load(const struct policy *policy, const struct field *list, const char *path,
                             struct list_room *room, struct record_faults *faults) {
    struct list_index *index = index_new(list, path, room);
    if (!index) faults->failed = true;
    if (index && load(index, policy, faults)) return index;
    list_free(index);
    return NULL;
}

bool list_is_good(struct list_index *index, struct slice key) {
    struct list_refusal *refusal = index->refused.count ? list_refused_find(&index->refused, key) : NULL;
    if (refusal) atomic_store_explicit(&refusal->asked, true, memory_order_relaxed);
    return !refusal;
}
