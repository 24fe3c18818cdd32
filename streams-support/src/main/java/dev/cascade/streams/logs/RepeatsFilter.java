package dev.cascade.streams.logs;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Of what Kafka's clients warn of again and again, such as a broker that is away, prints each text
 * once in half a minute for the whole process. A service has a dozen clients, and each warns twice
 * a second. The journal is told all of it, and counts.
 *
 * <p>A text is the same whichever client says it, and whichever try it is about. What is more or
 * less than a warning is printed always.
 */
@LoggingFilter(name = RepeatsFilter.NAME)
public final class RepeatsFilter implements Filter {

  /** As {@code quarkus.log.console.filter} says it. */
  static final String NAME = "repeats";

  private static final String SPEAKERS = "org.apache.kafka.clients.";
  private static final long QUIET_MILLIS = Duration.ofSeconds(30).toMillis();

  /** Texts that are remembered; of more than these, the one is printed that was longest away. */
  private static final int MOST = 256;

  /** The name in brackets that Kafka's clients begin with, and what they count. */
  private static final Pattern VARYING =
      Pattern.compile("^\\[[^]]*] |correlation id [0-9]+|[0-9]+ attempts left");

  private final Map<String, Long> printed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /** Made by Quarkus, once for each handler that names it. */
  public RepeatsFilter() {}

  @Override
  public boolean isLoggable(LogRecord logged) {
    if (logged.getLoggerName() == null
        || !logged.getLoggerName().startsWith(SPEAKERS)
        || logged.getLevel().intValue() != Level.WARNING.intValue()) {
      return true;
    }
    return isDue(VARYING.matcher(text(logged)).replaceAll(""), logged.getInstant().toEpochMilli());
  }

  private synchronized boolean isDue(String text, long now) {
    Long last = printed.get(text);
    // Another thread may have come first with a moment later, and a clock may be set back by days.
    if (last != null && Math.abs(now - last) < QUIET_MILLIS) {
      return false;
    }
    printed.put(text, now);
    return true;
  }

  private static String text(LogRecord logged) {
    String text =
        logged instanceof ExtLogRecord extended
            ? extended.getFormattedMessage()
            : logged.getMessage();
    return text == null ? "" : text;
  }
}
