#include "interp/data/list/hash.h"

#define SHORT_KEY 32u  // bytes: most numbers of applicants, of firms and of people have 8 to 20

struct sip {
    uint64_t a, b, c, d;
};

static inline uint64_t rotate(uint64_t word, unsigned by) { return word << by | word >> (64 - by); }

static inline void sip_round(struct sip *s) {
    s->a += s->b, s->c += s->d;
    s->b = rotate(s->b, 13) ^ s->a, s->d = rotate(s->d, 16) ^ s->c;
    s->a = rotate(s->a, 32);
    s->c += s->b, s->a += s->d;
    s->b = rotate(s->b, 17) ^ s->c, s->d = rotate(s->d, 21) ^ s->a;
    s->c = rotate(s->c, 32);
}

static inline void sip_take(struct sip *s, uint64_t word) {
    s->d ^= word;
    sip_round(s);
    s->a ^= word;
}

// Of a key of eight bytes or more the end of its last eight is what is left.
static uint64_t last_word(struct slice key, uint32_t at) {
    char padded[8] = {0};
    uint32_t left = key.length - at;
    uint64_t length = (uint64_t)key.length << 56;
    if (!left) return length;
    if (at) return load_word(key.text + key.length - 8) >> (64 - 8 * left) | length;
    memcpy(padded, key.text, left);
    return load_word(padded) | length;
}

static uint64_t hash_long(struct hash_seed seed, struct slice key) {
    struct sip s = {seed.first ^ UINT64_C(0x736F6D6570736575), seed.second ^ UINT64_C(0x646F72616E646F6D),
                    seed.first ^ UINT64_C(0x6C7967656E657261), seed.second ^ UINT64_C(0x7465646279746573)};
    uint32_t at = 0;
    for (; key.length - at >= 8; at += 8) sip_take(&s, load_word(key.text + at));
    sip_take(&s, last_word(key, at));
    s.c ^= 0xFF;
    for (int i = 0; i < 3; i++) sip_round(&s);
    return s.a ^ s.b ^ s.c ^ s.d;
}

static inline uint64_t fold(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// All bytes of at most eight.
static uint64_t only_word(struct slice key) {
    char padded[8] = {0};
    if (key.length >= 4) {
        memcpy(padded, key.text, 4);
        memcpy(padded + 4, key.text + key.length - 4, 4);
    } else if (key.length) {
        memcpy(padded, key.text, key.length);
    }
    return load_word(padded);
}

// The words may overlap, which the length tells.
static uint64_t hash_short(struct hash_seed seed, struct slice key) {
    uint64_t both = (seed.first + seed.second) ^ UINT64_C(0x9E3779B97F4A7C15), middle = 0, first, last;
    const char *end = key.text + key.length;
    if (key.length < 8) first = last = only_word(key);
    else first = load_word(key.text), last = load_word(end - 8);
    if (key.length > 16) middle = fold(load_word(key.text + 8) ^ both, load_word(end - 16) ^ seed.first);
    return fold(fold(first ^ seed.first, last ^ both) ^ middle ^ seed.second, both ^ key.length);
}

uint64_t list_hash(struct hash_seed seed, struct slice key) {
    return key.length && key.length <= SHORT_KEY ? hash_short(seed, key) : hash_long(seed, key);
}
