package dev.cascade.chaos.run;

import dev.cascade.chaos.faults.Mechanism;
import dev.cascade.chaos.faults.Mechanisms;
import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.plan.Plan;
import dev.cascade.chaos.stage.Stage;
import dev.cascade.chaos.users.Users;
import dev.cascade.chaos.verdict.Auditor;
import dev.cascade.chaos.verdict.Recount;
import dev.cascade.chaos.verdict.Settled;
import dev.cascade.local.platform.ServerFailedException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * One fault after the other under load, a look at everything after each, a recount now and then.
 */
public final class Campaign {

  private static final Duration REST_BOUND = Duration.ofMinutes(5);
  private static final Duration RECOUNT_BOUND = Duration.ofMinutes(4);

  private final Stage stage;
  private final Plan plan;
  private final Users users;
  private final Goal goal;
  private final int recountEvery;
  private final Duration settleBound;
  private final String prefix;
  private final PrintStream out;
  private final Auditor auditor;
  private final Settled settled;
  private final Mechanisms mechanisms;
  private final Findings findings = new Findings();
  private final List<String> canaries = new ArrayList<>();
  private final long start = System.nanoTime();

  /**
   * A run on a stage that is up.
   *
   * @param recountEvery after how many faults everything is recounted, beyond the end
   * @param settleBound how long recovery from a fault may take
   * @param prefix of the ids of this run
   * @param out a line for each fault
   */
  public Campaign(
      Stage stage,
      Plan plan,
      Users users,
      Goal goal,
      int recountEvery,
      Duration settleBound,
      String prefix,
      PrintStream out) {
    this.stage = stage;
    this.plan = plan;
    this.users = users;
    this.goal = goal;
    this.recountEvery = recountEvery;
    this.settleBound = settleBound;
    this.prefix = prefix;
    this.out = out;
    this.auditor = new Auditor(stage);
    this.settled = new Settled(stage, auditor);
    this.mechanisms = new Mechanisms(stage);
  }

  /** What is found so far; also while it runs. */
  public Findings findings() {
    return findings;
  }

  /** How long it has run. */
  public Duration ran() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * Runs until the goal is reached, or until something does not recover even when what is missing
   * is started.
   */
  public void run() throws InterruptedException {
    settle("before the first fault");
    users.goOn();
    boolean works = true;
    while (works && !goal.isReached(ran(), stage.kills(), users.paid())) {
      Fault fault = plan.next();
      works = pass(fault);
      if (works && fault.number() % recountEvery == 0) {
        recount();
        users.goOn();
      }
    }
    recount();
  }

  private boolean pass(Fault fault) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(fault.calm().toMillis());
    Mechanism mechanism = mechanisms.of(fault.kind());
    Duration at = ran();
    long struck = System.nanoTime();
    strikeAndHeal(mechanism, fault, struck);
    Settled.Outcome outcome = settled.await(prefix + "settled-" + fault.number(), settleBound);
    canaries.addAll(outcome.orders());
    mechanism.afterwards(fault).ifPresent(what -> found(fault, what));
    if (fault.replaced()) {
      endSecond(fault);
    }
    findings.passed(new Pass(fault, at, outcome.took(), outcome.complaints().isEmpty()));
    findings.violated(auditor.newBreaches());
    tell(fault, outcome);
    return outcome.complaints().isEmpty() || isHelped(fault, outcome);
  }

  // What cannot be done to a part is a finding, as it may have ended by itself just then.
  private void strikeAndHeal(Mechanism mechanism, Fault fault, long struck)
      throws InterruptedException {
    try {
      mechanism.strike(fault);
      mechanism.meanwhile(fault).ifPresent(what -> found(fault, what));
      TimeUnit.NANOSECONDS.sleep(
          Math.max(0, fault.lasting().toNanos() - (System.nanoTime() - struck)));
      mechanism.heal(fault);
    } catch (IllegalStateException | ServerFailedException e) {
      found(fault, "could not be done: " + e.getMessage());
    }
  }

  private void found(Fault fault, String what) {
    findings.found("#%d %s: %s".formatted(fault.number(), fault.text(), what));
  }

  /** The zombie and its replacement have both run; the first one goes on alone. */
  private void endSecond(Fault fault) throws InterruptedException {
    String service = fault.targets().getFirst();
    stage.routeToFirst(service);
    stage.stopSecond(service);
    settle("after the other instance of " + service + " ended, #" + fault.number());
  }

  private void settle(String when) throws InterruptedException {
    Settled.Outcome outcome =
        settled.await(prefix + "ready-" + canaries.size() + "-" + ran().toSeconds(), settleBound);
    canaries.addAll(outcome.orders());
    if (!outcome.complaints().isEmpty()) {
      findings.found("Not settled %s: %s".formatted(when, outcome.complaints()));
    }
  }

  private boolean isHelped(Fault fault, Settled.Outcome outcome) {
    found(
        fault,
        "not recovered by itself after %d s: %s"
            .formatted(settleBound.toSeconds(), outcome.complaints()));
    try {
      stage.up();
      return true;
    } catch (RuntimeException e) {
      findings.found("... and ./cascade up does not help: " + e.getMessage());
      return false;
    }
  }

  private void tell(Fault fault, Settled.Outcome outcome) {
    out.printf(
        Locale.ROOT,
        "%8s  #%-3d %s; %s after %.1f s; %d kills, %d orders, %d payments, %d violations%n",
        clock(),
        fault.number(),
        fault.text(),
        outcome.complaints().isEmpty() ? "settled" : "NOT SETTLED " + outcome.complaints(),
        outcome.took().toMillis() / 1000.0,
        stage.kills(),
        users.ordered(),
        users.paid(),
        findings.violations().size());
    out.flush();
  }

  private String clock() {
    Duration ran = ran();
    return "%d:%02d:%02d".formatted(ran.toHours(), ran.toMinutesPart(), ran.toSecondsPart());
  }

  private void recount() throws InterruptedException {
    if (!users.rest(REST_BOUND)) {
      findings.found("Users still wait for an answer after " + REST_BOUND);
    }
    List<String> orders = new ArrayList<>(users.orders());
    orders.addAll(canaries);
    try (Recount recount = new Recount(stage)) {
      Recount.Outcome outcome = recount.judge(orders, users.payments(), RECOUNT_BOUND);
      findings.violated(outcome.violations());
      findings.violated(
          outcome.unsettled().stream().map(it -> "still to come when all rests: " + it).toList());
      findings.recounted(outcome.counted(), outcome.falseAcknowledgements());
      awaitAuditor();
      findings.violated(auditor.newBreaches());
      out.printf(
          "%8s  recounted %s: %d violations%n",
          clock(), outcome.counted(), findings.violations().size());
    } catch (AssertionError | KafkaException e) {
      findings.found("The recount could not be done: " + e.getMessage());
    }
  }

  private void awaitAuditor() throws InterruptedException {
    long end = System.nanoTime() + settleBound.toNanos();
    while (!auditor.hasReadAll()) {
      if (System.nanoTime() > end) {
        findings.found("The auditor has not read everything after " + settleBound);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }
}
