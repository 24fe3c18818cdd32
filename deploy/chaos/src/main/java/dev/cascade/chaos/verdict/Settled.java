package dev.cascade.chaos.verdict;

import dev.cascade.chaos.stage.Stage;
import dev.cascade.local.platform.PlatformServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether an ecosystem has recovered by itself: every part ready, every partition with all copies,
 * a new order confirmed, and the auditor following.
 */
public final class Settled {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Stage stage;
  private final Copies copies;
  private final Auditor auditor;

  /** Looks at that ecosystem. */
  public Settled(Stage stage, Auditor auditor) {
    this.stage = stage;
    this.copies = new Copies(stage.ecosystem().kafka());
    this.auditor = auditor;
  }

  /**
   * What was seen in the end.
   *
   * @param took how long it took, or how long was waited
   * @param complaints what was missing in the end; empty when it has recovered
   * @param orders the ids of the orders that were tried and accepted
   */
  public record Outcome(Duration took, List<String> complaints, List<String> orders) {}

  /**
   * Waits until it has, within a bound.
   *
   * @param orderId the beginning of the ids of the orders that are tried
   */
  public Outcome await(String orderId, Duration bound) throws InterruptedException {
    long start = System.nanoTime();
    Canary canary = new Canary(stage, orderId);
    while (true) {
      List<String> complaints = complaints(canary);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (complaints.isEmpty() || took.compareTo(bound) > 0) {
        return new Outcome(took, complaints, canary.accepted());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  // What comes later needs what comes first, and would only be slow to say so.
  private List<String> complaints(Canary canary) {
    List<String> parts =
        stage.ecosystem().all().parallelStream()
            .filter(part -> !part.isReady())
            .map(part -> part.name() + " " + complaint(part))
            .toList();
    if (!parts.isEmpty()) {
      return parts;
    }
    List<String> complaints = new ArrayList<>();
    copies.complaint().ifPresent(complaints::add);
    canary.complaint().ifPresent(complaints::add);
    auditor.complaint().ifPresent(complaints::add);
    return complaints;
  }

  private static String complaint(PlatformServer part) {
    return part.isAlive() ? part.complaint() : "has ended by itself";
  }
}
