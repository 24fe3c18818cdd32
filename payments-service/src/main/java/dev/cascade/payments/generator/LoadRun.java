package dev.cascade.payments.generator;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.generator.Load;
import dev.cascade.payments.publishing.PaymentsWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * One run of a load: what was due so far is submitted at each tick, whatever became of the rest.
 */
final class LoadRun {

  /** Generated accounts may go this far below zero, so that the load needs no funding. */
  private static final long OVERDRAFT_MINOR_UNITS = 1_000_000_000_00L;

  private static final int MAX_AMOUNT_MINOR_UNITS = 100_00;
  private static final int MAX_PENDING = 10_000;

  private final String id;
  private final Load load;
  private final String currency;
  private final PaymentsWriter writer;
  private final Clock clock = Clock.systemUTC();
  private final Random random = new Random();
  private final Instant startedAt = now();
  private final long startNanos = System.nanoTime();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong submitted = new AtomicLong();
  private volatile boolean stopped;

  LoadRun(String id, Load load, String currency, PaymentsWriter writer) {
    this.id = id;
    this.load = load;
    this.currency = currency;
    this.writer = writer;
  }

  /** Opens the accounts; those that are open stay as they are. */
  void open() {
    for (int i = 0; i < load.accounts(); i++) {
      String account = account(i);
      var unused =
          writer.ask(
              new AccountCommand(
                  account,
                  "generator-" + account,
                  new AccountCommand.Open(currency, OVERDRAFT_MINOR_UNITS),
                  now()));
    }
  }

  /** Submits what is due; false when the run is over. */
  boolean tick() {
    Duration elapsed = elapsed();
    long due = load.dueAfter(elapsed);
    while (!stopped && submitted.get() < due && pending() < MAX_PENDING) {
      submit();
    }
    return !stopped && (elapsed.compareTo(load.duration()) < 0 || submitted.get() < due);
  }

  private long pending() {
    return submitted.get() - acknowledged.get() - failed.get();
  }

  private void submit() {
    int creditor = load.creditor(random.nextDouble());
    int debtor = load.debtor(creditor, random.nextDouble());
    Instruction instruction =
        new Instruction(
            "gen-" + id + "-" + submitted.getAndIncrement(),
            PaymentKind.TRANSFER,
            null,
            null,
            account(debtor),
            account(creditor),
            new Money(1 + random.nextInt(MAX_AMOUNT_MINOR_UNITS), currency),
            now());
    var unused =
        writer
            .submit(new Payment.Incoming(instruction), new RecordHeaders())
            .whenComplete(
                (done, failure) -> (failure == null ? acknowledged : failed).incrementAndGet());
  }

  void stop() {
    stopped = true;
  }

  String id() {
    return id;
  }

  Load load() {
    return load;
  }

  Instant startedAt() {
    return startedAt;
  }

  long submitted() {
    return submitted.get();
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long failed() {
    return failed.get();
  }

  boolean isRunning() {
    return !stopped && elapsed().compareTo(load.duration()) < 0;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String account(int number) {
    return "gen-" + number;
  }
}
