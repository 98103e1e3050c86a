#include "interp/tally/add.h"

#include <string.h>

#include "interp/tally/digests.h"
#include "interp/tally/json_edit.h"

#define SHOWN_MOST 160u  // of a value in a message, in bytes

static void enter(struct sums *t, struct slice name) { t->path[t->depth++] = name; }

static void leave(struct sums *t) { t->depth--; }

static const struct sum_rule *rule_here(const struct sums *t) { return sum_rule_of(t->path, t->depth); }

static void put_path(struct text *out, const struct sums *t) {
    for (size_t i = 0; i < t->depth; i++) {
        if (i) text_char(out, '.');
        text_add(out, t->path[i].text, t->path[i].length);
    }
}

static bool clash(struct sums *t, const struct sum_rule *rule, const char *one, const char *other) {
    t->clash.rule = rule;
    put_path(&t->clash.path, t);
    text_format(&t->clash.values, "%s / %s", one, other);
    return false;
}

// Of what is nothing: a dash.
static const char *shown(struct sums *t, const struct json_value *v) {
    struct text out = {0};
    if (!v || (v->kind == JSON_WORD && slice_order(v->text, slice_of("null")) == 0)) return "-";
    if (v->kind == JSON_STRING) text_add(&out, v->text.text, v->text.length);
    else json_tree_put(&out, v);
    if (out.length > SHOWN_MOST) text_free(&out), text_put(&out, "…");
    return text_keep(&out, t->arena);
}

static bool clash_values(struct sums *t, const struct json_value *a, const struct json_value *b) {
    return clash(t, rule_here(t), shown(t, a), shown(t, b));
}

static bool add_numbers(struct sums *t, struct json_value *to, const struct json_value *v) {
    json_whole a, b, sum;
    bool good = to->kind == v->kind && json_read_whole(to, &a) && json_read_whole(v, &b) &&
                !__builtin_add_overflow(a, b, &sum);
    if (!good) return clash_values(t, to, v);
    to->text = json_whole_text(t->arena, sum);
    return to->text.length <= JSON_MOST_DIGITS || clash_values(t, to, v);
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
        else json_push(t->arena, to, v);
    }
    leave(t);
    return good;
}

static bool add_placed(struct sums *t, struct json_value *to, const struct json_value *list) {
    bool good = to->count == list->count || clash(t, rule_here(t), "…", "…");
    enter(t, slice_of("*"));
    for (size_t i = 0; good && i < list->count; i++) good = add_value(t, to->members[i].value, list->members[i].value);
    leave(t);
    return good;
}

static bool has_same_keys(const struct json_value *a, const struct json_value *b, const char *key) {
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) same = has_key(a->members[i].value, b->members[i].value, key);
    return same;
}

static void note_left_out(struct sums *t) {
    struct text path = {0};
    put_path(&path, t);
    char *kept = text_keep(&path, t->arena);
    for (size_t i = 0; i < t->left_out_count; i++)
        if (!strcmp(t->left_out[i], kept)) return;
    ARENA_PUSH(t->arena, t->left_out, t->left_out_count, kept);
}

// What is parted otherwise in each file can't be told of the whole.
static bool add_rows(struct sums *t, struct json_value *to, const struct json_value *list, const char *key) {
    if (to->kind == JSON_ARRAY && list->kind == JSON_ARRAY && has_same_keys(to, list, key))
        return add_placed(t, to, list);
    if (!t->parted.length) t->parted = t->path[t->depth - 1];
    *to = *json_new(t->arena, JSON_WORD, slice_of("null"));
    return true;
}

static bool add_sorted(struct sums *t, struct json_value *to, struct json_value *list, const char *key) {
    struct json_value *all = json_new(t->arena, JSON_ARRAY, (struct slice){"", 0});
    bool good = true;
    size_t i = 0, k = 0;
    enter(t, slice_of("*"));
    while (good && (i < to->count || k < list->count)) {
        struct json_value *a = i < to->count ? to->members[i].value : NULL;
        struct json_value *b = k < list->count ? list->members[k].value : NULL;
        json_whole x = a ? json_whole_in(a, key) : 0, y = b ? json_whole_in(b, key) : 0;
        bool first = a && (!b || x <= y), second = b && (!a || y <= x);
        i += first, k += second;
        if (first && second) good = add_value(t, a, b);
        json_push(t->arena, all, first ? a : b);
    }
    leave(t);
    to->members = all->members;
    to->count = all->count;
    return good;
}

static bool add_inputs(struct sums *t, struct json_value *to, const struct json_value *list) {
    const char *differs[2];
    if (!digests_agree(t->arena, to, list, differs)) return clash(t, rule_here(t), differs[0], differs[1]);
    if (!t->again.length) t->again = digests_again(to, list);
    digests_join(t->arena, to, list);
    return true;
}

static bool take_least(struct json_value *to, const struct json_value *v) {
    json_whole a, b;
    bool known = json_read_whole(to, &a);
    if (json_read_whole(v, &b) && (!known || b < a)) *to = *v;
    return true;
}

static bool must_be_there(enum sum_how how) { return how == TALLY_SAME || how == TALLY_FILES; }

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
    json_whole n;
    enter(t, m->name);
    if (same) good = add_value(t, same, m->value);
    else if (must_be_there(rule_here(t)->how)) good = clash_values(t, NULL, m->value);
    else if (rule_here(t)->how == TALLY_ADD && !json_read_whole(m->value, &n)) good = clash_values(t, NULL, m->value);
    else ARENA_PUSH(t->arena, to->members, to->count, *m);
    leave(t);
    return good;
}

static bool add_members(struct sums *t, struct json_value *to, const struct json_value *v) {
    bool good = check_absent(t, to, v);
    for (size_t i = 0; good && i < v->count; i++) good = add_member(t, to, &v->members[i]);
    return good;
}

static bool add_list(struct sums *t, struct json_value *to, struct json_value *v, const struct sum_rule *rule) {
    switch (rule->how) {
    case TALLY_FILES: return add_inputs(t, to, v);
    case TALLY_KEYED: return add_elements(t, to, v, rule->key);
    case TALLY_SORTED: return add_sorted(t, to, v, rule->key);
    case TALLY_PLACED: return add_placed(t, to, v);
    default: break;
    }
    for (size_t i = 0; i < v->count; i++) json_push(t->arena, to, v->members[i].value);
    return true;
}

static bool add_value(struct sums *t, struct json_value *to, struct json_value *v) {
    const struct sum_rule *rule = rule_here(t);
    switch (rule->how) {
    case TALLY_ADD: return add_numbers(t, to, v);
    case TALLY_FIRST: return true;
    case TALLY_LEAST: return take_least(to, v);
    case TALLY_ROWS: return add_rows(t, to, v, rule->key);
    case TALLY_SAME: return json_equal(to, v) || clash_values(t, to, v);
    default: break;
    }
    if (to->kind != v->kind) return clash_values(t, to, v);
    return to->kind == JSON_ARRAY ? add_list(t, to, v, rule) : add_members(t, to, v);
}

// A list of one's own is left there, but empty.
static bool empty(struct json_value *v) {
    v->count = 0;
    return v->kind == JSON_ARRAY;
}

static bool is_parted(enum sum_how how) {
    return how == TALLY_OBJECT || how == TALLY_KEYED || how == TALLY_SORTED || how == TALLY_PLACED || how == TALLY_ROWS;
}

// Drops what is not to be added. Whether the value stays.
static bool keep_what_adds(struct sums *t, struct json_value *v) {
    const struct sum_rule *rule = rule_here(t);
    bool told = rule->how == TALLY_NO_SUM || rule->how == TALLY_UNKNOWN;
    if (told && t->depth) note_left_out(t);
    if (t->depth && rule->how == TALLY_OWN) return empty(v);
    if (t->depth && told) return false;
    if (t->depth && !is_parted(rule->how)) return true;
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

bool sums_of_whatif(const struct json_value *v) { return json_member_of(v, slice_of("method")) != NULL; }

static const char *command_of(const struct json_value *v) { return sums_of_whatif(v) ? "pol whatif" : "pol eval"; }

// What made them first: it says best why the rest is another.
static bool check_stamps(struct sums *t, struct json_value *v) {
    static const struct sum_rule command = {"", TALLY_SAME, NULL, {"the command that wrote them", "写出文件的命令"}};
    struct slice name = slice_of("stamp");
    struct json_value *to = json_member_of(t->total, name), *stamp = json_member_of(v, name);
    if (sums_of_whatif(t->total) != sums_of_whatif(v)) return clash(t, &command, command_of(t->total), command_of(v));
    enter(t, name);
    bool good = to->kind == JSON_OBJECT && stamp->kind == JSON_OBJECT ? add_members(t, to, stamp)
                                                                      : clash_values(t, to, stamp);
    leave(t);
    json_drop(v, "stamp");
    return good;
}

bool sums_add(struct sums *t, struct json_value *v) {
    keep_what_adds(t, v);
    if (t->total) return check_stamps(t, v) && add_members(t, t->total, v);
    t->total = v;
    return true;
}

void sums_free(struct sums *t) {
    text_free(&t->clash.path);
    text_free(&t->clash.values);
}
