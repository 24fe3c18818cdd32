package dev.cascade.streams.runtime;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

/** Told of each client of an application, so that metrics follow the one that runs. */
interface ClientListener {

  /** A client is about to start. */
  void starting(StreamsApplication application, KafkaStreams client);

  /** A client is closed. */
  void closed(StreamsApplication application, KafkaStreams client);

  /** A client changes its state; called in a thread of Kafka Streams. */
  default void changed(StreamsApplication application, State before, State now) {}

  /** A new client will take the place of one that failed or stood still. */
  default void restarting(StreamsApplication application, long pauseMillis) {}

  /**
   * A shadow of the application has come to its end.
   *
   * @param whole whether all of its history is decided and committed; else it has failed
   */
  default void shadowEnded(StreamsApplication application, boolean whole) {}
}
