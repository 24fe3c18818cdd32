package dev.cascade.bench.workload;

import dev.cascade.bench.report.Measurement;

/** One thing to measure, which can be measured again and again. */
interface Variant {

  /** What it is called in the results. */
  String label();

  /**
   * Measures it once.
   *
   * @param run which repetition this is, from 1
   */
  Measurement measure(int run) throws InterruptedException;
}
