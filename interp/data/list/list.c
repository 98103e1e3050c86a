#include "interp/data/list/list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "interp/data/list/index.h"

const char *list_bare_path(const struct list_index *index) { return index->ends_bare ? index->path : NULL; }
const struct field *list_field(const struct list_index *index) { return index->field; }
const char *list_path(const struct list_index *index) { return index->path; }

const char *list_digest(const struct list_index *index) { return index->digest; }

void list_free(struct list_index *index) {
    if (!index) return;
    claims_close(&index->claims);
    list_refused_close(&index->refused);
    list_store_close(&index->store);
    free(index);
}

static int error_of(const struct list_index *index) {
    int error = list_store_error(&index->store), claims = index->claims.file.error;
    if (!error && claims != ENOMEM) error = claims;
    return error ? error : atomic_load(&index->error);
}

bool list_add_failure(const struct list_index *index, struct record_faults *faults) {
    int error = error_of(index);
    if (!error) return false;
    const char *texts[] = {index->path, index->limits->folder, strerror(error)};
    struct slice args[3];
    for (size_t i = 0; i < 3; i++) args[i] = slice_of(texts[i]);
    struct record_fault *fault = record_fault_add(faults, DIAG_LIST_TEMPORARY, args, 3);
    if (fault) fault->path = index->path;
    return true;
}

bool list_is_good(struct list_index *index, struct slice key) {
    struct list_refusal *refusal = index->refused.count ? list_refused_find(&index->refused, key) : NULL;
    if (refusal) atomic_store_explicit(&refusal->asked, true, memory_order_relaxed);
    return !refusal;
}
