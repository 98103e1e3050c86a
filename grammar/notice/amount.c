// Amounts as words.
#include "grammar/notice/figures.h"
#include "grammar/notice/numeral.h"

#define PARTS 1000000
#define DIGITS_MOST 12

struct digits {
    int64_t parts, unit;  // unit: what the next digit behind the point is worth
    uint32_t count, size;
};

static uint32_t digit_at(struct slice text, int32_t *digit) {
    static const char *const wide[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
    if (text.length && *text.text >= '0' && *text.text <= '9') return *digit = *text.text - '0', 1;
    for (*digit = 0; *digit < 10; ++*digit)
        if (slice_begins(text, wide[*digit])) return (uint32_t)strlen(wide[*digit]);
    return 0;
}

static void take_digits(struct slice text, struct digits *d) {
    int32_t digit;
    for (uint32_t size; (size = digit_at(slice_from(text, d->size), &digit)) && d->count <= DIGITS_MOST; d->count++) {
        d->size += size;
        if (d->count == DIGITS_MOST) continue;  // one too many: what they come to is not asked
        d->parts = d->unit ? d->parts + digit * d->unit : d->parts * 10 + digit * (int64_t)PARTS;
        d->unit /= 10;
    }
}

// 1,200: three digits, and no fourth.
static bool is_group(struct slice text) {
    uint32_t at = 1;
    int32_t digit;
    if (!text.length || *text.text != ',') return false;
    for (; at < text.length && digit_at(slice_from(text, at), &digit) == 1; at++) {}
    return at == 4;
}

static uint32_t digits_read(struct slice text, int64_t *parts) {
    struct digits d = {0};
    int32_t digit;
    take_digits(text, &d);
    while (d.count && is_group(slice_from(text, d.size))) d.size++, take_digits(text, &d);
    struct slice rest = slice_from(text, d.size);
    if (d.count && rest.length && *rest.text == '.' && digit_at(slice_from(rest, 1), &digit)) {
        d.size++;
        d.unit = PARTS / 10;
        take_digits(text, &d);
        if (!d.unit && digit_at(slice_from(text, d.size), &digit)) return 0;
    }
    *parts = d.parts;
    return d.count <= DIGITS_MOST ? d.size : 0;
}

struct magnitude {
    const char *sign;
    int64_t times;
    bool is_large;
};
static const struct magnitude magnitudes[] = {
    {"百", 100, false}, {"千", 1000, false}, {"万", 10000, true}, {"亿", 100000000, true}};

static const struct magnitude *magnitude_at(struct slice text) {
    for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++)
        if (slice_begins(text, magnitudes[i].sign)) return &magnitudes[i];
    return NULL;
}

// 一亿五千万 is left out; so is 千元 by itself, which says to what something is rounded, or in what it is told.
uint32_t amount_read(struct slice text, struct amount *amount) {
    int32_t value = 0, more;
    struct amount a = {0};
    uint32_t size = digits_read(text, &a.parts);
    a.is_han = !size;
    if (!size && magnitude_at(text)) return 0;
    if (!size) size = numeral_read(text, NUMERAL_HAN | NUMERAL_SPOKEN, &value), a.parts = (int64_t)value * PARTS;
    for (const struct magnitude *m; size && (m = magnitude_at(slice_from(text, size)));) {
        if (__builtin_mul_overflow(a.parts, m->times, &a.parts)) return 0;
        a.is_large = m->is_large;
        size += (uint32_t)strlen(m->sign);
    }
    bool carries_on = numeral_read(slice_from(text, size), NUMERAL_DIGITS | NUMERAL_HAN, &more) > 0;
    *amount = a;
    return carries_on ? 0 : size;
}
