package dev.cascade.streams.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which requests begin a trace: a share of them, and so many within a second at most. Whoever tries
 * one order has its trace, and load costs no more than that.
 */
final class NewTraces implements Sampler {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Sampler share;
  private final int perSecond;
  private final LongSupplier nanoTime;

  private double left;
  private long countedAtNanos;

  /**
   * Decides by these.
   *
   * @param ratio of the requests, 0 to 1
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  NewTraces(double ratio, int perSecond, LongSupplier nanoTime) {
    this.share = Sampler.traceIdRatioBased(ratio);
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.left = perSecond;
    this.countedAtNanos = nanoTime.getAsLong();
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    SamplingResult shared = share.shouldSample(parent, traceId, name, kind, attributes, links);
    return shared.equals(SamplingResult.recordAndSample()) && !mayBegin()
        ? SamplingResult.drop()
        : shared;
  }

  private synchronized boolean mayBegin() {
    long now = nanoTime.getAsLong();
    double earned = (double) (now - countedAtNanos) / SECOND_NANOS * perSecond;
    left = Math.min(perSecond, left + earned);
    countedAtNanos = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  @Override
  public String getDescription() {
    return "NewTraces{" + share.getDescription() + ", at most " + perSecond + "/s}";
  }
}
