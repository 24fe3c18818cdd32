package dev.cascade.system.ecosystem;

import dev.cascade.system.history.History;
import dev.cascade.system.history.HistoryReader;
import org.jspecify.annotations.Nullable;

/** All that is committed to an ecosystem's topics, read on from where the last call ended. */
public final class CommittedTopics implements AutoCloseable {

  private final Addresses addresses;
  private @Nullable HistoryReader reader;

  /** Those of the ecosystem at these addresses. */
  public CommittedTopics(Addresses addresses) {
    this.addresses = addresses;
  }

  /** The history so far. */
  public History read() {
    if (reader == null) {
      reader = new HistoryReader(addresses.bootstrapServers(), addresses.registryUrl());
    }
    return reader.read();
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
