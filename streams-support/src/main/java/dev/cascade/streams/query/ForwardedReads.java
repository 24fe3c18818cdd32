package dev.cascade.streams.query;

import java.util.function.UnaryOperator;

/** How a read that another instance forwards says so. */
public final class ForwardedReads {

  private ForwardedReads() {}

  /**
   * Whether it says that it is one; whoever asks can say that.
   *
   * @param headers gives the first header of a name, null where there is none
   */
  public static boolean isOne(UnaryOperator<String> headers) {
    return headers.apply(HttpForwarder.HOP_HEADER) != null
        || headers.apply(HttpForwarder.PARTITIONS_HEADER) != null;
  }
}
