package dev.cascade.streams.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Which traces are made, and where they go. */
@ConfigMapping(prefix = "cascade.tracing")
public interface TracingSettings {

  /** Whether traces are taken up and made at all. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Base URL of a collector that takes OTLP over HTTP; spans go to {@code /v1/traces} under it.
   * Without one no trace is begun and no span is made; the traces of callers are carried on in the
   * records all the same.
   */
  Optional<URI> endpoint();

  /** The most traces that begin here within a second; those of callers are not counted. */
  @WithDefault("5")
  int newPerSecond();

  /** The share of requests without a trace that may begin one, 0 to 1. */
  @WithDefault("1.0")
  double ratio();

  /** The most spans that wait for the collector; more are dropped and counted. */
  @WithDefault("4096")
  int queuedSpans();
}
