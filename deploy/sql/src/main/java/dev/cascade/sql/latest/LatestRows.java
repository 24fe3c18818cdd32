package dev.cascade.sql.latest;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory. It is asynchronous, so that who waits for a row that is missing does not
 * hold up the others; Flink's own retries ({@code 'retry-predicate' = 'lookup_miss'}) sleep on the
 * thread that all of them need.
 */
public final class LatestRows extends AsyncLookupFunction {

  private static final long serialVersionUID = 1;

  private final String topic;
  private final Map<String, String> client;
  private final DeserializationSchema<RowData> decoder;
  private final int knownSinceColumn;
  private final Duration patience;

  private transient @Nullable TopicFollower follower;

  LatestRows(
      String topic,
      Map<String, String> client,
      DeserializationSchema<RowData> decoder,
      int knownSinceColumn,
      Duration patience) {
    this.topic = topic;
    this.client = Map.copyOf(client);
    this.decoder = decoder;
    this.knownSinceColumn = knownSinceColumn;
    this.patience = patience;
  }

  /** Returns when all is read that is in the topic now. */
  @Override
  public void open(FunctionContext context) throws Exception {
    decoder.open(new OpenedLookup(context));
    follower =
        TopicFollower.caughtUp(topic, client, new KeptRows(decoder, knownSinceColumn, patience));
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
    if (follower == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("Not opened"));
    }
    return follower.rows().get(key.getString(0).toString());
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
  }
}
