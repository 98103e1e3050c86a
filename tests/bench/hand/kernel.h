// The workload's rules fused by hand: what a C programmer who knew these four schemes, and only these,
// would write. The practical limit that the interpreter is measured against; see ../README.md.
#ifndef HAND_KERNEL_H
#define HAND_KERNEL_H
#include <stdint.h>

#define HAND_BLOCK 1024

// Dates are year << 9 | month << 5 | day. 0 stands for missing, save where said otherwise.
struct hand_columns {
    int32_t birth[HAND_BLOCK], established[HAND_BLOCK];
    int64_t revenue[HAND_BLOCK];  // fen; -1 missing
    int16_t overdue_count[HAND_BLOCK], overdue_run[HAND_BLOCK], insured[HAND_BLOCK],
        rep_changed[HAND_BLOCK];      // -1 missing
    uint8_t kind[HAND_BLOCK];         // 1 individual business, 2 small enterprise
    uint8_t nationality[HAND_BLOCK];  // 1 CN, 2 other
    uint8_t tags[HAND_BLOCK];         // bits S 1, G 2, D 4, M 8; 0x80 missing
    uint8_t bad[HAND_BLOCK], dishonest[HAND_BLOCK], tax[HAND_BLOCK], experience[HAND_BLOCK],
        premises[HAND_BLOCK];  // 0 no, 1 unknown, 2 yes
};

struct hand_results {                 // per scheme: ccb, boc, shanxi, jinshang
    uint8_t decision[4][HAND_BLOCK];  // 0 ineligible, 1 incomplete, 2 eligible
    uint8_t failed[4][HAND_BLOCK];
    int32_t limit[4][HAND_BLOCK];  // yuan
};

void hand_evaluate(const struct hand_columns *restrict c, struct hand_results *restrict r, uint32_t rows);
#endif
