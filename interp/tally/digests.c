#include "interp/tally/digests.h"

#include "interp/tally/json_edit.h"

static bool has_role(const struct json_value *file, const char *role) {
    return slice_order(json_in(file, "role")->text, slice_of(role)) == 0;
}

static bool is_data(const struct json_value *file) { return has_role(file, "data") || has_role(file, "list"); }

static bool is_same(const struct json_value *a, const struct json_value *b, const char *member) {
    return slice_order(json_in(a, member)->text, json_in(b, member)->text) == 0;
}

static bool has_digest(const struct json_value *list, const struct json_value *file) {
    for (size_t i = 0; i < list->count; i++)
        if (is_same(list->members[i].value, file, "sha256")) return true;
    return false;
}

// A file of one list whose like is not in the other; NULL: there is none.
static const struct json_value *missing_from(const struct json_value *other, const struct json_value *list) {
    for (size_t i = 0; i < list->count; i++) {
        const struct json_value *file = list->members[i].value;
        if (!is_data(file) && !has_digest(other, file)) return file;
    }
    return NULL;
}

static const char *told(struct arena *a, const struct json_value *file) {
    struct text out = {0};
    if (!file) return "-";
    struct slice path = json_in(file, "path")->text, digest = json_in(file, "sha256")->text;
    if (path.length) text_add(&out, path.text, path.length);
    text_put(&out, " sha256:");
    text_add(&out, digest.text, digest.length < 12 ? digest.length : 12);
    text_put(&out, "…");
    return text_keep(&out, a);
}

bool digests_agree(struct arena *a, const struct json_value *list, const struct json_value *other,
                   const char *differs[2]) {
    const struct json_value *one = missing_from(other, list), *two = missing_from(list, other);
    if (!one && !two) return true;
    differs[0] = told(a, one);
    differs[1] = told(a, two);
    return false;
}

static const struct json_value *data_with(const struct json_value *list, const struct json_value *file) {
    for (size_t i = 0; i < list->count; i++) {
        const struct json_value *each = list->members[i].value;
        if (has_role(each, "data") && json_in(each, "sha256")->text.length && is_same(each, file, "sha256"))
            return each;
    }
    return NULL;
}

struct slice digests_again(const struct json_value *list, const struct json_value *other) {
    for (size_t i = 0; i < other->count; i++) {
        const struct json_value *file = other->members[i].value, *same = data_with(list, file);
        if (has_role(file, "data") && same && json_whole_in(file, "bytes")) return json_in(file, "path")->text;
    }
    return (struct slice){"", 0};
}

static bool has_file(const struct json_value *list, const struct json_value *file) {
    for (size_t i = 0; i < list->count; i++) {
        const struct json_value *each = list->members[i].value;
        if (is_same(each, file, "role") && is_same(each, file, "path") && is_same(each, file, "sha256")) return true;
    }
    return false;
}

void digests_join(struct arena *a, struct json_value *list, const struct json_value *other) {
    for (size_t i = 0; i < other->count; i++) {
        struct json_value *file = other->members[i].value;
        if (is_data(file) && !has_file(list, file)) json_push(a, list, file);
    }
}
