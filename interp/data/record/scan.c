#include "interp/data/record/scan.h"

#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/value/vectorised.h"

// Four at a time whether there are so many or not, so that the loop's end is met seldom. A mask that has run out has
// its top bit still.
static inline void plain_places(uint64_t mask, uint32_t base, uint32_t *to) {
    const uint64_t top = UINT64_C(1) << 63;
    for (; mask; to += 4)
        for (int i = 0; i < 4; i++) {
            to[i] = base + (uint32_t)__builtin_ctzll(mask | top);
            mask &= mask - 1;
        }
}

#if defined(__x86_64__)
#include <immintrin.h>

static inline uint64_t equal_sse2(const __m128i part[4], char c) {
    const __m128i wanted = _mm_set1_epi8(c);
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++)
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], wanted)) << (16 * i);
    return mask;
}

static void csv_sse2(const char *bytes, size_t blocks, char separator, struct scan_masks *out) {
    for (size_t b = 0; b < blocks; b++) {
        __m128i part[4];
        for (size_t i = 0; i < 4; i++) part[i] = _mm_loadu_si128((const __m128i *)(bytes + b * SCAN_BLOCK + 16 * i));
        out[b].newlines = equal_sse2(part, '\n');
        out[b].separators = equal_sse2(part, separator) | out[b].newlines;
        out[b].quotes = equal_sse2(part, '"');
    }
}

__attribute__((target("avx2"))) static inline uint64_t equal_avx2(__m256i low, __m256i high, char c) {
    const __m256i wanted = _mm256_set1_epi8(c);
    uint64_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    uint64_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return first | second << 32;
}

__attribute__((target("avx2"))) static void csv_avx2(const char *bytes, size_t blocks, char separator,
                                                     struct scan_masks *out) {
    for (size_t b = 0; b < blocks; b++) {
        const __m256i *at = (const __m256i *)(bytes + b * SCAN_BLOCK);
        __m256i low = _mm256_loadu_si256(at), high = _mm256_loadu_si256(at + 1);
        out[b].newlines = equal_avx2(low, high, '\n');
        out[b].separators = equal_avx2(low, high, separator) | out[b].newlines;
        out[b].quotes = equal_avx2(low, high, '"');
    }
}

__attribute__((target("avx512bw"))) static void csv_avx512(const char *bytes, size_t blocks, char separator,
                                                           struct scan_masks *out) {
    for (size_t b = 0; b < blocks; b++) {
        __m512i all = _mm512_loadu_si512(bytes + b * SCAN_BLOCK);
        out[b].newlines = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'));
        out[b].separators = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(separator)) | out[b].newlines;
        out[b].quotes = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('"'));
    }
}

void scan_csv(const char *bytes, size_t blocks, char separator, struct scan_masks *out) {
    if (__builtin_cpu_supports("avx512bw")) csv_avx512(bytes, blocks, separator, out);
    else if (__builtin_cpu_supports("avx2")) csv_avx2(bytes, blocks, separator, out);
    else csv_sse2(bytes, blocks, separator, out);
}

__attribute__((target("bmi"))) static void places_bmi(uint64_t mask, uint32_t base, uint32_t *to) {
    plain_places(mask, base, to);
}

// The bytes 0 to 63 are thinned out by the mask, and those that stay widened, 16 at a time.
__attribute__((target("avx512bw,avx512vbmi2,popcnt"))) static void places_avx512(uint64_t mask, uint32_t base,
                                                                                 uint32_t *to) {
    static const uint8_t all[SCAN_BLOCK] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                            16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
                                            32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
                                            48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i left = _mm512_maskz_compress_epi8(mask, _mm512_loadu_si512(all));
    for (int count = __builtin_popcountll(mask); count > 0; count -= 16, to += 16) {
        __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(left));
        _mm512_storeu_si512(to, _mm512_add_epi32(wide, _mm512_set1_epi32((int)base)));
        left = _mm512_shuffle_i64x2(left, left, 0x39);  // the next 16 bytes come first
    }
}

void scan_places(uint64_t mask, uint32_t base, uint32_t *to) {
    if (__builtin_cpu_supports("avx512vbmi2")) places_avx512(mask, base, to);
    else if (__builtin_cpu_supports("bmi")) places_bmi(mask, base, to);
    else plain_places(mask, base, to);
}

size_t scan_plain(const char *bytes, size_t length) {
    size_t at = 0;
    for (; at + 16 <= length; at += 16) {
        __m128i part = _mm_loadu_si128((const __m128i *)(bytes + at));
        if (_mm_movemask_epi8(_mm_or_si128(part, _mm_cmpeq_epi8(part, _mm_setzero_si128())))) break;
    }
    while (at < length && (signed char)bytes[at] > 0) at++;
    return at;
}
#else
void scan_places(uint64_t mask, uint32_t base, uint32_t *to) { plain_places(mask, base, to); }

void scan_csv(const char *bytes, size_t blocks, char separator, struct scan_masks *out) {
    for (size_t b = 0; b < blocks; b++) {
        struct scan_masks m = {0};
        for (unsigned i = 0; i < SCAN_BLOCK; i++) {
            char c = bytes[b * SCAN_BLOCK + i];
            m.newlines |= (uint64_t)(c == '\n') << i;
            m.separators |= (uint64_t)(c == separator) << i;
            m.quotes |= (uint64_t)(c == '"') << i;
        }
        m.separators |= m.newlines;
        out[b] = m;
    }
}

size_t scan_plain(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length && (signed char)bytes[at] > 0) at++;
    return at;
}
#endif

// The compiler makes vector code of this: up to 255 lines are counted in bytes before they are added up.
VECTORISED static uint32_t some_newlines(const char *bytes, size_t strides) {
    uint8_t lanes[SCAN_BLOCK] = {0};
    uint32_t count = 0;
    for (size_t i = 0; i < strides; i++)
        for (size_t j = 0; j < SCAN_BLOCK; j++) lanes[j] = (uint8_t)(lanes[j] + (bytes[i * SCAN_BLOCK + j] == '\n'));
    for (size_t j = 0; j < SCAN_BLOCK; j++) count += lanes[j];
    return count;
}

size_t scan_newlines(const char *bytes, size_t length) {
    size_t count = 0;
    while (length >= SCAN_BLOCK) {
        size_t strides = length / SCAN_BLOCK < 255 ? length / SCAN_BLOCK : 255;
        count += some_newlines(bytes, strides);
        bytes += strides * SCAN_BLOCK;
        length -= strides * SCAN_BLOCK;
    }
    for (size_t i = 0; i < length; i++) count += bytes[i] == '\n';
    return count;
}

// The same, with what else can be told in passing.
VECTORISED static struct scan_summary some_summary(const char *bytes, size_t strides) {
    uint8_t lanes[SCAN_BLOCK] = {0}, quotes[SCAN_BLOCK] = {0}, odd[SCAN_BLOCK] = {0};
    struct scan_summary all = {0, false, true};
    for (size_t i = 0; i < strides; i++)
        for (size_t j = 0; j < SCAN_BLOCK; j++) {
            signed char c = (signed char)bytes[i * SCAN_BLOCK + j];
            lanes[j] = (uint8_t)(lanes[j] + (c == '\n'));
            quotes[j] |= c == '"';
            odd[j] |= c <= 0;
        }
    for (size_t j = 0; j < SCAN_BLOCK; j++) {
        all.newlines += lanes[j];
        all.quotes |= quotes[j];
        all.plain &= !odd[j];
    }
    return all;
}

static void add_summary(struct scan_summary *all, struct scan_summary more) {
    all->newlines += more.newlines;
    all->quotes |= more.quotes;
    all->plain &= more.plain;
}

struct scan_summary scan_summary(const char *bytes, size_t length) {
    struct scan_summary all = {0, false, true};
    while (length >= SCAN_BLOCK) {
        size_t strides = length / SCAN_BLOCK < 255 ? length / SCAN_BLOCK : 255;
        add_summary(&all, some_summary(bytes, strides));
        bytes += strides * SCAN_BLOCK;
        length -= strides * SCAN_BLOCK;
    }
    for (size_t i = 0; i < length; i++)
        add_summary(&all, (struct scan_summary){bytes[i] == '\n', bytes[i] == '"', (signed char)bytes[i] > 0});
    return all;
}

// Three bytes make nearly every character that is not ASCII here.
static inline bool is_three(const unsigned char *s, size_t length) {
    bool three = length >= 3 && (s[0] & 0xF0) == 0xE0 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80;
    return three && !(s[0] == 0xE0 && s[1] < 0xA0) && !(s[0] == 0xED && s[1] >= 0xA0);  // overlong forms, surrogates
}

static inline size_t take_character(const char *bytes, size_t length) {
    uint32_t c;
    if (is_three((const unsigned char *)bytes, length)) return 3;
    return *bytes ? utf8_decode(bytes, length, &c) : 0;
}

// Characters up to `stop`, which the last may go beyond; where the first that is none begins, or where the last ends.
static size_t walk_characters(const char *bytes, size_t at, size_t stop, size_t length) {
    while (at < stop) {
        at += scan_plain(bytes + at, stop - at);
        while (at < stop && (signed char)bytes[at] <= 0) {
            size_t taken = take_character(bytes + at, length - at);
            if (!taken) return at;
            at += taken;
        }
    }
    return at;
}

// Whether the bytes are characters of up to three bytes, none with a first byte that restricts the second. The last one
// may be cut off; two bytes before them are looked at. The compiler makes vector code of it.
VECTORISED static bool is_simple(const unsigned char *bytes, size_t count) {
    uint8_t odd = 0;
    for (size_t i = 0; i < count; i++) {
        const unsigned char *b = bytes + i;
        uint8_t follows = (*b & 0xC0) == 0x80, expected = (b[-1] >= 0xC0) | (b[-2] >= 0xE0);
        odd |= (uint8_t)((follows ^ expected) | (*b >= 0xF0) | (*b == 0xE0) | (*b == 0xED) | ((*b & 0xFE) == 0xC0) |
                         (*b == 0));
    }
    return !odd;
}

// Where the last character that is whole ends.
static size_t whole_characters(const char *bytes, size_t end) {
    const unsigned char *b = (const unsigned char *)bytes + end;
    return b[-1] >= 0xC0 ? end - 1 : b[-2] >= 0xE0 ? end - 2 : end;
}

#define UTF8_WINDOW 1024u
size_t scan_utf8(const char *bytes, size_t length) {
    size_t at = walk_characters(bytes, 0, length < 2 ? length : 2, length);
    if (at < 2) return at;
    for (size_t from = at; length - at >= UTF8_WINDOW; from = at) {
        size_t end = from + UTF8_WINDOW;
        bool simple = is_simple((const unsigned char *)bytes + from, UTF8_WINDOW);
        at = simple ? whole_characters(bytes, end) : walk_characters(bytes, from, end, length);
        if (at < end - 2) return at;
    }
    return walk_characters(bytes, at, length, length);
}
