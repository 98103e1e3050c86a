#include "grammar/check/figures.h"

#include "grammar/notice/document.h"

struct quoted {
    struct figure figure;
    uint32_t quote;
    uint32_t at;  // in the quote's words
};

struct stripped {  // the notice that was looked at last
    uint32_t source, size;
    const char *words;  // NULL: none yet
    uint32_t *places;   // of each byte in the text
};

struct comparing {
    struct stripped *notice;
    struct checker *c;
    const struct cited *cited;
    struct rule_figures rule;
    struct quoted *quoted;
    uint32_t quoted_count;
    const char **words;  // by quote
    bool denies;         // words that turn others around stand in a quote
};

// ---- what can be held against one another

static bool same_unit(struct slice a, struct slice b) {
    return a.length == b.length && (!a.length || !memcmp(a.text, b.text, a.length));
}

static bool is_bare(const struct figure *f) { return f->kind == FIGURE_COUNT && !f->unit.length; }

// What a rule counts without a unit may be anything but years of age.
static bool comparable(const struct figure *rule, const struct figure *words) {
    if (is_bare(rule) && words->kind == FIGURE_DAYS) return true;
    if (rule->kind != FIGURE_COUNT || words->kind != rule->kind) return rule->kind == words->kind;
    return is_bare(rule) ? !same_unit(words->unit, slice_of("岁")) : same_unit(rule->unit, words->unit);
}

// 30 days are a month, and 365 or 360 a year, where one is written for the other.
static bool days_are(int64_t days, int64_t months) {
    bool years = months % 12 == 0 && (days == months / 12 * 365 || days == months / 12 * 360);
    return days == months * 30 || years;
}

static bool equal(const struct figure *rule, const struct figure *words) {
    bool months = words->kind == FIGURE_MONTHS;
    if (rule->kind == FIGURE_DAYS && months) return days_are(rule->value, words->value);
    if (rule->kind == FIGURE_MONTHS && words->kind == FIGURE_DAYS) return days_are(words->value, rule->value);
    if (is_bare(rule) && months) return rule->value == words->value || rule->value * 12 == words->value;
    return comparable(rule, words) && rule->value == words->value;
}

// ---- reported

static struct diag_arg written(struct comparing *x, const struct rule_figure *r) {
    struct text t = {0};
    put_source(x->c, &t, r->written->at);
    return text_words(x->c, &t);
}

static const char *named(struct comparing *x, const char *name, const char *value) {
    struct text t = {0};
    text_format(&t, "%s = %s", name, value);
    return text_keep(&t, x->c->arena);
}

// 最短经营时长 = 3年, or the figure alone where it is written in the rule.
static struct diag_arg rule_words(struct comparing *x, const struct rule_figure *r) {
    struct diag_arg value = written(x, r);
    if (!r->param) return value;
    struct diag_arg name = name_words(x->c, &r->param->def.name);
    return (struct diag_arg){named(x, name.en, value.en), named(x, name.zh ? name.zh : name.en, value.en)};
}

static struct diag_arg compared_words(struct comparing *x, const struct rule_figure *r) {
    static const char *const signs[] = {
        [OP_EQ] = "=", [OP_NE] = "≠", [OP_LT] = "<", [OP_LE] = "≤", [OP_GT] = ">", [OP_GE] = "≥"};
    struct text t = {0};
    text_format(&t, "%s %s", signs[r->op], written(x, r).en);
    return text_words(x->c, &t);
}

static struct diag_arg quoted_words(struct comparing *x, const struct quoted *q) {
    return (struct diag_arg){arena_copy(x->c->arena, q->figure.text.text, q->figure.text.length), NULL};
}

static const struct stripped *notice_words(struct comparing *x) {
    const struct source *s = x->c->sources->items[x->cited->notice];
    struct stripped *n = x->notice;
    if (n->words && n->source == x->cited->notice) return n;
    char *words = arena_alloc(x->c->trial, s->size + 1);
    n->source = x->cited->notice;
    n->size = notice_strip(s->bytes, s->size, words);
    n->words = words;
    n->places = ARENA_ARRAY(x->c->trial, uint32_t, s->size + 1);
    notice_places(s->bytes, s->size, n->places);
    return n;
}

// In the notice; where the quote is not found there, the quote.
static struct span place_of(struct comparing *x, const struct quoted *q) {
    const struct stripped *n = notice_words(x);
    const char *quote = x->words[q->quote], *found = memmem(n->words, n->size, quote, strlen(quote));
    if (!found) return x->cited->citation->quote_spans[q->quote];
    uint32_t from = (uint32_t)(found - n->words) + q->at, to = from + q->figure.text.length;
    uint32_t first = n->places[from], end = n->places[to - 1] + 1;
    return (struct span){x->cited->notice, first, end - first};
}

static void show_both(struct comparing *x, struct diag *d, const struct quoted *q) {
    diag_label(x->c->diags, d, DIAG_LABEL_FIGURE, place_of(x, q), A(""));
    diag_hint(x->c->diags, d, DIAG_HINT_FIGURE, A(diag_info(d->id)->code));
}

// ---- another figure

static bool stands_in_words(const struct comparing *x, const struct rule_figure *r) {
    for (uint32_t i = 0; i < x->quoted_count; i++)
        if (equal(&r->figure, &x->quoted[i].figure)) return true;
    return false;
}

// Of a param one value that the words have is enough: the others hold at other times.
static bool is_known(const struct comparing *x, const struct rule_figure *r) {
    for (uint32_t i = 0; r->param && i < x->rule.count; i++)
        if (x->rule.items[i].param == r->param && stands_in_words(x, &x->rule.items[i])) return true;
    return stands_in_words(x, r);
}

static bool stands_in_rule(const struct comparing *x, const struct quoted *q) {
    for (uint32_t i = 0; i < x->rule.count; i++)
        if (equal(&x->rule.items[i].figure, &q->figure)) return true;
    return false;
}

// What the words say in the place of it; NULL: all that is like it has its place in the rule.
static const struct quoted *instead_of(const struct comparing *x, const struct rule_figure *r) {
    for (uint32_t i = 0; i < x->quoted_count; i++) {
        const struct quoted *q = &x->quoted[i];
        if (comparable(&r->figure, &q->figure) && !stands_in_rule(x, q)) return q;
    }
    return NULL;
}

static bool check_value(struct comparing *x, const struct rule_figure *r) {
    const struct quoted *q = is_known(x, r) ? NULL : instead_of(x, r);
    if (!q) return false;
    struct diag *d = diag(x->c->diags, DIAG_FIGURE_OTHER, r->at, rule_words(x, r), quoted_words(x, q));
    show_both(x, d, q);
    return true;
}

// ---- another edge, or the other way round

enum fit { FIT_NONE, FIT_SAME, FIT_TURNED, FIT_EDGE };

static int op_meant(const struct rule_figure *r) {
    static const int opposite[] = {
        [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE, [OP_LE] = OP_GT, [OP_GT] = OP_LE, [OP_GE] = OP_LT};
    return r->sign < 0 ? opposite[r->op] : r->op;
}

// `>=` and `<` part what is below a figure from the rest, `>` and `<=` what is above it: that holds whatever is
// turned around.
static bool parts_below(int op) { return op == OP_GE || op == OP_LT; }

static enum fit fit_of(const struct comparing *x, const struct rule_figure *r, const struct figure *words) {
    static const int ops[] = {[BOUND_LESS] = OP_LT, [BOUND_MOST] = OP_LE, [BOUND_LEAST] = OP_GE, [BOUND_MORE] = OP_GT};
    if (r->op == NO_OP || r->op == OP_NE || words->bound == BOUND_NONE) return FIT_NONE;
    int op = op_meant(r);
    bool holds = op == OP_GE || op == OP_LE;
    if (words->bound == BOUND_WITH || words->bound == BOUND_WITHOUT)
        return !r->sign || x->denies || op == OP_EQ || op == OP_NE ? FIT_NONE
               : holds == (words->bound == BOUND_WITH)             ? FIT_SAME
                                                                   : FIT_EDGE;
    if (r->op == OP_EQ || parts_below(op) != parts_below(ops[words->bound])) return FIT_EDGE;
    return r->sign && !x->denies && op != ops[words->bound] ? FIT_TURNED : FIT_SAME;
}

// The best fit of any of the same value: 18周岁 may be said twice, and a rule may hold it on both sides.
static enum fit best_fit(const struct comparing *x, const struct rule_figure *r, const struct quoted **with) {
    enum fit best = FIT_NONE;
    for (uint32_t i = 0; i < x->rule.count; i++)
        for (uint32_t k = 0; k < x->quoted_count; k++) {
            const struct rule_figure *other = &x->rule.items[i];
            bool alike = r->figure.kind == other->figure.kind && r->figure.value == other->figure.value;
            if (!alike || !equal(&r->figure, &x->quoted[k].figure)) continue;
            enum fit fit = fit_of(x, other, &x->quoted[k].figure);
            if (fit != FIT_NONE && (best == FIT_NONE || fit < best)) best = fit, *with = &x->quoted[k];
        }
    return best;
}

// 50万元以下 leaves 50万元 out where the notice goes on with 50万元及以上, as standards do.
static bool is_settled_elsewhere(struct comparing *x, const struct quoted *q) {
    static const char *const behind[2][4] = {{"及以上", "以上", "（含）以上", "(含)以上"},
                                             {"及以下", "以下", "（含）以下", "(含)以下"}};
    const struct slice text = q->figure.text, stem = {text.text, text.length - (uint32_t)strlen("以下")};
    bool below = slice_ends(text, "以下"), bare = below || slice_ends(text, "以上");
    if (!bare || slice_ends(stem, "及") || slice_ends(stem, "）") || slice_ends(stem, ")")) return false;
    const struct stripped *n = notice_words(x);
    for (size_t i = 0; i < 4; i++) {
        struct text other = {0};
        text_add(&other, stem.text, stem.length);
        text_put(&other, behind[below ? 0 : 1][i]);
        const char *sought = text_keep(&other, x->c->words);
        if (memmem(n->words, n->size, sought, strlen(sought))) return true;
    }
    return false;
}

static void check_edge(struct comparing *x, const struct rule_figure *r) {
    const struct quoted *q = NULL;
    enum fit fit = r->op == NO_OP ? FIT_NONE : best_fit(x, r, &q);
    struct diag *d = NULL;
    if (fit == FIT_EDGE && !is_settled_elsewhere(x, q))
        d = diag(x->c->diags, DIAG_FIGURE_EDGE, r->at, compared_words(x, r), quoted_words(x, q), written(x, r));
    else if (fit == FIT_TURNED)
        d = diag(x->c->diags, DIAG_FIGURE_TURNED, r->at, compared_words(x, r), quoted_words(x, q));
    if (d) show_both(x, d, q);
}

// ---- a rule and its quotes

// A definition that is used twice in one place says the same twice.
static bool is_again(const struct rule_figures *f, uint32_t at) {
    const struct rule_figure *r = &f->items[at];
    for (uint32_t i = 0; i < at; i++)
        if (f->items[i].at.offset == r->at.offset && f->items[i].written == r->written && f->items[i].op == r->op)
            return true;
    return false;
}

static bool denies(const char *words) {
    static const char *const denials[] = {"不得", "不予", "不能", "不可", "不准", "禁止",
                                          "严禁", "拒绝", "除外", "否决", "无",   "没有"};
    for (size_t i = 0; i < sizeof denials / sizeof *denials; i++)
        if (strstr(words, denials[i])) return true;
    return false;
}

static void read_quote(struct comparing *x, uint32_t quote) {
    size_t size = strlen(x->cited->citation->quotes[quote]);
    char *words = arena_alloc(x->c->words, size + 1);
    uint32_t length = notice_strip(x->cited->citation->quotes[quote], size, words);
    words[length] = '\0';
    const struct figures found = notice_figures(x->c->words, (struct slice){words, length});
    x->words[quote] = words;
    for (uint32_t i = 0; i < found.count; i++) {
        const struct figure *f = &found.items[i];
        const struct quoted q = {*f, quote, (uint32_t)(f->text.text - words)};
        ARENA_PUSH(x->c->words, x->quoted, x->quoted_count, q);
    }
    x->denies |= denies(words);
}

static void check_one(struct checker *c, const struct cited *cited, struct stripped *notice) {
    struct comparing x = {.notice = notice, .c = c, .cited = cited};
    uint32_t count = cited->citation->quote_count;
    x.words = ARENA_ARRAY(c->words, const char *, count);
    for (uint32_t i = 0; i < count; i++) read_quote(&x, i);
    if (!x.quoted_count) return;
    x.rule = rule_figures(c, cited);
    for (uint32_t i = 0; i < x.rule.count && !x.rule.too_many; i++)
        if (!is_again(&x.rule, i) && !check_value(&x, &x.rule.items[i])) check_edge(&x, &x.rule.items[i]);
}

// A reform that is chosen is for other figures than the notice's.
void check_figures(struct checker *c) {
    struct stripped notice = {0};
    if (c->chosen_count || c->scenario_count) return;
    for (uint32_t i = 0; i < c->policy->cited_count && !c->diags->errors; i++) {
        forget_words(c);
        check_one(c, &c->policy->cited[i], &notice);
    }
}
