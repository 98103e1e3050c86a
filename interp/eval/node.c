#include "interp/eval/node.h"

const enum cause operation_causes[OPERATION_COUNT] = {
#define OP(id, takes, lane, cause, ...) [OPERATION_##id] = CAUSE_##cause,
#include "interp/eval/ops.def"
#undef OP
};
