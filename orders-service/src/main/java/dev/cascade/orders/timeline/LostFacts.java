package dev.cascade.orders.timeline;

import dev.cascade.orders.timeline.OrderTimeline.Asked;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Gap;
import dev.cascade.streams.history.Gap.Why;
import dev.cascade.streams.history.Missing;
import dev.cascade.streams.history.Past;
import dev.cascade.streams.history.Tellers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What an order's timeline lacks: what was not seen, and what must have been and is gone. */
final class LostFacts {

  private final TopicCatalogue catalogue;
  private final Tellers tellers;

  LostFacts(TopicCatalogue catalogue, Tellers tellers) {
    this.catalogue = catalogue;
    this.tellers = tellers;
  }

  List<Missing> of(Asked order, Past past, Instant since, Instant now) {
    List<Missing> missing = new ArrayList<>();
    past.gaps().stream()
        .filter(gap -> mayHideSomething(gap, since, now))
        .map(Missing::of)
        .forEach(missing::add);
    if (!hasRequest(past)) {
      missing.add(new Missing(Topics.ORDER_REQUESTS, "the order's request is gone", null));
    }
    List<Long> versions = goneVersions(order, past);
    if (!versions.isEmpty()) {
      missing.add(
          new Missing(
              Topics.ORDERS,
              "version " + joined(versions) + " gave way to later ones: the topic is compacted",
              null));
    }
    return missing;
  }

  /** What is older than a topic's retention is deleted; younger records never are. */
  private boolean mayHideSomething(Gap gap, Instant since, Instant now) {
    Duration kept = catalogue.topic(gap.topic()).retention();
    return gap.why() != Why.DELETED || kept == null || since.plus(kept).isBefore(now);
  }

  private boolean hasRequest(Past past) {
    return past.records().stream()
        .filter(record -> record.topic().equals(Topics.ORDER_REQUESTS))
        .map(record -> tellers.value(record, OrderRequest.class))
        .flatMap(Optional::stream)
        .anyMatch(request -> request.getRequest() instanceof OrderRequested);
  }

  private List<Long> goneVersions(Asked order, Past past) {
    Set<Long> seen =
        past.records().stream()
            .filter(record -> record.topic().equals(Topics.ORDERS))
            .map(record -> tellers.value(record, Order.class))
            .flatMap(Optional::stream)
            .map(Order::getVersion)
            .collect(Collectors.toSet());
    return LongStream.rangeClosed(1, order.version())
        .boxed()
        .filter(version -> !seen.contains(version))
        .limit(100)
        .toList();
  }

  private static String joined(List<Long> versions) {
    return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
