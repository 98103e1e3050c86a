// Where the separators of CSV stand, 64 bytes at a time. The instruction set is chosen when it runs.
#ifndef POL_RECORD_SCAN_H
#define POL_RECORD_SCAN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCAN_BLOCK 64u
#define SCAN_PADDING 64u  // bytes beyond a text that may be read, whatever they hold

struct scan_masks {       // bit i stands for byte i of the block
    uint64_t separators;  // the character that parts cells, and line feeds
    uint64_t newlines, quotes;
};
void scan_csv(const char *bytes, size_t blocks, char separator, struct scan_masks *out);
// Where the bits of a mask stand, the lowest first, each plus `base`. There must be room for 64, whatever their number.
void scan_places(uint64_t mask, uint32_t base, uint32_t *to);
struct scan_summary {
    size_t newlines;
    bool quotes;  // there is one
    bool plain;   // all is ASCII, without a NUL
};
struct scan_summary scan_summary(const char *bytes, size_t length);
size_t scan_newlines(const char *bytes, size_t length);
// Offset of the first byte beyond ASCII, or of a NUL; `length` where there is none.
size_t scan_plain(const char *bytes, size_t length);
// Offset of the first byte that is not valid UTF-8, or is NUL; `length` where all is well.
size_t scan_utf8(const char *bytes, size_t length);
#endif
