#ifndef CSHA256_H
#define CSHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// SHA-256 (FIPS 180-4) of two messages at once on one core, by the processor's own instructions.
//
// A round waits four cycles for the one before it, and the processor could begin two in that time: two messages in turn are
// hashed in the time of one. No library at hand offers that for messages of any length.

// Whether this processor has the instructions. Without them the functions below must not be called.
bool csha256_is_supported(void);

// Hashes `count` blocks of 64 bytes into a state of eight words.
void csha256_update(uint32_t state[8], const uint8_t *blocks, size_t count);

// Hashes `count` blocks of 64 bytes of each of two messages into their states.
void csha256_update_two(uint32_t first[8], const uint8_t *first_blocks, uint32_t second[8],
                        const uint8_t *second_blocks, size_t count);

#endif
