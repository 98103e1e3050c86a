#include "tests/unit/naive_writer.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/base/text.h"
#include "interp/value/value_text.h"

struct naive {
    const struct plan *plan;
    const struct block *block;
    const struct workspace *work;
    const struct decisions *decisions;
    enum lang lang;
    uint32_t row, scheme, offer;
    struct text *out;
};

// ---- reasons ----

struct names {
    const struct naive *n;
    char **items[3];
    size_t count[3];
};

static void add_name(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct names *names = context;
    const struct policy *p = names->n->plan->policy;
    struct text word = {0};
    text_put(&word, name_text(p, name, names->n->lang));
    if (item) text_format(&word, ".%s", name_text(p, item, names->n->lang));
    char ***items = &names->items[reason];
    *items = realloc(*items, (names->count[reason] + 1) * sizeof **items);
    (*items)[names->count[reason]++] = word.bytes;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void join_names(struct names *names, enum reason reason, bool json, struct text *out) {
    char **items = names->items[reason];
    if (items) qsort(items, names->count[reason], sizeof *items, by_name);
    for (size_t i = 0; i < names->count[reason]; i++) {
        if (i && strcmp(items[i - 1], items[i]) == 0) continue;
        if (i) text_char(out, json ? ',' : ';');
        if (json) text_json(out, items[i], strlen(items[i]));
        else text_put(out, items[i]);
    }
    for (size_t i = 0; i < names->count[reason]; i++) free(items[i]);
    free(items);
}

static void find_reasons(const struct naive *n, bool json, struct text found[3]) {
    struct names names = {.n = n};
    decision_reasons(n->decisions, n->work, n->scheme, n->offer, n->row, add_name, &names);
    for (int i = 0; i < 3; i++) join_names(&names, (enum reason)i, json, &found[i]);
}

static void put_reasons(const struct naive *n) {
    struct text found[3] = {{0}};
    find_reasons(n, false, found);
    for (int i = 0; i < 3; i++) {
        text_format(n->out, ",%s", text_string(&found[i]));
        text_free(&found[i]);
    }
}

// ---- cells ----

static void put_cell(struct text *out, const char *bytes, size_t length) {
    bool quoted = false;
    for (size_t i = 0; i < length; i++) quoted |= strchr(",\"\r\n", bytes[i]) && bytes[i];
    if (quoted) text_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"') text_char(out, '"');
        text_char(out, bytes[i]);
    }
    if (quoted) text_char(out, '"');
}

static void put_limit(struct text *out, int64_t fen) {
    uint64_t rest = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
    text_format(out, "%s%llu.%02llu", fen < 0 ? "-" : "", (unsigned long long)(rest / 100),
                (unsigned long long)(rest % 100));
}

static void put_date(const struct naive *n) {
    char date[11];
    date_format(n->plan->as_of ? n->plan->as_of : n->block->as_of[n->row], date);
    text_put(n->out, date);
}

static struct slice key_of(const struct naive *n) {
    return ((const struct slice *)n->block->columns[n->plan->policy->key->index].data)[n->row];
}

static const char *offer_name(const struct naive *n) {
    return name_text(n->plan->policy, &n->plan->schemes[n->scheme].offers[n->offer].offer->def.name, n->lang);
}
static const char *scheme_name(const struct naive *n) {
    return name_text(n->plan->policy, &n->plan->schemes[n->scheme].scheme->def.name, n->lang);
}

static bool grants(uint8_t decision) { return decision == DECISION_ELIGIBLE || decision == DECISION_REFER; }

static void put_value(const struct naive *n, const struct planned_grant *g, bool json) {
    const struct policy *p = n->plan->policy;
    struct node_value v = node_value_at(n->work, g->value, n->row);
    struct text cell = {0};
    if (v.state != STATE_KNOWN) text_put(n->out, json ? "null" : "");
    else if (json) value_put_json(n->out, p, &g->value->type, v.value, v.text, n->lang);
    else value_put_plain(&cell, p, &g->value->type, v.value, v.text, n->lang);
    if (cell.length) put_cell(n->out, cell.bytes, cell.length);
    text_free(&cell);
}

// ---- formats ----

static void put_csv_scheme(struct naive *n) {
    const struct scheme_result *s = &n->decisions->schemes[n->scheme];
    uint8_t decision = s->decision[n->row];
    n->offer = s->best[n->row];
    text_format(n->out, ",%s,", decision_names[decision][n->lang]);
    if (decision >= DECISION_NOT_APPLICABLE) {
        text_put(n->out, ",,,,");
        return;
    }
    text_format(n->out, "%s,", offer_name(n));
    if (grants(decision) && s->has_limit[n->row]) put_limit(n->out, s->limit[n->row]);
    put_reasons(n);
}

static void put_csv_row(struct naive *n) {
    const struct decisions *d = n->decisions;
    put_cell(n->out, key_of(n).text, key_of(n).length);
    text_char(n->out, ',');
    put_date(n);
    for (uint32_t g = 0; g < n->plan->policy->group_count; g++) {
        n->scheme = d->chosen[(size_t)g * d->capacity + n->row];
        put_csv_scheme(n);
    }
    text_char(n->out, '\n');
}

static void put_json_offer(const struct naive *n) {
    const struct planned_offer *p = &n->plan->schemes[n->scheme].offers[n->offer];
    uint8_t decision = n->decisions->schemes[n->scheme].offers[n->offer].decision[n->row];
    struct text found[3] = {{0}};
    find_reasons(n, true, found);
    text_json(n->out, offer_name(n), strlen(offer_name(n)));
    text_format(n->out, ":{\"decision\":\"%s\",\"failed\":[%s],", decision_names[decision][LANG_EN],
                text_string(&found[0]));
    text_format(n->out, "\"missing\":[%s],\"refer\":[%s],\"grants\":{", text_string(&found[2]), text_string(&found[1]));
    for (uint32_t g = 0; grants(decision) && g < p->grant_count; g++) {
        const char *name = name_text(n->plan->policy, &p->grants[g].grant->def.name, n->lang);
        if (g) text_char(n->out, ',');
        text_json(n->out, name, strlen(name));
        text_char(n->out, ':');
        put_value(n, &p->grants[g], true);
    }
    text_put(n->out, "}}");
    for (int i = 0; i < 3; i++) text_free(&found[i]);
}

static void put_json_scheme(struct naive *n) {
    const struct scheme_result *s = &n->decisions->schemes[n->scheme];
    uint8_t decision = s->decision[n->row];
    text_json(n->out, scheme_name(n), strlen(scheme_name(n)));
    text_format(n->out, ":{\"decision\":\"%s\",\"limit\":", decision_names[decision][LANG_EN]);
    if (grants(decision) && s->has_limit[n->row]) put_limit(n->out, s->limit[n->row]);
    else text_put(n->out, "null");
    text_put(n->out, ",\"offers\":{");
    for (n->offer = 0; n->offer < s->planned->offer_count; n->offer++) {
        if (n->offer) text_char(n->out, ',');
        put_json_offer(n);
    }
    text_put(n->out, "}}");
}

static void put_json_row(struct naive *n) {
    const struct decisions *d = n->decisions;
    text_put(n->out, "{\"id\":");
    text_json(n->out, key_of(n).text, key_of(n).length);
    text_put(n->out, ",\"as_of\":\"");
    put_date(n);
    text_put(n->out, "\",\"schemes\":{");
    for (uint32_t g = 0; g < n->plan->policy->group_count; g++) {
        if (g) text_char(n->out, ',');
        n->scheme = d->chosen[(size_t)g * d->capacity + n->row];
        put_json_scheme(n);
    }
    text_put(n->out, "}}\n");
}

// The grants' columns, which depend on more than one offer, are left to the golden files.
static void put_long_offer(const struct naive *n) {
    const struct planned_offer *p = &n->plan->schemes[n->scheme].offers[n->offer];
    uint8_t decision = n->decisions->schemes[n->scheme].offers[n->offer].decision[n->row];
    put_cell(n->out, key_of(n).text, key_of(n).length);
    text_char(n->out, ',');
    put_date(n);
    text_format(n->out, ",%s,%s,%s,", scheme_name(n), offer_name(n), decision_names[decision][n->lang]);
    for (uint32_t g = 0; grants(decision) && g < p->grant_count; g++)
        if (p->grants[g].is_limit) put_value(n, &p->grants[g], false);
    put_reasons(n);
    text_char(n->out, '\n');
}

static void put_long_row(struct naive *n) {
    const struct decisions *d = n->decisions;
    for (uint32_t g = 0; g < n->plan->policy->group_count; g++) {
        n->scheme = d->chosen[(size_t)g * d->capacity + n->row];
        for (n->offer = 0; n->offer < n->plan->schemes[n->scheme].offer_count; n->offer++) put_long_offer(n);
    }
}

// ---- comparison ----

static const enum result_format formats[WRITTEN_FORMATS] = {RESULTS_CSV, RESULTS_JSONL, RESULTS_LONG};

void written_open(struct written *w, const struct plan *plan) {
    w->plan = plan;
    for (int f = 0; f < WRITTEN_FORMATS; f++)
        for (int lang = 0; lang < 2; lang++) {
            w->writers[f][lang] = writer_new(plan, formats[f], (enum lang)lang);
            ck_assert_ptr_nonnull(w->writers[f][lang]);
        }
}

void written_close(struct written *w) {
    for (int f = 0; f < WRITTEN_FORMATS; f++)
        for (int lang = 0; lang < 2; lang++) writer_free(w->writers[f][lang]);
}

static size_t line_length(const char *line) { return strcspn(line, "\n") + 1; }

// A line of the long format goes on with the grants.
static void same_lines(const char *naive, const char *found, enum result_format format) {
    while (*naive && *found) {
        size_t expected = line_length(naive), length = line_length(found);
        size_t same = format == RESULTS_LONG ? expected - 1 : expected;
        if (strncmp(naive, found, same) || (format == RESULTS_LONG && !strchr(",\n", found[same])))
            ck_abort_msg("format %d: expected\n%.*sbut it is\n%.*s", (int)format, (int)expected, naive, (int)length,
                         found);
        naive += expected;
        found += length;
    }
    ck_assert_msg(*naive == *found, "format %d: not as many lines", (int)format);
}

static void check_one(struct writer *writer, struct naive *n, enum result_format format) {
    struct text found = {0};
    writer_block(writer, n->block, n->work, n->decisions, &found);
    ck_assert(!found.failed);
    for (n->row = 0; n->row < n->decisions->rows; n->row++) {
        if (n->decisions->fault[n->row]) continue;
        if (format == RESULTS_CSV) put_csv_row(n);
        else if (format == RESULTS_JSONL) put_json_row(n);
        else put_long_row(n);
    }
    same_lines(text_string(n->out), text_string(&found), format);
    text_free(&found);
}

void written_check(struct written *w, const struct block *b, const struct workspace *work, const struct decisions *d) {
    for (int f = 0; f < WRITTEN_FORMATS; f++)
        for (int lang = 0; lang < 2; lang++) {
            struct text out = {0};
            struct naive n = {
                .plan = w->plan, .block = b, .work = work, .decisions = d, .lang = (enum lang)lang, .out = &out};
            check_one(w->writers[f][lang], &n, formats[f]);
            text_free(&out);
        }
}
