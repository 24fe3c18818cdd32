package dev.cascade.bench.audit;

import java.util.List;

/**
 * What an audit has found; a run with any finding is void.
 *
 * @param count how many there are
 * @param samples the first of them
 */
public record Findings(long count, List<String> samples) {

  /** Nothing was found. */
  public static final Findings NONE = new Findings(0, List.of());

  private static final int MAX_SAMPLES = 20;

  /** Findings that keep only so many sentences that a person would read. */
  public static Findings of(List<String> all) {
    return new Findings(all.size(), all.stream().limit(MAX_SAMPLES).toList());
  }

  /** Whether there are none. */
  public boolean isClean() {
    return count == 0;
  }
}
