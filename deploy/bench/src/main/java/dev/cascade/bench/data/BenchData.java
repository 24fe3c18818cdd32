package dev.cascade.bench.data;

import dev.cascade.bench.audit.Ledger;
import dev.cascade.bench.kafka.AvroWriter;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.schemas.catalogue.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Creates what is missing of the bench's data, and waits until the services know it.
 *
 * <p>Commands are written to the topics that the services' own HTTP writes them to, because a
 * million accounts over HTTP would take an hour. The accounts have a wide overdraft instead of
 * funds: a debit checks the same limit either way.
 */
public final class BenchData {

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int STOCK_LEVELS_OF_A_NEW_PRODUCT = 2;

  private final Kafka kafka;
  private final AvroWriter avro;
  private final Ledger ledger;
  private final PrintStream out;

  /** Creates data there, and reports progress. */
  public BenchData(Kafka kafka, AvroWriter avro, Ledger ledger, PrintStream out) {
    this.kafka = kafka;
    this.avro = avro;
    this.ledger = ledger;
    this.out = out;
  }

  /** Makes sure that there are so many customers with accounts and so many products with stock. */
  public void ensure(int customers, int products) {
    ledger.readOn();
    List<Integer> newCustomers = missing(customers, n -> ledger.account(Ids.customer(n)).isEmpty());
    List<Integer> newProducts = missing(products, n -> ledger.stock(Ids.product(n)).isEmpty());
    if (newCustomers.isEmpty() && newProducts.isEmpty()) {
      return;
    }
    out.printf(
        "data: %d customers and %d products to create%n", newCustomers.size(), newProducts.size());
    try (Producer<String, byte[]> producer = kafka.producer(BulkSettings.ALL)) {
      Instant now = Instant.now();
      newProducts.forEach(n -> send(producer, Topics.PRODUCTS, Ids.product(n), Facts.product(n)));
      newCustomers.forEach(
          n -> send(producer, Topics.CUSTOMERS, Ids.customer(n), Facts.customer(n)));
      newCustomers.forEach(
          n -> send(producer, Topics.ACCOUNT_COMMANDS, Ids.customer(n), Facts.account(n, now)));
      producer.flush();
      newProducts.forEach(
          n -> send(producer, Topics.STOCK_ADJUSTMENTS, Ids.product(n), Facts.stock(n, now)));
      producer.flush();
    }
    await(
        "accounts",
        customers,
        () -> known(customers, n -> ledger.account(Ids.customer(n)).isPresent()));
    await("products", products, () -> known(products, this::isStocked));
  }

  private static List<Integer> missing(int count, IntPredicate isMissing) {
    return IntStream.range(0, count).filter(isMissing).boxed().toList();
  }

  private static long known(int count, IntPredicate isKnown) {
    return IntStream.range(0, count).filter(isKnown).count();
  }

  private boolean isStocked(int product) {
    return ledger
        .stock(Ids.product(product))
        .filter(stock -> stock.onHand() > 0 && stock.version() >= STOCK_LEVELS_OF_A_NEW_PRODUCT)
        .isPresent();
  }

  private void send(
      Producer<String, byte[]> producer, String topic, String key, SpecificRecord value) {
    producer.send(new ProducerRecord<>(topic, key, avro.write(topic, value)));
  }

  private void await(String what, int count, LongSupplier known) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long start = System.nanoTime();
    BooleanSupplier done =
        () -> {
          ledger.readOn();
          long reached = known.getAsLong();
          out.printf("data: %d of %d %s after %d s%n", reached, count, what, secondsSince(start));
          return reached >= count;
        };
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The services do not know all " + count + " " + what);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static long secondsSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }
}
