package dev.cascade.sql.latest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory. It is asynchronous only because Flink lets asynchronous lookups wait for a
 * row that is missing without holding up the others.
 */
public final class LatestRows extends AsyncLookupFunction {

  private static final long serialVersionUID = 1;

  private final String topic;
  private final Map<String, String> client;
  private final DeserializationSchema<RowData> decoder;
  private final int knownSinceColumn;

  private transient @Nullable TopicFollower follower;

  LatestRows(
      String topic,
      Map<String, String> client,
      DeserializationSchema<RowData> decoder,
      int knownSinceColumn) {
    this.topic = topic;
    this.client = Map.copyOf(client);
    this.decoder = decoder;
    this.knownSinceColumn = knownSinceColumn;
  }

  /** Returns when all is read that is in the topic now. */
  @Override
  public void open(FunctionContext context) throws Exception {
    decoder.open(new OpenedLookup(context));
    follower = TopicFollower.caughtUp(topic, client, new KeptRows(decoder, knownSinceColumn));
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
    if (follower == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("Not opened"));
    }
    try {
      RowData row = follower.rows().get(key.getString(0).toString());
      return CompletableFuture.completedFuture(row == null ? List.of() : List.of(row));
    } catch (IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
  }
}
