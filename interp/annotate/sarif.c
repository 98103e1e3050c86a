// SARIF 2.1.0 (OASIS): a log with one run.
#include <ctype.h>
#include <string.h>

#include "grammar/base/json.h"
#include "grammar/base/sha256.h"
#include "grammar/diag/page.h"
#include "interp/annotate/annotate.h"

static const char *const levels[] = {"error", "warning", "note"};

typedef char fingerprint[SHA256_DIGITS + 1];

struct sarif {
    struct json_writer j;
    const struct annotations *a;
    uint32_t *rules;      // by id
    fingerprint *prints;  // of each finding
};

// ---- texts and places

static void put_text(struct json_writer *j, const char *name, const struct text *value) {
    struct text clean = {0};
    diag_put_shown(&clean, text_string(value), value->length);
    json_open_object(j, name);
    json_put_bytes(j, "text", text_string(&clean), clean.length);
    json_close_object(j);
    j->out->failed |= clean.failed || value->failed;
    text_free(&clean);
}

// A reference, relative where the path is. All but what RFC 3986 leaves free is escaped, bytes that are no UTF-8 too.
static void put_uri(struct text *out, const char *path) {
    if (*path == '/') text_put(out, "file://");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = c < 0x80 && (isalnum(c) || strchr("/-._~", c));
        if (plain) text_char(out, *path);
        else text_format(out, "%%%02X", c);
    }
}

static void put_artifact(struct json_writer *j, const struct source_set *sources, uint32_t source) {
    struct text uri = {0};
    put_uri(&uri, sources->items[source]->path);
    json_open_object(j, "artifactLocation");
    json_put_string(j, "uri", text_string(&uri));
    json_close_object(j);
    j->out->failed |= uri.failed;
    text_free(&uri);
}

static void put_region(struct json_writer *j, const char *name, struct source_set *sources, struct span at) {
    struct location from = source_locate(sources, at);
    struct location to = source_locate(sources, (struct span){at.source, at.offset + at.length, 0});
    json_open_object(j, name);
    json_put_int(j, "startLine", from.line);
    json_put_int(j, "startColumn", from.column);
    json_put_int(j, "endLine", to.line);
    json_put_int(j, "endColumn", to.column);
    json_close_object(j);
}

static void put_physical(struct json_writer *j, struct source_set *sources, struct span at) {
    json_open_object(j, "physicalLocation");
    put_artifact(j, sources, at.source);
    put_region(j, "region", sources, at);
    json_close_object(j);
}

static void put_locations(struct sarif *s, const struct diag *d) {
    json_open_array(&s->j, "locations");
    if (annotate_is_placed(s->a->sources, d->at)) {
        json_open_object(&s->j, NULL);
        put_physical(&s->j, s->a->sources, d->at);
        json_close_object(&s->j);
    }
    json_close_array(&s->j);
}

static void put_related(struct sarif *s, const struct diag_label *label) {
    if (label->id == DIAG_NONE || !annotate_is_placed(s->a->sources, label->at)) return;
    struct text words = {0};
    json_open_array(&s->j, "relatedLocations");
    json_open_object(&s->j, NULL);
    json_put_int(&s->j, "id", 1);
    put_physical(&s->j, s->a->sources, label->at);
    diag_message(&words, s->a->lang, label->id, label->args);
    put_text(&s->j, "message", &words);
    json_close_object(&s->j);
    json_close_array(&s->j);
    text_free(&words);
}

// ---- rules: a code each, in the order in which they are first said

static bool said_before(const struct annotations *a, uint32_t i) {
    for (uint32_t k = 0; k < i; k++)
        if (a->items[k]->id == a->items[i]->id) return true;
    return false;
}

static void put_rule(struct sarif *s, enum diag_id id) {
    const struct diag_info *info = diag_info(id);
    struct text words = {0};
    diag_put_template(&words, s->a->lang, id);
    json_open_object(&s->j, NULL);
    json_put_string(&s->j, "id", info->code);
    put_text(&s->j, "shortDescription", &words);
    json_open_object(&s->j, "defaultConfiguration");
    json_put_string(&s->j, "level", levels[info->severity]);
    json_close_object(&s->j);
    json_close_object(&s->j);
    text_free(&words);
}

static void put_rules(struct sarif *s) {
    uint32_t count = 0;
    json_open_array(&s->j, "rules");
    for (uint32_t i = 0; i < s->a->count; i++) {
        enum diag_id id = s->a->items[i]->id;
        if (said_before(s->a, i)) continue;
        s->rules[id] = count++;
        put_rule(s, id);
    }
    json_close_array(&s->j);
}

static void put_tool(struct sarif *s) {
    json_open_object(&s->j, "tool");
    json_open_object(&s->j, "driver");
    json_put_string(&s->j, "name", "pol");
    json_put_string(&s->j, "version", POL_VERSION);
    put_rules(s);
    json_close_object(&s->j);
    json_close_object(&s->j);
}

// ---- fingerprints

// The lines that are meant without their blanks, so that neither what is put before them nor `pol fmt` changes it.
static void add_lines(struct sha256 *sha, const struct source *file, struct span at) {
    size_t from = at.offset < file->size ? at.offset : file->size, to = from + at.length;
    while (from && file->bytes[from - 1] != '\n') from--;
    while (to < file->size && file->bytes[to] != '\n') to++;
    for (; from < to && from < file->size; from++)
        if (!isspace((unsigned char)file->bytes[from])) sha256_add(sha, file->bytes + from, 1);
}

static void print_of(const struct annotations *a, const struct diag *d, fingerprint print) {
    struct sha256 sha;
    const char *code = diag_info(d->id)->code;
    sha256_begin(&sha);
    sha256_add(&sha, code, strlen(code) + 1);
    if (annotate_is_placed(a->sources, d->at)) {
        const struct source *file = a->sources->items[d->at.source];
        sha256_add(&sha, file->path, strlen(file->path) + 1);
        add_lines(&sha, file, d->at);
    }
    sha256_end(&sha, print);
}

// Of several of one code on lines that are the same each has its number behind the print.
static void put_print(struct sarif *s, uint32_t i) {
    uint32_t before = 0;
    struct text print = {0};
    for (uint32_t k = 0; k < i; k++) before += memcmp(s->prints[k], s->prints[i], SHA256_DIGITS) == 0;
    text_format(&print, "%s:%u", s->prints[i], before + 1);
    json_open_object(&s->j, "partialFingerprints");
    json_put_string(&s->j, "pol/v1", text_string(&print));
    json_close_object(&s->j);
    s->j.out->failed |= print.failed;
    text_free(&print);
}

// ---- findings

// An empty list says that nothing suppresses it, where there are others that something does.
static void put_suppressions(struct sarif *s, const struct diag *d) {
    json_open_array(&s->j, "suppressions");
    if (d->accepted) {
        struct text why = {0};
        diag_put_shown(&why, d->accepted, strlen(d->accepted));
        json_open_object(&s->j, NULL);
        json_put_string(&s->j, "kind", "inSource");
        json_put_bytes(&s->j, "justification", text_string(&why), why.length);
        json_open_object(&s->j, "location");
        put_physical(&s->j, s->a->sources, d->accepted_at);
        json_close_object(&s->j);
        json_close_object(&s->j);
        s->j.out->failed |= why.failed;
        text_free(&why);
    }
    json_close_array(&s->j);
}

// What stands there goes, and what is to be comes.
static void put_replacement(struct sarif *s, const struct diag_fix *fix) {
    struct text words = {0};
    text_put(&words, diag_fix_text(s->a->sources, fix));
    json_open_array(&s->j, "replacements");
    json_open_object(&s->j, NULL);
    put_region(&s->j, "deletedRegion", s->a->sources, fix->at);
    if (words.length) put_text(&s->j, "insertedContent", &words);
    json_close_object(&s->j);
    json_close_array(&s->j);
    text_free(&words);
}

static void put_fixes(struct sarif *s, const struct diag *d) {
    struct text hint = {0};
    if (!d->fix || d->accepted) return;
    diag_message(&hint, s->a->lang, d->hint, d->hint_args);
    json_open_array(&s->j, "fixes");
    json_open_object(&s->j, NULL);
    put_text(&s->j, "description", &hint);
    json_open_array(&s->j, "artifactChanges");
    json_open_object(&s->j, NULL);
    put_artifact(&s->j, s->a->sources, d->fix->at.source);
    put_replacement(s, d->fix);
    json_close_object(&s->j);
    json_close_array(&s->j);
    json_close_object(&s->j);
    json_close_array(&s->j);
    text_free(&hint);
}

static void put_result(struct sarif *s, uint32_t i) {
    const struct diag *d = s->a->items[i];
    struct text message = {0};
    text_char(s->j.out, '\n');
    json_open_object(&s->j, NULL);
    json_put_string(&s->j, "ruleId", diag_info(d->id)->code);
    json_put_int(&s->j, "ruleIndex", s->rules[d->id]);
    json_put_string(&s->j, "level", levels[diag_info(d->id)->severity]);
    annotate_message(&message, s->a->lang, d);
    put_text(&s->j, "message", &message);
    put_locations(s, d);
    put_related(s, &d->label);
    put_print(s, i);
    put_suppressions(s, d);
    put_fixes(s, d);
    json_close_object(&s->j);
    text_free(&message);
}

static void put_invocation(struct sarif *s) {
    json_open_array(&s->j, "invocations");
    json_open_object(&s->j, NULL);
    json_put_bool(&s->j, "executionSuccessful", s->a->whole);
    json_close_object(&s->j);
    json_close_array(&s->j);
}

static void put_run(struct sarif *s) {
    json_open_object(&s->j, NULL);
    put_tool(s);
    put_invocation(s);
    json_put_string(&s->j, "columnKind", "unicodeCodePoints");
    json_open_array(&s->j, "results");
    for (uint32_t i = 0; i < s->a->count; i++) put_result(s, i);
    json_close_array(&s->j);
    json_close_object(&s->j);
}

void annotate_sarif(struct text *out, const struct annotations *a) {
    struct arena *arena = a->sources->arena;
    struct sarif s = {.j = {.out = out}, .a = a};
    s.rules = ARENA_ARRAY(arena, uint32_t, DIAG_COUNT);
    s.prints = ARENA_ARRAY(arena, fingerprint, (size_t)a->count + 1);
    for (uint32_t i = 0; i < a->count; i++) print_of(a, a->items[i], s.prints[i]);
    json_open_object(&s.j, NULL);
    json_put_string(&s.j, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_put_string(&s.j, "version", "2.1.0");
    json_open_array(&s.j, "runs");
    put_run(&s);
    json_close_array(&s.j);
    json_close_object(&s.j);
    text_char(out, '\n');
}
