package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.ManagedStreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Gathers what all instances of a service hold of a store. Each is sent the same GET once, with the
 * partitions that it is asked for; such a request is answered from those partitions alone, or not
 * at all. So a list is whole also while partitions move. The answers are JSON objects with an array
 * {@code items}.
 */
@ApplicationScoped
public class EveryInstance {

  private final ObjectMapper json;
  private final HttpForwarder forwarder = new HttpForwarder();

  /** Makes JSON of the items with the service's own mapper. */
  public EveryInstance(ObjectMapper json) {
    this.json = ExactTrees.by(json);
  }

  /**
   * One read of all instances.
   *
   * @param application holds the store
   * @param store name of the store
   * @param uri the request, to be sent again to the others
   * @param headers the request's headers; they tell whether it was forwarded already
   * @param deadline until when to try
   * @param here reads the items of some partitions, all of which this instance holds; each becomes
   *     JSON
   */
  public record SpreadRead(
      ManagedStreams application,
      String store,
      UriInfo uri,
      HttpHeaders headers,
      Deadline deadline,
      Function<Set<Integer>, ? extends List<?>> here) {}

  /**
   * How many items an answer may have: those of a part are all for the instance that gathers, which
   * tells by one item too many whether there is a next page.
   *
   * @param limit what the caller asked for
   */
  public static int most(HttpHeaders headers, int limit) {
    return isPart(headers) ? Integer.MAX_VALUE : limit;
  }

  /** Whether another instance gathers, and asks for what this one has. */
  static boolean isPart(HttpHeaders headers) {
    return headers.getHeaderString(HttpForwarder.PARTITIONS_HEADER) != null;
  }

  /** The items of all instances, in no order; fails with a 503 problem at the deadline. */
  public CompletionStage<List<JsonNode>> items(SpreadRead read) {
    return UntilDeadline.call(read.deadline(), () -> attempt(read));
  }

  private CompletionStage<List<JsonNode>> attempt(SpreadRead read) {
    String asked = read.headers().getHeaderString(HttpForwarder.PARTITIONS_HEADER);
    if (asked != null) {
      return CompletableFuture.completedFuture(own(read, partitions(asked)));
    }
    CompletionStage<List<JsonNode>> all = CompletableFuture.completedFuture(List.of());
    for (Map.Entry<HostInfo, Set<Integer>> holder : holders(read).entrySet()) {
      all = all.thenCombine(itemsOf(holder.getKey(), holder.getValue(), read), this::joined);
    }
    return all;
  }

  private static Map<HostInfo, Set<Integer>> holders(SpreadRead read) {
    Map<HostInfo, Set<Integer>> holders = new HashMap<>();
    StorePartitions.all(read.application(), read.store())
        .forEach((partition, place) ->
            holders.computeIfAbsent(place.activeHost(), host -> new TreeSet<>()).add(partition));
    return holders;
  }

  private CompletionStage<List<JsonNode>> itemsOf(
      HostInfo holder, Set<Integer> partitions, SpreadRead read) {
    if (holder.equals(read.application().self())) {
      return CompletableFuture.completedFuture(own(read, partitions));
    }
    URI target = HttpForwarder.at(holder, read.uri(), read.deadline().left());
    return forwarder
        .fetchPartitions(target, read.headers(), read.deadline().left(), partitions)
        .thenApply(this::parsed);
  }

  private List<JsonNode> own(SpreadRead read, Set<Integer> partitions) {
    return read.here().apply(partitions).stream().<JsonNode>map(json::valueToTree).toList();
  }

  private static Set<Integer> partitions(String header) {
    try {
      return Arrays.stream(header.split(","))
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.invalid(HttpForwarder.PARTITIONS_HEADER, "must be numbers with commas between"));
    }
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

  private List<JsonNode> joined(List<JsonNode> some, List<JsonNode> others) {
    List<JsonNode> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
