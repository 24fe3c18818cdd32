package dev.cascade.sweep;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that somebody else than the application wrote.
 *
 * @param writer the application that wrote it; empty for a client
 * @param value null for a tombstone and for poison
 * @param bytes what lies there when it is no Avro record; null for a tombstone
 * @param phase which request of a client it follows from; below zero for what there is to begin
 *     with
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Input(
    String writer,
    String topic,
    String key,
    @Nullable SpecificRecord value,
    byte @Nullable [] bytes,
    int phase) {

  boolean isOpening() {
    return phase < 0;
  }
}
