package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Lets any instance answer a read of one key. The instance that holds the key's partition answers
 * itself; any other forwards the same GET to it, once, with the time that is left. While nobody is
 * known to hold the key, or its owner does not answer because it restarts, the read tries again
 * until its deadline. Only hosts that the streams metadata names are asked.
 */
@ApplicationScoped
public class OwnerReads {

  private final HostInfo self;
  private final HttpForwarder forwarder = new HttpForwarder();
  private final StringSerializer keys = new StringSerializer();

  /** Knows this instance by the address that it is known by to the others. */
  public OwnerReads(StreamsSettings settings) {
    this.self = HostInfo.buildFromEndpoint(settings.advertisedHost());
  }

  /**
   * One read.
   *
   * @param application holds the store
   * @param store name of the store
   * @param key decides the partition, by Kafka's default partitioner
   * @param uri the request, to be sent again to the owner with {@code timeout} set to what is left
   * @param headers the request's headers; they tell whether it was forwarded already
   * @param deadline until when to look for the owner
   * @param here answers the read on this instance
   */
  public record OwnedRead(
      ManagedStreams application,
      String store,
      String key,
      UriInfo uri,
      HttpHeaders headers,
      Deadline deadline,
      Supplier<CompletionStage<Response>> here) {}

  /**
   * The answer of whoever holds the key.
   *
   * <p>Fails with a 503 problem when nobody could be found until the deadline.
   */
  public CompletionStage<Response> read(OwnedRead read) {
    return UntilDeadline.call(read.deadline(), () -> attempt(read));
  }

  private CompletionStage<Response> attempt(OwnedRead read) {
    try {
      KeyQueryMetadata owner =
          read.application().client().queryMetadataForKey(read.store(), read.key(), keys);
      if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
        return CompletableFuture.failedFuture(new UntilDeadline.NotYetException());
      }
      return owner.activeHost().equals(self)
          ? read.here().get()
          : forward(read, owner.activeHost());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Response> forward(OwnedRead read, HostInfo owner) {
    if (read.headers().getHeaderString(HttpForwarder.HOP_HEADER) != null) {
      return CompletableFuture.failedFuture(new UntilDeadline.NotYetException());
    }
    URI target = HttpForwarder.at(owner, read.uri(), read.deadline().left());
    return forwarder.get(target, read.deadline().left());
  }
}
