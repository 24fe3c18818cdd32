package dev.cascade.streams.desk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service's dead letters are read and worked off. */
@ConfigMapping(prefix = "cascade.dead-letters")
public interface DeskSettings {

  /** The service's dead letter topic. */
  String topic();

  /** The service's name in decisions and audit events. */
  @WithDefault("${quarkus.application.name}")
  String service();

  /** How long Kafka is waited for, in all, before a request is answered 503. */
  @WithDefault("10s")
  Duration patience();

  /**
   * How long one request looks through letters; what is beyond is for the next page. It must be
   * shorter than the patience.
   */
  @WithDefault("2s")
  Duration lookingTime();

  /** How long a transaction may stay open; a crash in it holds readers of its topics so long. */
  @WithDefault("8s")
  Duration transactionTimeout();

  /** Most letters that one call replays. */
  @WithDefault("100")
  int mostReplays();

  /** Most requests that are worked on at once; further ones are answered 503. */
  @WithDefault("4")
  int mostAtOnce();
}
