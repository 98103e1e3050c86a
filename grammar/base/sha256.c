#include "grammar/base/sha256.h"

#include <stdbool.h>
#include <string.h>

#define LENGTH_AT (SHA256_BLOCK - 8)  // where the last block holds how many bits there were

static const uint32_t rounds[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t rotate(uint32_t x, unsigned by) { return x >> by | x << (32 - by); }

static void put_big(unsigned char *to, uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++) to[i] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
}

static inline uint32_t take_big(const unsigned char *from) {
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

static void expand(uint32_t w[64], const unsigned char *block) {
    for (unsigned i = 0; i < 16; i++) w[i] = take_big(block + 4 * i);
    for (unsigned i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[i - 7] +
               (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

// One round. Its eight words, a to h, stay where they are: with each round their names move on by one.
static inline void turn(uint32_t v[8], unsigned round, uint32_t added) {
#define WORD(n) v[((n)-round) & 7]
    uint32_t a = WORD(0), e = WORD(4);
    uint32_t first = WORD(7) + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & WORD(5)) ^ (~e & WORD(6))) +
                     added;
    uint32_t most = (a & WORD(1)) ^ (a & WORD(2)) ^ (WORD(1) & WORD(2));
    WORD(3) += first;
    WORD(7) = first + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + most;
#undef WORD
}

static void compress_plain(uint32_t state[8], const unsigned char *bytes, size_t blocks) {
    for (; blocks; blocks--, bytes += SHA256_BLOCK) {
        uint32_t w[64], v[8];
        expand(w, bytes);
        memcpy(v, state, sizeof v);
        for (unsigned i = 0; i < 64; i += 8)
            for (unsigned k = 0; k < 8; k++) turn(v, k, rounds[i + k] + w[i + k]);
        for (unsigned i = 0; i < 8; i++) state[i] += v[i];
    }
}

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>

#define HARDWARE __attribute__((target("sha,sse4.1")))

// Words 16 to 19 from those before them.
static inline HARDWARE __m128i next_words(const __m128i w[4]) {
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[0], w[1]), _mm_alignr_epi8(w[3], w[2], 4));
    return _mm_sha256msg2_epu32(sum, w[3]);
}

static inline HARDWARE void load_words(__m128i w[4], const unsigned char *block) {
    const __m128i big = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (unsigned i = 0; i < 4; i++)
        w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i)), big);
}

// The instructions hold words a, b, e, f and c, d, g, h side by side, the first one highest. Each makes two rounds of
// them, after which what was a, b, e, f is c, d, g, h.
HARDWARE static void compress_block(__m128i v[2], const unsigned char *block) {
    __m128i w[4], abef = v[0], cdgh = v[1];
    load_words(w, block);
    for (unsigned i = 0; i < 16; i++) {
        __m128i added = _mm_add_epi32(w[0], _mm_load_si128((const __m128i *)(const void *)(rounds + 4 * i)));
        __m128i next = next_words(w);
        cdgh = _mm_sha256rnds2_epu32(cdgh, abef, added);
        abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_unpackhi_epi64(added, added));
        w[0] = w[1];
        w[1] = w[2];
        w[2] = w[3];
        w[3] = next;
    }
    v[0] = _mm_add_epi32(v[0], abef);
    v[1] = _mm_add_epi32(v[1], cdgh);
}

HARDWARE static void compress_in_hardware(uint32_t state[8], const unsigned char *bytes, size_t blocks) {
    static const unsigned places[2][4] = {{5, 4, 1, 0}, {7, 6, 3, 2}};
    uint32_t words[2][4];
    __m128i v[2];
    for (unsigned i = 0; i < 8; i++) words[i / 4][i % 4] = state[places[i / 4][i % 4]];
    memcpy(v, words, sizeof v);
    for (; blocks; blocks--, bytes += SHA256_BLOCK) compress_block(v, bytes);
    memcpy(words, v, sizeof v);
    for (unsigned i = 0; i < 8; i++) state[places[i / 4][i % 4]] = words[i / 4][i % 4];
}

static sha256_compress *best_compress(void) {
    unsigned a, b, c, d;
    bool has = __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & bit_SHA;
    return has ? compress_in_hardware : compress_plain;
}
#else
static sha256_compress *best_compress(void) { return compress_plain; }
#endif

void sha256_begin_plain(struct sha256 *s) {
    *s = (struct sha256){
        .state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
        .compress = compress_plain};
}

void sha256_begin(struct sha256 *s) {
    sha256_begin_plain(s);
    s->compress = best_compress();
}

// Into the block that has been begun; answers how many bytes it took.
static size_t fill_block(struct sha256 *s, const char *bytes, size_t length) {
    size_t used = s->length % SHA256_BLOCK, taken = SHA256_BLOCK - used < length ? SHA256_BLOCK - used : length;
    memcpy(s->block + used, bytes, taken);
    s->length += taken;
    if (used + taken == SHA256_BLOCK) s->compress(s->state, s->block, 1);
    return taken;
}

void sha256_add(struct sha256 *s, const char *bytes, size_t length) {
    size_t taken = s->length % SHA256_BLOCK && length ? fill_block(s, bytes, length) : 0;
    size_t blocks = (length - taken) / SHA256_BLOCK;
    if (blocks) s->compress(s->state, (const unsigned char *)bytes + taken, blocks);
    s->length += blocks * SHA256_BLOCK;
    taken += blocks * SHA256_BLOCK;
    if (taken < length) fill_block(s, bytes + taken, length - taken);
}

// A bit that is set behind the text, zeros, and at the end of a block the number of its bits.
void sha256_end(struct sha256 *s, char digits[SHA256_DIGITS + 1]) {
    static const char hexadecimal[] = "0123456789abcdef", set[SHA256_BLOCK] = {'\x80'};
    uint64_t length = s->length;
    unsigned char bits[8];
    put_big(bits, length * 8, 8);
    sha256_add(s, set, 1);
    sha256_add(s, set + 1, (LENGTH_AT + SHA256_BLOCK - s->length % SHA256_BLOCK) % SHA256_BLOCK);
    sha256_add(s, (const char *)bits, sizeof bits);
    for (unsigned i = 0; i < SHA256_DIGITS; i++) digits[i] = hexadecimal[s->state[i / 8] >> (28 - i % 8 * 4) & 15];
    digits[SHA256_DIGITS] = '\0';
}
