package dev.cascade.simulation.run;

import dev.cascade.simulation.world.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a script that breaks a promise shorter while it still breaks that promise: leaves out whole
 * kinds of steps, then ever smaller stretches (delta debugging). Whatever is left out happens in
 * the fair end of every run.
 */
public final class Shrinker {

  private final Runs runs;
  private int left;

  /**
   * Shrinks by running.
   *
   * @param mostRuns after so many runs it takes what it has
   */
  public Shrinker(Runs runs, int mostRuns) {
    this.runs = runs;
    this.left = mostRuns;
  }

  /** The shortest that it finds, with what that breaks. */
  public Outcome shrink(Outcome broken) {
    String promise = broken.violations().getFirst().promise();
    Script script = broken.script();
    for (Predicate<Step> kind : kinds()) {
      script = withoutAll(script, kind, promise);
    }
    int size = Math.max(1, script.steps().size() / 2);
    while (left > 0) {
      Script shorter = withoutStretches(script, size, promise);
      boolean isSame = shorter.steps().size() == script.steps().size();
      script = shorter;
      if (size == 1 && isSame) {
        break;
      }
      size = isSame || size > script.steps().size() ? Math.max(1, size / 2) : size;
    }
    return runs.replay(script);
  }

  /** What may go at one stroke, the most first. */
  private static List<Predicate<Step>> kinds() {
    return List.of(
        step -> !(step instanceof Step.Send) && !step.isFault(),
        step -> step.isFault(),
        step -> step instanceof Step.Pass,
        step -> step instanceof Step.Mark,
        step -> step instanceof Step.Replace,
        step -> step instanceof Step.Move,
        step -> step instanceof Step.Expire,
        step -> step instanceof Step.Crash,
        step -> step instanceof Step.Tick,
        step -> step instanceof Step.Learn);
  }

  private Script withoutAll(Script script, Predicate<Step> kind, String promise) {
    List<Step> fewer = script.steps().stream().filter(kind.negate()).toList();
    Script shorter = script.with(fewer);
    return fewer.size() < script.steps().size() && breaks(shorter, promise) ? shorter : script;
  }

  private Script withoutStretches(Script script, int size, String promise) {
    Script shortest = script;
    int from = 0;
    while (from < shortest.steps().size() && left > 0) {
      List<Step> fewer = new ArrayList<>(shortest.steps());
      fewer.subList(from, Math.min(from + size, fewer.size())).clear();
      Script shorter = shortest.with(fewer);
      if (breaks(shorter, promise)) {
        shortest = shorter;
      } else {
        from += size;
      }
    }
    return shortest;
  }

  private boolean breaks(Script script, String promise) {
    left--;
    return runs.replay(script).violations().stream()
        .anyMatch(violation -> violation.promise().equals(promise));
  }
}
