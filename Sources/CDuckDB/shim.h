#pragma once

#if !__has_include(<duckdb.h>)
#error "duckdb.h is not installed. Run `make setup` (or point PKG_CONFIG_PATH at a prefix that has duckdb.pc)."
#endif
#include <duckdb.h>
