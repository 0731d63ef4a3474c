#pragma once

#if !__has_include(<zlib.h>)
#error "zlib.h is not installed. Run `make setup` (or install zlib1g-dev, zlib-devel on Amazon Linux)."
#endif
#include <zlib.h>
