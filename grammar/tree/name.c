#include "grammar/tree/name.h"

#include "grammar/base/nearest.h"

void name_offer(const struct name *n, const struct intern *names, struct nearest *to) {
    if (n->en) nearest_offer(to, intern_name(names, n->en));
    if (n->zh) nearest_offer(to, intern_name(names, n->zh));
}
