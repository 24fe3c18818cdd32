package dev.cascade.email.config;

import dev.cascade.email.domain.CustomerLevel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Configuration of the service; the mail server's is under {@code quarkus.mailer}. */
@ConfigMapping(prefix = "cascade.email")
public interface EmailSettings {

  /** Levels whose customers are mailed. */
  @WithDefault("PLATINUM")
  Set<CustomerLevel> levels();

  /**
   * Topics for requests of other levels, such as {@code level-topics.GOLD=gold-emails}. Somebody
   * else creates them, registers EmailRequested for them, and acts on them.
   */
  Map<CustomerLevel, String> levelTopics();

  /** How far apart an order's confirmation and its payment may be. */
  @WithDefault("PT1H")
  Duration window();

  /** How much longer than the window one side is kept, for records that come out of order. */
  @WithDefault("PT10M")
  Duration grace();

  /** Sender of the mails, {@code Name <address>} or an address. */
  @WithDefault("Cascade <orders@cascade.example>")
  String from();

  /** Right of the @ in every Message-ID; never change it while mails are under way. */
  @WithDefault("cascade.example")
  String messageIdDomain();

  /**
   * Mails that are handed to the server at one moment; retries take at most half. {@code
   * quarkus.mailer.max-pool-size} is larger, since a connection may outlive its attempt: the server
   * has yet to answer the client's QUIT.
   */
  @WithDefault("16")
  int maxConcurrent();

  /**
   * How long the server may be silent before its connection is closed and the attempt has failed;
   * longer than its slowest answer, or each mail that it is slow with arrives again and again. In
   * all, an attempt may take twice as long.
   */
  @WithDefault("PT1M")
  Duration attemptTimeout();

  /** When a failed attempt is repeated. */
  Retry retry();

  /** How long a settled mail can be sent again, and how long repetitions are noticed by it. */
  @WithDefault("P7D")
  Duration keepRequests();

  /** How long the counts of an hour are kept; the totals are kept for ever. */
  @WithDefault("P31D")
  Duration keepHours();

  /** How many reads may wait for an outcome on this instance. */
  @WithDefault("1000")
  int mostWaiters();

  /** Retries of one mail. */
  interface Retry {

    /** Wait after the first attempt; it doubles with each. */
    @WithDefault("PT1S")
    Duration firstWait();

    /** No wait is longer. */
    @WithDefault("PT1M")
    Duration longestWait();

    /** Attempts in all. */
    @WithDefault("2000")
    int maxAttempts();

    /** How long after the request the last attempt may be. */
    @WithDefault("PT24H")
    Duration patience();
  }
}
