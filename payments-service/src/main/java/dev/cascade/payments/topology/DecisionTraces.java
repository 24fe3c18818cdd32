package dev.cascade.payments.topology;

import dev.cascade.streams.tracing.KeptTraces;
import dev.cascade.streams.tracing.TraceContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * In which traces the outputs of one decision are: what it says of the payment that it decided on,
 * in the trace of the record; what it says of a payment that waited until now, in that payment's.
 */
final class DecisionTraces {

  private final KeptTraces kept;
  private final @Nullable String payment;
  private final Headers trace;
  private final Map<String, Headers> resumed = new HashMap<>();

  /**
   * The traces of a decision.
   *
   * @param payment the id of the payment that is decided on; null when it is on none
   * @param record the headers of the record that is decided on
   */
  DecisionTraces(KeptTraces kept, @Nullable String payment, Headers record) {
    this.kept = kept;
    this.payment = payment;
    this.trace = TraceContext.following(record);
  }

  /** The headers of an output about that payment; about none, those of the record's trace. */
  Headers of(@Nullable String about) {
    return about == null || about.equals(payment)
        ? trace
        : resumed.computeIfAbsent(about, kept::later);
  }

  /** The payment that is decided on waits: what follows comes of another record, or of time. */
  void keep() {
    if (payment != null) {
      kept.keep(payment, trace);
    }
  }

  /** Forgets the traces of payments that waited and have gone on. */
  void forgetResumed() {
    resumed.keySet().forEach(kept::forget);
  }
}
