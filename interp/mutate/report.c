#include "interp/mutate/report.h"

#include "grammar/base/json.h"
#include "grammar/base/path.h"
#include "interp/report/words.h"

struct mutant_sums mutation_sums(const struct mutation *m) {
    struct mutant_sums sums = {0};
    const struct mutant *mutants = mutation_mutants(m, &sums.all);
    for (uint32_t i = 0; i < sums.all; i++) sums.by_fate[mutants[i].fate]++;
    return sums;
}

// ---- one, as a message

static const enum phrase_id parts[] = {
    [DROPPED_OPERAND] = WORDS_MUTATE_OPERAND, [DROPPED_RULE] = WORDS_MUTATE_RULE,
    [DROPPED_ROW] = WORDS_MUTATE_ROW,         [DROPPED_WAIVER] = WORDS_MUTATE_WAIVER,
    [DROPPED_FILTER] = WORDS_MUTATE_FILTER,   [DROPPED_MEMBER] = WORDS_MUTATE_MEMBER,
    [DROPPED_KEY] = WORDS_MUTATE_KEY,         [DROPPED_CONDITION] = WORDS_MUTATE_CONDITION,
};

static struct diag diag_of(const struct mutant *mutant, enum lang lang) {
    struct diag d = {.id = DIAG_MUTANT_CHANGED, .at = mutant->at, .witness = mutant->witness};
    d.args[0] = (struct diag_arg){mutant->was, NULL};
    d.args[1] = (struct diag_arg){mutant->now, NULL};
    if (mutant->kind == MUTANT_NEGATE) d.id = DIAG_MUTANT_NEGATED;
    if (mutant->kind == MUTANT_SWAP) d.id = DIAG_MUTANT_SWAPPED;
    if (mutant->kind == MUTANT_DROP) d.id = DIAG_MUTANT_DROPPED;
    if (mutant->kind == MUTANT_DROP) d.args[0] = (struct diag_arg){words_text(lang, parts[mutant->part]), NULL};
    return d;
}

static const char *kind_name(enum mutant_kind kind) {
    static const char *const names[] = {"value", "compare", "connect", "negate", "round", "drop", "swap", "strength"};
    return names[kind];
}

// ---- text

static void put_sum(struct text *out, enum lang lang, enum phrase_id said, uint32_t count) {
    words_put(out, lang, said, number_text(count).text, NULL);
}

void mutation_write_text(struct text *out, const struct mutation *m, const struct policy *policy, enum lang lang) {
    struct mutant_sums sums = mutation_sums(m);
    const struct mutant *mutants = mutation_mutants(m, &sums.all);
    for (uint32_t i = 0; i < sums.all; i++) {
        const struct diag d = diag_of(&mutants[i], lang);
        if (mutants[i].fate == FATE_SURVIVED) diag_render(out, lang, policy->sources, &d);
    }
    put_sum(out, lang, WORDS_MUTATE_ALL_TRIED, sums.all);
    put_sum(out, lang, WORDS_MUTATE_NOTICED, sums.by_fate[FATE_NOTICED]);
    put_sum(out, lang, WORDS_MUTATE_SAME, sums.by_fate[FATE_SAME]);
    put_sum(out, lang, WORDS_MUTATE_SURVIVED, sums.by_fate[FATE_SURVIVED]);
    text_char(out, '\n');
}

// ---- JSON

static void put_survivor(struct json_writer *j, const struct mutant *mutant, const struct policy *policy,
                         enum lang lang) {
    const struct diag d = diag_of(mutant, lang);
    struct location where = source_locate(policy->sources, mutant->at);
    struct text message = {0};
    diag_message(&message, lang, d.id, d.args);
    json_open_object(j, NULL);
    json_put_place(j, policy->sources->items[mutant->at.source]->path, where.line, where.column);
    json_put_string(j, "kind", kind_name(mutant->kind));
    json_put_string(j, "was", mutant->was);
    json_put_string(j, "now", mutant->now);
    json_put_string(j, "message", text_string(&message));
    diag_put_witness(j, lang, mutant->witness);
    json_close_object(j);
    j->out->failed |= message.failed;
    text_free(&message);
}

void mutation_write_json(struct text *out, const struct mutation *m, const struct policy *policy, enum lang lang) {
    struct json_writer j = {.out = out};
    struct mutant_sums sums = mutation_sums(m);
    const struct mutant *mutants = mutation_mutants(m, &sums.all);
    json_open_object(&j, NULL);
    json_put_int(&j, "mutants", sums.all);
    json_put_int(&j, "noticed", sums.by_fate[FATE_NOTICED]);
    json_put_int(&j, "same", sums.by_fate[FATE_SAME]);
    json_put_int(&j, "survived", sums.by_fate[FATE_SURVIVED]);
    json_open_array(&j, "survivors");
    for (uint32_t i = 0; i < sums.all; i++)
        if (mutants[i].fate == FATE_SURVIVED) put_survivor(&j, &mutants[i], policy, lang);
    json_close_array(&j);
    json_close_object(&j);
    text_char(out, '\n');
}

// ---- as tests

struct telling {
    const struct mutation *m;
    const struct policy *policy;
    enum lang lang;
};

static void put_slip(const void *context, struct text *out, uint32_t thing) {
    const struct telling *t = context;
    uint32_t count;
    const struct mutant *mutant = &mutation_mutants(t->m, &count)[thing];
    const struct diag d = diag_of(mutant, t->lang);
    struct location where = source_locate(t->policy->sources, mutant->at);
    text_format(out, "%s:%u:%u: ", path_last(t->policy->sources->items[mutant->at.source]->path), where.line,
                where.column);
    diag_message(out, t->lang, d.id, d.args);
}

bool mutation_write_tests(struct text *out, const struct mutation *m, const struct policy *policy, enum lang lang,
                          const struct shown_list *found) {
    const struct telling t = {m, policy, lang};
    return shown_write(out, found, &(struct shown_words){put_slip, &t}, lang);
}

// ---- for other programs

void mutation_add_findings(struct annotations *a, const struct mutation *m, enum lang lang) {
    uint32_t count;
    const struct mutant *mutants = mutation_mutants(m, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (mutants[i].fate != FATE_SURVIVED) continue;
        struct diag *d = ARENA_NEW(a->sources->arena, struct diag);
        *d = diag_of(&mutants[i], lang);
        a->items[a->count++] = d;
    }
}
