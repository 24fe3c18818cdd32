package dev.cascade.testing.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * A record as bytes.
 *
 * @param key null where there is none
 * @param value null where there is none
 * @param readable whether key and value can be read by the topic's contract, as far as the schema
 *     says it; null when only the reader knows
 * @param how it was made, for people
 */
public record WireRecord(
    byte @Nullable [] key, byte @Nullable [] value, @Nullable Boolean readable, String how) {}
