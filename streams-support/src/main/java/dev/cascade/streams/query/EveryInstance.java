package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Gathers what all instances of a service hold of a store. Each is sent the same GET once, marked
 * as forwarded; a marked request is answered from this instance alone. The answers are JSON objects
 * with an array {@code items}.
 */
@ApplicationScoped
public class EveryInstance {

  private final HostInfo self;
  private final ObjectMapper json;
  private final HttpForwarder forwarder = new HttpForwarder();

  /** Knows this instance by the address that it is known by to the others. */
  public EveryInstance(StreamsSettings settings, ObjectMapper json) {
    this.self = HostInfo.buildFromEndpoint(settings.advertisedHost());
    this.json = json;
  }

  /**
   * One read of all instances.
   *
   * @param application holds the store
   * @param store name of the store
   * @param uri the request, to be sent again to the others
   * @param headers the request's headers; they tell whether it was forwarded already
   * @param deadline until when to try
   * @param here reads the items that this instance holds; each becomes JSON
   */
  public record SpreadRead(
      ManagedStreams application,
      String store,
      UriInfo uri,
      HttpHeaders headers,
      Deadline deadline,
      Supplier<? extends List<?>> here) {}

  /** The items of all instances, in no order; fails with a 503 problem at the deadline. */
  public CompletionStage<List<JsonNode>> items(SpreadRead read) {
    return UntilDeadline.call(read.deadline(), () -> attempt(read));
  }

  private CompletionStage<List<JsonNode>> attempt(SpreadRead read) {
    List<JsonNode> own = read.here().get().stream().<JsonNode>map(json::valueToTree).toList();
    if (read.headers().getHeaderString(HttpForwarder.HOP_HEADER) != null) {
      return CompletableFuture.completedFuture(own);
    }
    Collection<StreamsMetadata> holders =
        read.application().client().streamsMetadataForStore(read.store());
    if (holders.isEmpty()) {
      return CompletableFuture.failedFuture(new UntilDeadline.NotYetException());
    }
    CompletionStage<List<JsonNode>> all = CompletableFuture.completedFuture(own);
    for (StreamsMetadata holder : holders) {
      if (!holder.hostInfo().equals(self) && !holder.topicPartitions().isEmpty()) {
        all = all.thenCombine(itemsOf(holder.hostInfo(), read), EveryInstance::joined);
      }
    }
    return all;
  }

  private CompletionStage<List<JsonNode>> itemsOf(HostInfo holder, SpreadRead read) {
    URI target = HttpForwarder.at(holder, read.uri(), read.deadline().left());
    return forwarder.fetch(target, read.deadline().left()).thenApply(this::parsed);
  }

  private List<JsonNode> parsed(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new UntilDeadline.NotYetException();
    }
    try {
      List<JsonNode> items = new ArrayList<>();
      json.readTree(answer.body()).path("items").forEach(items::add);
      return items;
    } catch (IOException e) {
      throw new UncheckedIOException("Another instance's answer is no JSON", e);
    }
  }

  private static List<JsonNode> joined(List<JsonNode> some, List<JsonNode> others) {
    List<JsonNode> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
