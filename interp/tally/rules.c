#include "interp/tally/rules.h"

static const struct sum_rule rules[] = {
#define TALLY(path, how, key, en, zh) {path, TALLY_##how, key, {en, zh}},
#include "interp/tally/rules.def"
#undef TALLY
};

static bool fits(const char *rule, const struct slice *path, size_t depth) {
    for (size_t i = 0; i < depth; i++) {
        size_t length = strcspn(rule, ".");
        bool any = length == 1 && *rule == '*';
        if (!any && (length != path[i].length || memcmp(rule, path[i].text, length) != 0)) return false;
        rule += length;
        if (*rule ? i + 1 == depth : i + 1 < depth) return false;
        rule += *rule == '.';
    }
    return true;
}

static bool is_of_offer(const struct slice *path, size_t depth) {
    return depth > 3 && slice_order(path[0], slice_of("schemes")) == 0 && slice_order(path[2], slice_of("offers")) == 0;
}

static const struct sum_rule *find(const struct slice *path, size_t depth) {
    static const struct sum_rule unknown = {"", TALLY_UNKNOWN, NULL, {NULL, NULL}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (fits(rules[i].path, path, depth)) return &rules[i];
    return &unknown;
}

const struct sum_rule *sum_rule_of(const struct slice *path, size_t depth) {
    struct slice like[TALLY_DEPTH];
    if (!is_of_offer(path, depth)) return find(path, depth);
    like[0] = path[0];
    memcpy(like + 1, path + 3, (depth - 3) * sizeof *path);
    return find(like, depth - 2);
}
