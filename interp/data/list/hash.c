#include "interp/data/list/hash.h"

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

uint64_t list_hash(struct hash_seed seed, struct slice key) {
    struct sip s = {seed.first ^ UINT64_C(0x736F6D6570736575), seed.second ^ UINT64_C(0x646F72616E646F6D),
                    seed.first ^ UINT64_C(0x6C7967656E657261), seed.second ^ UINT64_C(0x7465646279746573)};
    uint32_t at = 0;
    for (; key.length - at >= 8; at += 8) sip_take(&s, load_word(key.text + at));
    sip_take(&s, last_word(key, at));
    s.c ^= 0xFF;
    for (int i = 0; i < 3; i++) sip_round(&s);
    return s.a ^ s.b ^ s.c ^ s.d;
}
