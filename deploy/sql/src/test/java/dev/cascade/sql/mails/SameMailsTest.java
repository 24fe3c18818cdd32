package dev.cascade.sql.mails;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script and the topology, side by side on one broker, over one history. */
class SameMailsTest {

  private static final String BY_SQL = "platinum-emails-by-sql";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ORDERS_OF_THE_PAST = 150;
  private static final int REPEATED_AFTER_ALL = 48;

  private final TestPlatform platform = TestPlatform.shared();
  private final String run = platform.freshId();
  private final Shop shop = new Shop(platform);
  private final List<String> regulars = List.of("p-" + run, "g-" + run, "s-" + run);
  private final Set<String> unrepeated = new TreeSet<>();

  private int settled;
  private TopicReader<EmailRequested> byTopology;
  private TopicReader<EmailRequested> bySql;

  @TempDir private Path folder;

  @BeforeEach
  void readers() {
    platform.createTopic(BY_SQL, 2);
    byTopology = platform.reader(Topics.PLATINUM_EMAILS, EmailRequested.class);
    bySql = platform.reader(BY_SQL, EmailRequested.class);
  }

  @AfterEach
  void close() {
    shop.close();
    byTopology.close();
    bySql.close();
  }

  @Test
  void theSqlAndTheTopologyAskForTheSameMails() throws Exception {
    String contractsBefore = contracts();
    Seeds.forEach(1, this::thePast);
    shop.happen();

    try (RoutingProcess routing = RoutingProcess.start(platform, folder.resolve("streams"));
        SqlProcess sql = SqlProcess.ofMails(platform, folder)) {
      settle();
      levelsChange();
      customersComeLate();
      ordersAreWithdrawn();
      settle();
      assertThat(sql.isAlive()).as(sql::output).isTrue();
    }

    Map<String, ReceivedRecord<EmailRequested>> topologys = mails(byTopology);
    Map<String, ReceivedRecord<EmailRequested>> sqls = mails(bySql);
    assertThat(sqls.keySet()).isEqualTo(topologys.keySet());
    assertThat(said(sqls)).containsExactlyInAnyOrderElementsOf(said(topologys));
    assertThat(requestTimes(sqls)).isEqualTo(requestTimes(topologys)).isNotEmpty();
    assertThat(sqls.keySet())
        .contains("raised-" + run, "late-" + run, "returned-" + run, "repeated-" + run + "-0");
    assertThat(sqls.keySet())
        .doesNotContain("lowered-" + run, "late-withdrawn-" + run, "paid-too-late-" + run);
    assertThat(contracts()).isEqualTo(contractsBefore);
  }

  /** Orders of any fate, records of any order repeated, all before either of the two reads. */
  private void thePast(Seed seed) {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(12));
    shop.customer(regulars.get(0), CustomerLevel.PLATINUM, begin);
    shop.customer(regulars.get(1), CustomerLevel.GOLD, begin);
    shop.customer(regulars.get(2), CustomerLevel.PLATINUM, begin);
    shop.customer(regulars.get(2), CustomerLevel.SILVER, begin.plusSeconds(1));
    for (int i = 0; i < ORDERS_OF_THE_PAST; i++) {
      String customer = seed.chance(0.7) ? regulars.get(0) : seed.oneOf(regulars);
      fate(
          seed,
          "past-" + run + "-" + i,
          customer,
          begin.plus(Duration.ofMinutes(seed.intBetween(1, 480))));
    }
    for (int i = 0; i < REPEATED_AFTER_ALL; i++) {
      repeatedAfterAll("repeated-" + run + "-" + i, begin.plus(Duration.ofMinutes(10L * i)));
    }
  }

  /** Mailed before it was withdrawn; what led to that is in the log once more, after it. */
  private void repeatedAfterAll(String id, Instant at) {
    String customer = regulars.getFirst();
    confirmAndPay(id, customer, at, at.plusMillis(20));
    shop.withdrawn(id, customer, at.plusSeconds(30));
    shop.order(id, customer, OrderState.CANCELLED, OrderState.CONFIRMED, true, at.plusSeconds(40));
    confirmAndPay(id, customer, at.plusSeconds(200), at.plusSeconds(200));
  }

  private void fate(Seed seed, String id, String customer, Instant at) {
    shop.order(id, customer, OrderState.CREATED, null, false, at.minusSeconds(2));
    shop.order(id, customer, OrderState.VALIDATED, OrderState.CREATED, false, at.minusSeconds(1));
    Duration apart =
        seed.oneOf(
            Duration.ofMillis(seed.intBetween(0, 900)),
            Duration.ofMinutes(seed.intBetween(1, 59)),
            HOUR,
            HOUR.plusMillis(1),
            HOUR.plusMinutes(seed.intBetween(1, 90)));
    switch (seed.intBetween(0, 9)) {
      case 0 -> shop.order(id, customer, OrderState.FAILED, OrderState.VALIDATED, false, at);
      case 1 -> {
        shop.payment(id, OrderPaymentOutcome.REFUSED, at);
        shop.order(id, customer, OrderState.FAILED, OrderState.VALIDATED, false, at.plusMillis(9));
      }
      case 2 -> {
        // Cancelled while the payment ran: confirmed only to be refunded.
        shop.paid(id, at);
        shop.order(
            id, customer, OrderState.CONFIRMED, OrderState.VALIDATED, true, at.plusMillis(9));
        shop.payment(id, OrderPaymentOutcome.REFUNDED, at.plusSeconds(3));
        shop.order(
            id, customer, OrderState.CANCELLED, OrderState.CONFIRMED, true, at.plusSeconds(4));
      }
      case 3 -> {
        met(seed, id, customer, at, Duration.ofMillis(20));
        shop.withdrawn(id, customer, at.plusSeconds(30));
        shop.order(
            id, customer, OrderState.CANCELLED, OrderState.CONFIRMED, true, at.plusSeconds(40));
      }
      case 4 -> shop.confirmed(id, customer, at);
      case 5 -> shop.paid(id, at);
      case 6 -> {
        met(seed, id, customer, at, Duration.ofMillis(20));
        shop.order(
            id, customer, OrderState.SHIPPED, OrderState.CONFIRMED, false, at.plusSeconds(90));
      }
      default -> met(seed, id, customer, at, apart);
    }
  }

  private void met(Seed seed, String id, String customer, Instant at, Duration apart) {
    Instant later = at.plus(apart);
    boolean isPaidFirst = seed.chance(0.7);
    boolean isRepeated = seed.chance(0.4);
    confirmAndPay(id, customer, isPaidFirst ? later : at, isPaidFirst ? at : later);
    if (isRepeated) {
      Instant again = later.plusSeconds(seed.intBetween(0, 300));
      if (seed.chance(0.5)) {
        shop.paid(id, again);
      }
      shop.confirmed(id, customer, again);
    } else {
      unrepeated.add(id);
    }
  }

  private void confirmAndPay(String id, String customer, Instant confirmed, Instant paid) {
    shop.confirmed(id, customer, confirmed);
    shop.paid(id, paid);
  }

  private void levelsChange() {
    Instant now = now();
    shop.customer(regulars.get(0), CustomerLevel.GOLD, now);
    shop.customer(regulars.get(1), CustomerLevel.PLATINUM, now);
    settle();
    confirmAndPay("lowered-" + run, regulars.get(0), now(), now());
    confirmAndPay("raised-" + run, regulars.get(1), now(), now());
    settle();
    shop.customerGoes(regulars.get(1), now());
    settle();
    confirmAndPay("returned-" + run, regulars.get(1), now(), now());
    settle();
    shop.customer(regulars.get(1), CustomerLevel.PLATINUM, now());
    await("returned-" + run);
  }

  private void customersComeLate() {
    String stranger = "stranger-" + run;
    confirmAndPay("late-withdrawn-" + run, stranger, now(), now());
    confirmAndPay("late-" + run, stranger, now(), now());
    confirmAndPay("for-nobody-" + run, "nobody-" + run, now(), now());
    settle();
    shop.withdrawn("late-withdrawn-" + run, stranger, now());
    settle();
    shop.customer(stranger, CustomerLevel.PLATINUM, now());
    await("late-" + run);
  }

  /** No order is withdrawn before it is paid, but both have to stand it. */
  private void ordersAreWithdrawn() {
    String id = "paid-too-late-" + run;
    shop.confirmed(id, regulars.get(1), now());
    settle();
    shop.withdrawn(id, regulars.get(1), now());
    settle();
    shop.paid(id, now());
    settle();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void await(String order) {
    shop.happen();
    byTopology.awaitKey(order);
    bySql.awaitKey(order);
  }

  /**
   * Waits until both have read all that was written: they have when they ask for the mails of
   * orders on each partition, by customers on each partition, that are written after it.
   */
  private void settle() {
    shop.happen();
    List<String> ids = Shop.idsForAllPartitions("settled-" + run + "-" + settled);
    settled++;
    ids.forEach(id -> shop.customer(id, CustomerLevel.PLATINUM, now()));
    ids.forEach(id -> confirmAndPay(id, id, now(), now()));
    shop.happen();
    ids.forEach(byTopology::awaitKey);
    ids.forEach(bySql::awaitKey);
  }

  private Map<String, ReceivedRecord<EmailRequested>> mails(TopicReader<EmailRequested> reader) {
    return reader.readToEnd().stream()
        .filter(record -> String.valueOf(record.key()).contains(run))
        .collect(
            Collectors.toMap(
                ReceivedRecord::key,
                Function.identity(),
                (one, other) -> {
                  throw new AssertionError("Two mails for " + one.key());
                }));
  }

  private static List<Mail> said(Map<String, ReceivedRecord<EmailRequested>> mails) {
    return mails.values().stream().map(Mail::of).toList();
  }

  private Map<String, Instant> requestTimes(Map<String, ReceivedRecord<EmailRequested>> mails) {
    return mails.values().stream()
        .filter(record -> unrepeated.contains(record.key()))
        .collect(
            Collectors.toMap(ReceivedRecord::key, record -> record.present().getRequestedAt()));
  }

  /** All subjects and the ids of their schemas. */
  private String contracts() throws Exception {
    List<String> all = new ArrayList<>();
    for (JsonNode subject : new ObjectMapper().readTree(asked("/subjects"))) {
      all.add(subject.asText() + asked("/subjects/" + subject.asText() + "/versions"));
    }
    return String.join("\n", all);
  }

  private String asked(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create(platform.registryUrl() + "/apis/ccompat/v7" + path);
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }
}
