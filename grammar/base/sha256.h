// SHA-256 (FIPS 180-4), for saying which bytes something was made of.
#ifndef POL_BASE_SHA256_H
#define POL_BASE_SHA256_H
#include <stddef.h>
#include <stdint.h>

#define SHA256_BLOCK 64u
#define SHA256_DIGITS 64u  // of a digest, in hexadecimal

// Works whole blocks into the state.
typedef void sha256_compress(uint32_t state[8], const unsigned char *bytes, size_t blocks);

struct sha256 {
    uint32_t state[8];
    uint64_t length;
    unsigned char block[SHA256_BLOCK];  // what is not a whole block as yet
    sha256_compress *compress;
};

// The processor's own instructions are used where it has them.
void sha256_begin(struct sha256 *s);
void sha256_begin_plain(struct sha256 *s);  // without them, for a test of both
void sha256_add(struct sha256 *s, const char *bytes, size_t length);
void sha256_end(struct sha256 *s, char digits[SHA256_DIGITS + 1]);
#endif
