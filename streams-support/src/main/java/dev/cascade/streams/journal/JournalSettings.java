package dev.cascade.streams.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What of a service's log becomes facts, and how much of it waits while Kafka is away. */
@ConfigMapping(prefix = "cascade.journal")
public interface JournalSettings {

  /** Whether warnings, errors and events are written to their topics at all. */
  @WithDefault("true")
  boolean enabled();

  /** The service's name in the records. */
  @WithDefault("${quarkus.application.name}")
  String service();

  /**
   * Most different warnings and errors that wait for Kafka, and as many events; repeats take no
   * place. What comes when all places are taken is counted and lost.
   */
  @WithDefault("256")
  int mostWaiting();

  /**
   * How long repeats of a message gather before they are written as one record with their count.
   */
  @WithDefault("10s")
  Duration foldRepeatsFor();

  /** Longest message, characters; the rest is cut. */
  @WithDefault("1000")
  int mostMessageChars();

  /** Longest stack trace, characters; the rest is cut. */
  @WithDefault("4000")
  int mostStackChars();

  /** How long the service's stop waits for what is not written yet. */
  @WithDefault("1s")
  Duration closingTime();
}
