#include "interp/tally/add.h"

#define MOST_DIGITS 36  // of a number that is read: the sum of many still fits
typedef __int128 whole;

static void enter(struct sums *t, struct slice name) { t->path[t->depth++] = name; }

static void leave(struct sums *t) { t->depth--; }

static const struct tally_rule *rule_here(const struct sums *t) { return tally_rule_of(t->path, t->depth); }

static void put_path(struct text *out, const struct sums *t) {
    for (size_t i = 0; i < t->depth; i++) {
        if (i) text_char(out, '.');
        text_add(out, t->path[i].text, t->path[i].length);
    }
}

static bool clash(struct sums *t, const struct tally_rule *rule, const char *one, const char *other) {
    t->clash.rule = rule;
    put_path(&t->clash.path, t);
    text_format(&t->clash.values, "%s / %s", one, other);
    return false;
}

// Of what is nothing: a dash.
static const char *shown(struct sums *t, const struct json_value *v) {
    struct text out = {0};
    if (!v) return "-";
    if (v->kind == JSON_STRING) text_add(&out, v->text.text, v->text.length);
    else json_tree_put(&out, v);
    return text_keep(&out, t->arena);
}

static bool clash_values(struct sums *t, const struct json_value *a, const struct json_value *b) {
    return clash(t, rule_here(t), shown(t, a), shown(t, b));
}

static bool read_whole(const struct json_value *v, whole *n) {
    bool minus = v->text.length && v->text.text[0] == '-';
    *n = 0;
    if (v->kind != JSON_NUMBER && v->kind != JSON_STRING) return false;
    if (v->text.length == minus || v->text.length > MOST_DIGITS) return false;
    for (uint32_t i = minus; i < v->text.length; i++) {
        if (v->text.text[i] < '0' || v->text.text[i] > '9') return false;
        *n = *n * 10 + (v->text.text[i] - '0');
    }
    if (minus) *n = -*n;
    return true;
}

static struct slice whole_text(struct sums *t, whole n) {
    char digits[48], *at = digits + sizeof digits;
    unsigned __int128 left = n < 0 ? -(unsigned __int128)n : (unsigned __int128)n;
    do *--at = (char)('0' + (int)(left % 10));
    while (left /= 10);
    if (n < 0) *--at = '-';
    size_t length = (size_t)(digits + sizeof digits - at);
    return (struct slice){arena_copy(t->arena, at, length), (uint32_t)length};
}

static bool add_numbers(struct sums *t, struct json_value *to, const struct json_value *v) {
    whole a, b, sum;
    bool good = to->kind == v->kind && read_whole(to, &a) && read_whole(v, &b) && !__builtin_add_overflow(a, b, &sum);
    if (!good) return clash_values(t, to, v);
    to->text = whole_text(t, sum);
    return to->text.length <= MOST_DIGITS || clash_values(t, to, v);
}

static struct slice digest_of(const struct json_value *file) {
    const struct json_value *digest = json_member_of(file, slice_of("sha256"));
    return digest ? digest->text : (struct slice){"", 0};
}

// A file of one list whose like is not in the other; NULL: there is none.
static const struct json_value *missing_from(const struct json_value *other, const struct json_value *list) {
    for (size_t i = 0; i < list->count; i++) {
        bool found = false;
        for (size_t k = 0; !found && k < other->count; k++)
            found = slice_order(digest_of(list->members[i].value), digest_of(other->members[k].value)) == 0;
        if (!found) return list->members[i].value;
    }
    return NULL;
}

static const char *file_text(struct sums *t, const struct json_value *file) {
    struct text out = {0};
    const struct json_value *path = file ? json_member_of(file, slice_of("path")) : NULL;
    if (!file) return "-";
    if (path) text_add(&out, path->text.text, path->text.length);
    text_format(&out, " sha256:%.12s…", shown(t, json_member_of(file, slice_of("sha256"))));
    return text_keep(&out, t->arena);
}

static bool same_files(struct sums *t, const struct json_value *a, const struct json_value *b) {
    const struct json_value *one = missing_from(b, a), *other = missing_from(a, b);
    if (!one && !other) return true;
    return clash(t, rule_here(t), file_text(t, one), file_text(t, other));
}

static bool has_key(const struct json_value *a, const struct json_value *b, const char *names) {
    for (const char *name = names; *name; name += *name == ',') {
        struct slice word = {name, (uint32_t)strcspn(name, ",")};
        const struct json_value *x = json_member_of(a, word), *y = json_member_of(b, word);
        if (!x != !y || (x && !json_equal(x, y))) return false;
        name += word.length;
    }
    return true;
}

static struct json_value *find_element(const struct json_value *list, const struct json_value *like, const char *key) {
    for (size_t i = 0; i < list->count; i++)
        if (has_key(list->members[i].value, like, key)) return list->members[i].value;
    return NULL;
}

static bool add_value(struct sums *t, struct json_value *to, struct json_value *v);

static bool add_elements(struct sums *t, struct json_value *to, const struct json_value *list, const char *key) {
    bool good = true;
    enter(t, slice_of("*"));
    for (size_t i = 0; good && i < list->count; i++) {
        struct json_value *v = list->members[i].value, *same = find_element(to, v, key);
        if (same) good = add_value(t, same, v);
        else ARENA_PUSH(t->arena, to->members, to->count, list->members[i]);
    }
    leave(t);
    return good;
}

static bool must_be_there(enum tally_how how) { return how == TALLY_SAME || how == TALLY_DIGESTS; }

// What only the total has.
static bool check_absent(struct sums *t, const struct json_value *to, const struct json_value *v) {
    bool good = true;
    for (size_t i = 0; good && i < to->count; i++) {
        const struct json_member *m = &to->members[i];
        if (json_member_of(v, m->name)) continue;
        enter(t, m->name);
        if (must_be_there(rule_here(t)->how)) good = clash_values(t, m->value, NULL);
        leave(t);
    }
    return good;
}

static bool add_member(struct sums *t, struct json_value *to, const struct json_member *m) {
    struct json_value *same = json_member_of(to, m->name);
    bool good = true;
    whole n;
    enter(t, m->name);
    if (same) good = add_value(t, same, m->value);
    else if (must_be_there(rule_here(t)->how)) good = clash_values(t, NULL, m->value);
    else if (rule_here(t)->how == TALLY_ADD && !read_whole(m->value, &n)) good = clash_values(t, NULL, m->value);
    else ARENA_PUSH(t->arena, to->members, to->count, *m);
    leave(t);
    return good;
}

static bool add_members(struct sums *t, struct json_value *to, const struct json_value *v) {
    bool good = check_absent(t, to, v);
    for (size_t i = 0; good && i < v->count; i++) good = add_member(t, to, &v->members[i]);
    return good;
}

static bool add_value(struct sums *t, struct json_value *to, struct json_value *v) {
    const struct tally_rule *rule = rule_here(t);
    if (rule->how == TALLY_ADD) return add_numbers(t, to, v);
    if (to->kind != v->kind) return clash_values(t, to, v);
    switch (rule->how) {
    case TALLY_SAME: return json_equal(to, v) || clash_values(t, to, v);
    case TALLY_DIGESTS: return same_files(t, to, v);
    case TALLY_KEYED: return add_elements(t, to, v, rule->key);
    default: return add_members(t, to, v);
    }
}

static void note_left_out(struct sums *t) {
    struct text path = {0};
    put_path(&path, t);
    char *kept = text_keep(&path, t->arena);
    for (size_t i = 0; i < t->left_out_count; i++)
        if (!strcmp(t->left_out[i], kept)) return;
    ARENA_PUSH(t->arena, t->left_out, t->left_out_count, kept);
}

// A list of one's own is left there, but empty.
static bool empty(struct json_value *v) {
    v->count = 0;
    return v->kind == JSON_ARRAY;
}

// Drops what is not to be added. Whether the value stays.
static bool keep_what_adds(struct sums *t, struct json_value *v) {
    const struct tally_rule *rule = rule_here(t);
    bool told = rule->how == TALLY_NO_SUM || rule->how == TALLY_UNKNOWN;
    if (told && t->depth) note_left_out(t);
    if (t->depth && rule->how == TALLY_OWN) return empty(v);
    if (t->depth && told) return false;
    if (t->depth && rule->how != TALLY_OBJECT && rule->how != TALLY_KEYED) return true;
    size_t kept = 0;
    for (size_t i = 0; i < v->count; i++) {
        bool list = v->kind == JSON_ARRAY;
        enter(t, list ? slice_of("*") : v->members[i].name);
        if (keep_what_adds(t, v->members[i].value)) v->members[kept++] = v->members[i];
        leave(t);
    }
    v->count = kept;
    return true;
}

bool sums_add(struct sums *t, struct json_value *v) {
    keep_what_adds(t, v);
    if (t->total) return add_members(t, t->total, v);
    t->total = v;
    return true;
}

void sums_free(struct sums *t) {
    text_free(&t->clash.path);
    text_free(&t->clash.values);
}
