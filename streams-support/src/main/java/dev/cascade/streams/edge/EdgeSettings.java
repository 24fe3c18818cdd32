package dev.cascade.streams.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one caller may ask, and how long he may take to say it. */
@ConfigMapping(prefix = "cascade.edge")
public interface EdgeSettings {

  /**
   * Requests of one caller that one instance answers in a second, in the long run; 0 for no limit.
   * A caller is the subject of a token, or a remote address where there are no tokens: behind a
   * proxy that is the proxy's, unless {@code quarkus.http.proxy} says otherwise.
   */
  @WithDefault("0")
  int requestsPerSecond();

  /** Requests that a caller who was silent may make at once. */
  @WithDefault("200")
  int burst();

  /** Callers that are told apart at one moment; those beyond share what one may ask. */
  @WithDefault("10000")
  int mostCallers();

  /**
   * Within what the head of a request must be there, from its first byte or from the connection.
   */
  @WithDefault("PT10S")
  Duration headTimeout();

  /** Within what the body of a request must be there, from its head. */
  @WithDefault("PT30S")
  Duration bodyTimeout();
}
