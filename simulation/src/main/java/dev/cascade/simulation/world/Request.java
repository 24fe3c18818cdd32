package dev.cascade.simulation.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody outside writes.
 *
 * @param what for people
 * @param topic where it goes
 * @param key of the record
 * @param body its value at the moment at which it is sent
 */
public record Request(String what, String topic, String key, Body body) {

  /** Makes the value. */
  @FunctionalInterface
  public interface Body {

    /** The bytes, as those services read them; null for a tombstone. */
    byte @Nullable [] at(Services services, Instant now);
  }
}
