// Where JSON Lines may be cut: behind every line feed.
#include "interp/data/jsonl/jsonl.h"
#include "interp/data/jsonl/parser.h"

bool jsonl_is_blank(struct slice line) {
    for (uint32_t i = 0; i < line.length; i++)
        if (line.text[i] != ' ' && line.text[i] != '\t' && line.text[i] != '\r') return false;
    return true;
}

static struct record_ends cut_on(const char *bytes, struct record_ends cut, size_t length) {
    record_ends_note(bytes, bytes + cut.seen, bytes + length, &cut);
    cut.seen = length;
    return cut;
}

static enum cut_ahead cut_ahead(const char *bytes, size_t from, size_t length, bool has_quotes,
                                struct record_ends *cut) {
    (void)has_quotes;
    *cut = cut_on(bytes, record_ends_from(from), length);
    return cut->end > from ? CUT_SURE : CUT_UNKNOWN;
}

const struct record_cutter jsonl_cutter = {cut_on, cut_ahead};
