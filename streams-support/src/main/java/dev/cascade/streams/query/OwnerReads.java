package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Lets any instance answer a read of one key. The instance that holds the key's partition answers
 * itself; any other forwards the same GET to it, once, with the time that is left. While nobody is
 * known to hold the key, or its owner does not answer because it restarts, the read tries again
 * until its deadline. An instance that is asked for what it does not hold says so at once, and the
 * first one looks again. Only hosts that the streams metadata names are asked.
 *
 * <p>An instance with a standby copy of the partition answers from it when that is switched on, the
 * copy lags no more than the bound, and what the caller wants is in it. So reads go on while the
 * owner is away.
 */
@ApplicationScoped
public class OwnerReads {

  private final OptionalLong standbyMaxLag;
  private final StandbyLags lags = new StandbyLags();
  private final HttpForwarder forwarder = new HttpForwarder();

  /** Reads from standbys as far as the settings permit. */
  public OwnerReads(StreamsSettings settings) {
    this.standbyMaxLag = settings.standbyReadMaxLag();
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
   * @param standby given the partition, answers from this instance's standby copy of it; nothing
   *     when the copy does not have what is wanted, and then the owner is asked
   */
  public record OwnedRead(
      ManagedStreams application,
      String store,
      String key,
      UriInfo uri,
      HttpHeaders headers,
      Deadline deadline,
      Supplier<CompletionStage<Response>> here,
      IntFunction<Optional<Response>> standby) {

    /** A read that only the owner answers. */
    public OwnedRead(
        ManagedStreams application,
        String store,
        String key,
        UriInfo uri,
        HttpHeaders headers,
        Deadline deadline,
        Supplier<CompletionStage<Response>> here) {
      this(application, store, key, uri, headers, deadline, here, partition -> Optional.empty());
    }
  }

  /**
   * The answer of whoever holds the key.
   *
   * <p>Fails with a 503 problem when nobody could be found until the deadline.
   */
  public CompletionStage<Response> read(OwnedRead read) {
    return UntilDeadline.call(read.deadline(), () -> attempt(read));
  }

  private CompletionStage<Response> attempt(OwnedRead read) {
    KeyQueryMetadata place = StorePartitions.ofKey(read.application(), read.store(), read.key());
    if (place.activeHost().equals(read.application().self())) {
      return read.here().get();
    }
    return fromStandby(read, place)
        .<CompletionStage<Response>>map(CompletableFuture::completedFuture)
        .orElseGet(() -> forward(read, place.activeHost()));
  }

  private Optional<Response> fromStandby(OwnedRead read, KeyQueryMetadata place) {
    if (standbyMaxLag.isEmpty() || !place.standbyHosts().contains(read.application().self())) {
      return Optional.empty();
    }
    long lag = lags.of(read.application(), read.store(), place.partition());
    return lag > standbyMaxLag.getAsLong()
        ? Optional.empty()
        : read.standby().apply(place.partition());
  }

  private CompletionStage<Response> forward(OwnedRead read, HostInfo owner) {
    if (read.headers().getHeaderString(HttpForwarder.HOP_HEADER) != null) {
      return CompletableFuture.completedFuture(HttpForwarder.moved());
    }
    URI target = HttpForwarder.at(owner, read.uri(), read.deadline().left());
    return forwarder.get(target, read.headers(), read.deadline().left());
  }
}
