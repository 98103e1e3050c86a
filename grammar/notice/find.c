// Where words stand in a notice.
#include "grammar/notice/document.h"

uint32_t notice_clause_at(const struct notice_document *d, uint32_t at) {
    uint32_t low = 0, high = d->clause_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (d->clauses[middle].from <= at) low = middle;
        else high = middle;
    }
    return low;
}

bool notice_find(const struct notice_document *d, const char *words, uint32_t length, uint32_t after, uint32_t *from,
                 uint32_t *to) {
    if (!length || after >= d->size) return false;
    const char *at = memmem(d->words + after, d->size - after, words, length);
    if (!at) return false;
    *from = (uint32_t)(at - d->words);
    *to = *from + length;
    return true;
}

static bool ends_within(const struct notice_document *d, const char *tail, uint32_t length, uint32_t after,
                        uint32_t from, uint32_t *to) {
    uint32_t begins, end = d->clauses[notice_clause_at(d, from)].to;
    return notice_find(d, tail, length, after, &begins, to) && *to <= end;
}

bool notice_find_passage(const struct notice_document *d, const char *words, uint32_t length, uint32_t after,
                         uint32_t *from, uint32_t *to) {
    static const char gap[] = "……";
    const char *cut = memmem(words, length, gap, sizeof gap - 1);
    uint32_t head = cut ? (uint32_t)(cut - words) : 0, tail = head + (uint32_t)sizeof gap - 1;
    if (!head || tail >= length) return notice_find(d, words, length, after, from, to);
    for (; notice_find(d, words, head, after, from, to); after = *from + 1)
        if (ends_within(d, words + tail, length - tail, *to, *from, to)) return true;
    return false;
}
