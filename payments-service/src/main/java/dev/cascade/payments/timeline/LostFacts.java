package dev.cascade.payments.timeline;

import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
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

/** What a payment's timeline lacks: what was not seen, and what must have been and is gone. */
final class LostFacts {

  private static final int ENTRIES = 2;

  private final TopicCatalogue catalogue;
  private final Tellers tellers;

  LostFacts(TopicCatalogue catalogue, Tellers tellers) {
    this.catalogue = catalogue;
    this.tellers = tellers;
  }

  /**
   * What is missing.
   *
   * @param settled whether the payment ended so long ago that its last transaction is visible in
   *     all partitions
   */
  List<Missing> of(Past past, boolean settled, Instant since, Instant now) {
    List<Missing> missing = new ArrayList<>();
    past.gaps().stream()
        .filter(gap -> mayHideSomething(gap, since, now))
        .map(Missing::of)
        .forEach(missing::add);
    if (count(past, Topics.PAYMENTS_INCOMING) == 0) {
      missing.add(new Missing(Topics.PAYMENTS_INCOMING, "the payment's submission is gone", null));
    }
    if (settled && hasEntries(past) && count(past, Topics.ACCOUNT_BALANCES) < ENTRIES) {
      missing.add(
          new Missing(
              Topics.ACCOUNT_BALANCES,
              "an entry gave way to later ones: the topic is compacted",
              null));
    }
    return missing;
  }

  /** What is older than a topic's retention is deleted; younger records never are. */
  private boolean mayHideSomething(Gap gap, Instant since, Instant now) {
    Duration kept = catalogue.topic(gap.topic()).retention();
    return gap.why() != Why.DELETED || kept == null || since.plus(kept).isBefore(now);
  }

  /** Whether it moved money, by its end. */
  private boolean hasEntries(Past past) {
    return past.records().stream()
        .filter(record -> record.topic().equals(Topics.PAYMENTS_COMPLETE))
        .map(record -> tellers.value(record, Payment.class))
        .flatMap(Optional::stream)
        .anyMatch(payment ->
            payment.getState() == PaymentState.COMPLETE && payment.getKind() != PaymentKind.VOID);
  }

  private static long count(Past past, String topic) {
    return past.records().stream().filter(record -> record.topic().equals(topic)).count();
  }
}
