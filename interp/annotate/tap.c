// TAP version 13: a line a case, and behind what is not as it should be a block of YAML.
#include <inttypes.h>
#include <string.h>

#include "interp/annotate/cases.h"

// In a description a # would begin a directive.
static void put_description(struct text *out, const char *title) {
    for (; *title; title++) {
        if (*title == '#' || *title == '\\') text_char(out, '\\');
        text_char(out, *title == '\n' ? ' ' : *title);
    }
}

void cases_put_yaml(struct text *out, const char *key, const char *value) {
    text_format(out, "  %s: ", key);
    text_json(out, value, strlen(value));
    text_char(out, '\n');
}

static void put_block(struct text *out, const struct report_case *c) {
    text_put(out, "  ---\n");
    cases_put_yaml(out, "file", c->file);
    if (c->line) text_format(out, "  line: %" PRIu32 "\n", c->line);
    if (c->nanoseconds)
        text_format(out, "  duration_ms: %" PRIu64 ".%03" PRIu64 "\n", c->nanoseconds / 1000000,
                    c->nanoseconds / 1000 % 1000);
    if (c->yaml) text_put(out, c->yaml);
    text_put(out, "  ...\n");
}

void cases_put_tap(struct text *out, const struct report_case *cases, uint32_t count) {
    text_format(out, "TAP version 13\n1..%" PRIu32 "\n", count);
    for (uint32_t i = 0; i < count; i++) {
        bool fine = cases[i].state == CASE_PASSED || cases[i].state == CASE_SKIPPED;
        text_format(out, "%s %" PRIu32 " - ", fine ? "ok" : "not ok", i + 1);
        put_description(out, cases[i].title);
        if (cases[i].state == CASE_SKIPPED) text_format(out, " # SKIP %s", cases[i].message);
        text_put(out, cases[i].state == CASE_OPEN ? " # TODO\n" : "\n");
        if (!fine) put_block(out, &cases[i]);
    }
}
