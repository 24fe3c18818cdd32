package dev.cascade.orders.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.timeline.OrderTimeline.Asked;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.ShipmentRequested;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Gap;
import dev.cascade.streams.history.Gap.Why;
import dev.cascade.streams.history.Missing;
import dev.cascade.streams.history.Past;
import dev.cascade.streams.history.PastRecord;
import dev.cascade.streams.history.Tellers;
import dev.cascade.testing.PlainAvroSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LostFactsTest {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final Asked ORDER =
      new Asked("o-1", "c-1", List.of("ipad"), OrderState.CONFIRMED, 3, AT, AT.plusSeconds(1));

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final Tellers tellers =
      new OrderTellers(PlainAvroSerde::of, new FactWords(catalogue)).all();
  private final LostFacts lost = new LostFacts(catalogue, tellers);

  @Test
  void anOrderWithItsRequestAndAllVersionsLacksNothing() {
    assertThat(missing(AT, List.of(request(), version(1), version(2), version(3)))).isEmpty();
  }

  @Test
  void versionsThatGaveWayToLaterOnesAreNamed() {
    assertThat(missing(AT, List.of(request(), version(3))))
        .extracting(Missing::why)
        .containsExactly("version 1, 2 gave way to later ones: the topic is compacted");
  }

  @Test
  void aRequestThatIsGoneIsNamedAlsoWhenOthersAreThere() {
    PastRecord shipment =
        record(
            Topics.ORDER_REQUESTS,
            OrderRequest.class,
            new OrderRequest("o-1", "r-2", AT, new ShipmentRequested(null)));

    assertThat(missing(AT, List.of(shipment, version(1), version(2), version(3))))
        .extracting(Missing::topic)
        .containsExactly(Topics.ORDER_REQUESTS);
  }

  @Test
  void whatIsDeletedIsMissingWhenTheOrderIsOlderThanTheTopicKeeps() {
    Gap gap = new Gap(Topics.ORDER_VALIDATIONS, 1, Why.DELETED, 17, AT);
    Duration kept = catalogue.topic(Topics.ORDER_VALIDATIONS).retention();
    List<PastRecord> all = List.of(request(), version(1), version(2), version(3));

    assertThat(missing(AT.plus(kept).minusMillis(1), all, gap)).isEmpty();
    assertThat(missing(AT.plus(kept).plusMillis(1), all, gap))
        .extracting(Missing::why)
        .containsExactly("partition 1 is not kept that long: it begins at offset 17");
  }

  @Test
  void whatWasNotReadIsMissingHoweverYoungItIs() {
    List<PastRecord> all = List.of(request(), version(1), version(2), version(3));

    assertThat(missing(AT, all, new Gap(Topics.ORDERS, 0, Why.TOO_LONG, 5, AT)))
        .containsExactly(
            new Missing(
                Topics.ORDERS,
                "partition 0 was read up to offset 5 when the timeout was over",
                AT));
    assertThat(missing(AT, all, new Gap(Topics.ORDERS, 0, Why.TOO_MUCH, 5, AT))).hasSize(1);
  }

  private List<Missing> missing(Instant now, List<PastRecord> records, Gap... gaps) {
    return lost.of(ORDER, new Past(records, List.of(gaps), 0), AT, now);
  }

  private static PastRecord request() {
    return record(
        Topics.ORDER_REQUESTS,
        OrderRequest.class,
        new OrderRequest("o-1", "r-1", AT, new OrderRequested("c-1", "EUR", List.of(), "hash")));
  }

  private static PastRecord version(long version) {
    return record(
        Topics.ORDERS,
        Order.class,
        new Order(
            "o-1",
            "c-1",
            "EUR",
            List.of(),
            new Money(100L, "EUR"),
            "hash",
            dev.cascade.schemas.OrderState.CREATED,
            null,
            List.of(),
            List.of(),
            null,
            version,
            new RequestPosition(0, 0L),
            AT,
            AT,
            null,
            List.of()));
  }

  private static <V extends SpecificRecord> PastRecord record(
      String topic, Class<V> type, V value) {
    return new PastRecord(
        topic,
        0,
        0,
        AT,
        "o-1",
        PlainAvroSerde.of(type).serializer().serialize(topic, value),
        new RecordHeaders());
  }
}
