#include "interp/tally/json_tree.h"

#include "interp/data/jsonl/scan.h"
#include "interp/data/record/scan.h"

struct tree_reader {
    struct json_reader json;
    struct arena *arena;
};

static struct json_value *read_value(struct tree_reader *r, unsigned depth);

static struct json_value *new_value(struct tree_reader *r, enum json_kind kind) {
    struct json_value *v = ARENA_NEW(r->arena, struct json_value);
    v->kind = kind;
    return v;
}

static bool add_member(struct tree_reader *r, struct json_value *to, struct slice name, unsigned depth) {
    struct json_value *value = read_value(r, depth);
    if (!value) return false;
    ARENA_PUSH(r->arena, to->members, to->count, ((struct json_member){name, value}));
    return true;
}

static struct json_value *read_array(struct tree_reader *r, unsigned depth) {
    struct json_value *v = new_value(r, JSON_ARRAY);
    if (json_take(&r->json, ']')) return v;
    do
        if (!add_member(r, v, (struct slice){"", 0}, depth)) return NULL;
    while (json_take(&r->json, ','));
    return json_expect(&r->json, ']') ? v : NULL;
}

static bool read_member(struct tree_reader *r, struct json_value *to, unsigned depth) {
    struct slice name;
    json_blank(&r->json);
    const char *at = r->json.at;
    if (!json_string(&r->json, &name) || !json_expect(&r->json, ':')) return false;
    if (json_member_of(to, name)) return json_fail(&r->json, DIAG_JSON_DUPLICATE, at);
    return add_member(r, to, name, depth);
}

static struct json_value *read_object(struct tree_reader *r, unsigned depth) {
    struct json_value *v = new_value(r, JSON_OBJECT);
    if (json_take(&r->json, '}')) return v;
    do
        if (!read_member(r, v, depth)) return NULL;
    while (json_take(&r->json, ','));
    return json_expect(&r->json, '}') ? v : NULL;
}

static bool read_word(struct tree_reader *r, struct slice *text) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!json_word(&r->json, words[i])) continue;
        *text = slice_of(words[i]);
        return true;
    }
    return false;
}

static struct json_value *read_value(struct tree_reader *r, unsigned depth) {
    struct json_reader *j = &r->json;
    struct slice text;
    json_blank(j);
    if (depth >= JSON_MAX_DEPTH) return json_fail(j, DIAG_JSON_DEEP, j->at), NULL;
    if (json_take(j, '[')) return read_array(r, depth + 1);
    if (json_take(j, '{')) return read_object(r, depth + 1);
    bool quoted = j->at < j->end && *j->at == '"', word = !quoted && read_word(r, &text);
    if (!word && !(quoted ? json_string(j, &text) : json_number(j, &text))) return NULL;
    struct json_value *v = new_value(r, quoted ? JSON_STRING : word ? JSON_WORD : JSON_NUMBER);
    v->text = text;
    return v;
}

// Lines are of no meaning, and end what is read.
static char *copy_of(struct arena *a, const char *bytes, size_t length) {
    char *copy = arena_alloc(a, length + 1 + SCAN_PADDING);
    for (size_t i = 0; i < length; i++) copy[i] = (char)(bytes[i] == '\n' ? ' ' : bytes[i]);
    copy[length] = '\n';
    return copy;
}

static struct json_value *fail(struct json_trouble *trouble, enum diag_id id, size_t at) {
    *trouble = (struct json_trouble){id, at};
    return NULL;
}

struct json_value *json_tree_read(struct arena *a, const char *bytes, size_t length, struct json_trouble *trouble) {
    size_t good = scan_utf8(bytes, length);
    if (good < length) return fail(trouble, bytes[good] ? DIAG_RECORD_NOT_UTF8 : DIAG_RECORD_NUL, good);
    char *copy = copy_of(a, bytes, length);
    struct tree_reader r = {{.at = copy, .end = copy + length, .spill = arena_alloc(a, length + 1)}, a};
    struct json_value *v = read_value(&r, 0);
    json_blank(&r.json);
    if (v && r.json.at < r.json.end) json_fail(&r.json, DIAG_JSON_SYNTAX, r.json.at);
    if (!r.json.fault) return v;
    return fail(trouble, r.json.fault, (size_t)(r.json.fault_at - copy));
}

struct json_value *json_member_of(const struct json_value *object, struct slice name) {
    for (size_t i = 0; i < object->count; i++)
        if (slice_order(object->members[i].name, name) == 0) return object->members[i].value;
    return NULL;
}

bool json_equal(const struct json_value *a, const struct json_value *b) {
    if (a->kind != b->kind || a->count != b->count || slice_order(a->text, b->text)) return false;
    for (size_t i = 0; i < a->count; i++)
        if (slice_order(a->members[i].name, b->members[i].name) ||
            !json_equal(a->members[i].value, b->members[i].value))
            return false;
    return true;
}

static void put_members(struct text *out, const struct json_value *v) {
    text_char(out, v->kind == JSON_ARRAY ? '[' : '{');
    for (size_t i = 0; i < v->count; i++) {
        if (i) text_char(out, ',');
        if (v->kind == JSON_OBJECT) text_json(out, v->members[i].name.text, v->members[i].name.length);
        if (v->kind == JSON_OBJECT) text_char(out, ':');
        json_tree_put(out, v->members[i].value);
    }
    text_char(out, v->kind == JSON_ARRAY ? ']' : '}');
}

void json_tree_put(struct text *out, const struct json_value *v) {
    if (v->kind == JSON_OBJECT || v->kind == JSON_ARRAY) put_members(out, v);
    else if (v->kind == JSON_STRING) text_json(out, v->text.text, v->text.length);
    else text_add(out, v->text.text, v->text.length);
}
