package dev.cascade.sweep;

import dev.cascade.testing.proxy.StepListener;
import dev.cascade.testing.proxy.TransactionStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down the steps of a round, and says where it ends. */
final class Trigger implements StepListener {

  private final List<CrashPoint> seen = new ArrayList<>();
  private final Set<CrashPoint> struckAt = new HashSet<>();
  private final Map<TransactionStep, Integer> inWave = new HashMap<>();
  private Set<CrashPoint> targets = Set.of();
  private Fate fate = Fate.DIE;
  private int wave;
  private volatile boolean struck;

  /** A new round begins, in which this happens at these points, once after the same inputs. */
  synchronized void arm(Set<CrashPoint> points, Fate atPoints) {
    targets = points;
    fate = atPoints;
    seen.clear();
    struckAt.clear();
  }

  /** The next inputs come. */
  synchronized void next(int number) {
    wave = number;
    struck = false;
    inWave.clear();
  }

  synchronized Set<CrashPoint> struckAt() {
    return Set.copyOf(struckAt);
  }

  synchronized List<CrashPoint> seen() {
    return List.copyOf(seen);
  }

  /** Since the last inputs came. */
  boolean hasStruck() {
    return struck;
  }

  @Override
  public synchronized Fate at(TransactionStep step) {
    CrashPoint point = new CrashPoint(wave, step, inWave.merge(step, 1, Integer::sum) - 1);
    seen.add(point);
    if (!struck && targets.contains(point)) {
      struck = true;
      struckAt.add(point);
      return fate;
    }
    return Fate.GO_ON;
  }
}
