package dev.cascade.bench.report;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.load.LoadResult;
import dev.cascade.bench.orders.HopBreakdown;
import dev.cascade.bench.resources.ResourceUse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of one variant.
 *
 * @param variant what was run
 * @param run which repetition, from 1
 * @param load what became of the operations
 * @param use what it cost
 * @param hops where the time went, null when that was not looked at
 * @param findings what the audit says
 * @param figures what else the workload measures, by name
 */
public record Measurement(
    String variant,
    int run,
    LoadResult load,
    ResourceUse use,
    @Nullable HopBreakdown hops,
    Findings findings,
    Map<String, Double> figures) {

  /** The same with these figures. */
  public Measurement with(Map<String, Double> more) {
    return new Measurement(variant, run, load, use, hops, findings, Map.copyOf(more));
  }

  /** Whether it must not be used: an invariant was broken, or not every operation succeeded. */
  public boolean isVoid() {
    return !findings.isClean() || load.failed() > 0;
  }
}
