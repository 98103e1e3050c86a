#include "interp/whatif/groups.h"

#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/whatif/flips.h"

uint32_t by_count(const struct whatif_by *by) {
    const struct type *t = &by->field->type;
    if (t->kind == TYPE_TRUTH) return 3;
    return t->kind == TYPE_CHOICE ? t->choices->value_count + 1 : by->cut_count + 2;
}

// A month is told by a number, in which a year has twelve.
static int32_t year_of(const struct whatif_by *by, int64_t value) {
    return by->field->type.kind == TYPE_DATE ? date_year((int32_t)value) : (int32_t)(value / 12);
}

int64_t by_year_begin(const struct whatif_by *by, int64_t value) {
    int32_t year = year_of(by, value);
    return by->field->type.kind == TYPE_DATE ? DATE_PACK(year, 1, 1) : year * 12;
}

static uint32_t among_cuts(const struct whatif_by *by, int64_t value) {
    uint32_t low = 0, high = by->cut_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (value < by->cuts[middle]) high = middle;
        else low = middle + 1;
    }
    return low;
}

static uint32_t code_of(const struct whatif_by *by, int64_t value) {
    if (by->field->type.kind == TYPE_TRUTH) return value == TRUTH_YES ? 0 : 1;
    return by->field->type.kind == TYPE_CHOICE ? (uint32_t)value : among_cuts(by, value);
}

void by_codes(const struct whatif_by *by, const struct block *b, uint8_t *codes) {
    const struct vector *v = &b->columns[by->field->index];
    enum lane lane = column_lane(by->field);
    uint32_t unknown = by_count(by) - 1;
    for (uint32_t i = 0; i < b->rows; i++) {
        struct node_value at = vector_value(v, lane, i);
        codes[i] = (uint8_t)(at.state == STATE_KNOWN ? code_of(by, at.value) : unknown);
    }
}

#define LANES 4u  // rows one behind the other are counted apart, so that none waits for what another puts down
#define CODES (GROUPS_MOST + 2)
#define DECISIONS 8u  // more than there are; LEFT_OUT is the last of so many

static void group_decisions(struct group_count *groups, const uint8_t *codes, const uint8_t *decision, uint32_t rows) {
    uint32_t counts[LANES][CODES * DECISIONS] = {{0}};
    for (uint32_t i = 0; i < rows; i++) counts[i % LANES][codes[i] * DECISIONS + decision[i] % DECISIONS]++;
    for (uint32_t i = 0; i < CODES * DECISIONS; i++) {
        uint32_t count = counts[0][i] + counts[1][i] + counts[2][i] + counts[3][i];
        if (count && i % DECISIONS < DECISION_COUNT) groups[i / DECISIONS].before[i % DECISIONS] += count;
    }
}

static void group_limits(struct group_count *groups, const uint8_t *codes, const struct seen *s, uint32_t rows) {
    whatif_fen sums[LANES][CODES] = {{0}};
    for (uint32_t i = 0; i < rows; i++)
        sums[i % LANES][codes[i]] += s->limit[i] & -(int64_t)((s->decision[i] == DECISION_ELIGIBLE) & s->has[i]);
    for (uint32_t i = 0; i < LANES * CODES; i++)
        if (sums[i / CODES][i % CODES]) groups[i % CODES].granted += sums[i / CODES][i % CODES];
}

void group_rows(struct group_count *groups, const uint8_t *codes, const struct seen *before, uint32_t rows) {
    group_decisions(groups, codes, before->decision, rows);
    if (memchr(before->has, 1, rows)) group_limits(groups, codes, before, rows);
}

static int64_t granted_of(const struct seen *s, uint32_t row) {
    return s->decision[row] == DECISION_ELIGIBLE ? seen_limit(s, row) : 0;
}

void group_change(struct group_count *g, const struct seen seen[2], uint32_t row) {
    uint8_t before = seen[0].decision[row], after = seen[1].decision[row];
    g->change[before]--;
    g->change[after]++;
    g->granted_change += (whatif_fen)granted_of(&seen[1], row) - granted_of(&seen[0], row);
    enum whatif_flip_kind kind = flip_kind(before, after, 0, 0);
    g->better += before != after && kind == FLIP_BETTER;
    g->worse += before != after && kind == FLIP_WORSE;
}

void group_merge(struct group_count *into, const struct group_count *from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < DECISION_COUNT; k++) {
            into[i].before[k] += from[i].before[k];
            into[i].change[k] += from[i].change[k];
        }
        into[i].granted += from[i].granted;
        into[i].granted_change += from[i].granted_change;
        into[i].better += from[i].better;
        into[i].worse += from[i].worse;
    }
}

// ---- names

static void put_value(struct text *out, const struct policy *p, const struct whatif_by *by, int64_t value,
                      enum lang lang) {
    put_as_written(out, p, &by->field->type, value, lang);
}

static void put_cuts(struct text *out, const struct policy *p, const struct whatif_by *by, uint32_t group,
                     enum lang lang) {
    if (!by->cut_count) text_put(out, lang == LANG_ZH ? "全部" : "all");
    else if (group == 0) text_put(out, "< "), put_value(out, p, by, by->cuts[0], lang);
    else if (group == by->cut_count) text_put(out, "≥ "), put_value(out, p, by, by->cuts[group - 1], lang);
    else {
        put_value(out, p, by, by->cuts[group - 1], lang);
        text_put(out, "..<");
        put_value(out, p, by, by->cuts[group], lang);
    }
}

static void put_year(struct text *out, const struct whatif_by *by, uint32_t group, enum lang lang) {
    bool earlier = by->is_folded && group == 0;
    int32_t year = year_of(by, group ? by->cuts[group - 1] : earlier ? by->cuts[0] : by->least);
    if (earlier) text_put(out, lang == LANG_ZH ? "早于 " : "before ");
    text_format(out, lang == LANG_ZH ? "%d年" : "%d", (int)year);
}

const char *by_value(struct arena *a, const struct policy *p, const struct whatif_by *by, uint32_t group,
                     enum lang lang) {
    struct text out = {0};
    if (group + 1 == by_count(by)) text_put(&out, lang == LANG_ZH ? "未知" : "unknown");
    else if (by->field->type.kind == TYPE_TRUTH) put_value(&out, p, by, group ? TRUTH_NO : TRUTH_YES, lang);
    else if (by->field->type.kind == TYPE_CHOICE) put_value(&out, p, by, group, lang);
    else if (by_is_yearly(by) && by->has_least) put_year(&out, by, group, lang);
    else put_cuts(&out, p, by, group, lang);
    return text_keep(&out, a);
}
