#ifndef CSHA256_H
#define CSHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// SHA-256 (FIPS 180-4) of several messages of one length at once on one core, a lane each. No library at hand offers that.
//
// 16 lanes: AVX-512; 8 lanes: AVX2; 2 lanes: the processor's own instructions for SHA-256. A round of those waits four cycles
// for the one before it, and the processor could begin two in that time: two messages in turn take the time of one.

// How many lanes are fastest here; 0 where there is nothing better than one message after the other.
size_t csha256_lanes(void);

// Whether the processor can have that many lanes. Without it the function below must not be called with them.
bool csha256_has(size_t lanes);

// Hashes `count` blocks of 64 bytes of each lane into its state.
//
// states: eight words a lane, one lane after the other
// blocks: the first lane's; those of lane i begin at blocks + i * stride
void csha256_update(size_t lanes, uint32_t *states, const uint8_t *blocks, size_t stride, size_t count);

#endif
