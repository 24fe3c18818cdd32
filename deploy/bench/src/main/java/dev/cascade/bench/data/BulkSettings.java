package dev.cascade.bench.data;

import java.util.Map;

/** A producer for many records, none of them urgent. */
final class BulkSettings {

  static final Map<String, Object> ALL =
      Map.of(
          "client.id",
          "bench-data",
          "linger.ms",
          20,
          "batch.size",
          131_072,
          "compression.type",
          "lz4");

  private BulkSettings() {}
}
