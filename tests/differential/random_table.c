#include "tests/differential/random_maker.h"

void maker_cap(struct maker *m) {
    maker_put(m, "  table cap first {\n   k1 | t1 | a1 || amount1 | share\n");
    uint32_t rows = 1 + maker_roll(m, 4);
    for (uint32_t i = 0; i < rows; i++) {
        text_format(m->out, "   %s | %s | %s || ", PICK(m->r, "x", "x, y", "-", "z"), PICK(m->r, "-", "yes", "no"),
                    PICK(m->r, "-", "10万元..20万元", ">= 5万元", "less than 3万元", "0元"));
        maker_put(m, PICK(m->r, "10万元", "silent", "a2", "a1 * 20%"));
        maker_put(m, PICK(m->r, " | 20%\n", " | p1\n", " | silent\n"));
    }
    if (maker_roll(m, 2)) maker_put(m, "   otherwise || silent | 5%\n");
    maker_put(m, "  }\n");
}

// Columns of few values, and rows enough for them to be looked up.
static void few_cells(struct maker *m) {
    text_format(m->out, "   %s | %s | %s || ", PICK(m->r, "x", "x, y", "-", "z", "!= y"), PICK(m->r, "-", "yes", "no"),
                PICK(m->r, "-", "yes", "no"));
}

void maker_few(struct maker *m) {
    maker_put(m, "  table few first {\n   k1 | t1 | t2 || amount1 | share\n");
    uint32_t rows = 5 + maker_roll(m, 5);
    for (uint32_t i = 0; i < rows; i++) {
        few_cells(m);
        maker_put(m, PICK(m->r, "10万元", "3万元", "silent", "a2", "a1 * 20%"));
        maker_put(m, PICK(m->r, " | 20%\n", " | 3%\n", " | p1\n", " | silent\n"));
    }
    maker_put(m, maker_roll(m, 2) ? "   otherwise || silent | 5%\n  }\n" : "  }\n");
}

void maker_passes(struct maker *m) {
    maker_put(m, "  table passes first {\n   k1 | t1 | t2 || passed\n");
    uint32_t rows = 5 + maker_roll(m, 4);
    for (uint32_t i = 0; i < rows; i++) {
        few_cells(m);
        maker_put(m, PICK(m->r, "yes\n", "no\n", "t3\n", "a1 > 5万元\n"));
    }
    maker_put(m, "   otherwise || no\n  }\n");
}
