package dev.cascade.streams.runtime;

import org.apache.kafka.streams.KafkaStreams.State;

/**
 * Is told what becomes of the service's Streams applications. Beans of this type are; each must
 * return at once and never throw, since it is called in the midst of what it is told of.
 */
public interface StreamsObserver {

  /** An application changed its state. */
  void changed(String application, State before, State now);

  /**
   * An application runs, and has these tasks now.
   *
   * @param tasks for people, such as {@code active [0_0, 0_1], standby []}
   */
  void assigned(String application, String tasks);

  /** An application failed, or stood still, and starts anew after so many milliseconds. */
  void restarting(String application, long pauseMillis);
}
