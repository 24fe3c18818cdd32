package dev.cascade.console.topics;

/**
 * How much is written to one topic. For one thread.
 *
 * @see Rate
 */
final class TopicTraffic {

  private final Rate rate = new Rate();
  private long seen;
  private long lastAt;

  void record(long timestamp, boolean isNew, long nowMillis) {
    lastAt = Math.max(lastAt, timestamp);
    if (isNew) {
      seen++;
      rate.count(nowMillis);
    }
  }

  TopicState state(String topic, long nowMillis) {
    return new TopicState(topic, rate.perSecond(nowMillis), seen, lastAt);
  }

  /**
   * What browsers are told.
   *
   * @param name of the topic
   * @param perSecond committed records per second, over the last seconds
   * @param seen committed records since following began
   * @param lastAt when the newest record was written, milliseconds since 1970; 0 where none is
   *     known
   */
  record TopicState(String name, double perSecond, long seen, long lastAt) {}
}
