// How often each limit is granted, before and after. So many different ones are counted each by itself; were there
// more, all are counted by their first three digits, so that what comes of it depends on the records alone.
#ifndef POL_WHATIF_VALUES_H
#define POL_WHATIF_VALUES_H
#include <stdbool.h>
#include <stdint.h>

#define VALUES_MOST 65536u

struct value_count {
    int64_t value;
    int64_t before, change;  // change: after less before
    bool used;
};
struct value_counts {
    struct value_count *slots;  // a power of two, half of them free
    uint32_t capacity, count;
    uint32_t last;  // where the last one stands
    bool rounded, failed;
};
void value_counts_free(struct value_counts *v);
void value_counts_add(struct value_counts *v, int64_t value, int64_t before, int64_t change);
void value_counts_add_all(struct value_counts *v, const int64_t *values, uint32_t count);  // once each, before
void value_counts_merge(struct value_counts *into, const struct value_counts *from);
// Rising by value; those that are counted at all. They stay the table's own, which can't be added to any more.
uint32_t value_counts_sort(struct value_counts *v);
#endif
