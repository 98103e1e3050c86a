// Dates are read by the language too, so they live in grammar/.
#include "grammar/calendar.h"
