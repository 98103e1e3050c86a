#include "interp/tally/rules.h"

static const struct tally_rule rules[] = {
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

const struct tally_rule *tally_rule_of(const struct slice *path, size_t depth) {
    static const struct tally_rule unknown = {"", TALLY_UNKNOWN, NULL, {NULL, NULL}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (fits(rules[i].path, path, depth)) return &rules[i];
    return &unknown;
}
