#include "csha256.h"

#if !defined(__x86_64__) && !defined(__aarch64__)

size_t csha256_lanes(void) { return 0; }

bool csha256_has(size_t lanes) { return false; }

void csha256_update(size_t lanes, uint32_t *states, const uint8_t *blocks, size_t stride, size_t count) {}

#endif
