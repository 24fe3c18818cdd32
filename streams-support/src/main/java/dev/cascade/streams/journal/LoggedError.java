package dev.cascade.streams.journal;

import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A warning or an error as it was logged.
 *
 * @param level WARN, ERROR or FATAL
 * @param logger the logger's name
 * @param message as the log shows it, cut where it is long
 * @param stack the stack trace, cut where it is long, null where there was none
 * @param thread that logged it
 * @param traceId of the work in whose midst it was logged, where that is known
 */
record LoggedError(
    String level,
    String logger,
    String message,
    @Nullable String stack,
    String thread,
    @Nullable String traceId) {

  private static final int FATAL = 1100;
  private static final int KEY_CHARS = 300;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** Kafka's clients begin with who they are; a broker that is away concerns all of them. */
  private static final Pattern SPEAKER = Pattern.compile("^\\[[^]]*] ");

  private static final String TRACE_ID = "traceId";

  /**
   * What makes two of them the same: where they come from, and what they say but for numbers and
   * for who begins with its name in brackets. A message with parameters is compared without them.
   */
  record Key(String logger, int level, String template, @Nullable String failure) {}

  /** What the record's repeats have in common with it. */
  static Key key(ExtLogRecord logged) {
    Throwable failure = logged.getThrown();
    return new Key(
        logger(logged),
        logged.getLevel().intValue(),
        template(cut(text(logged.getMessage()), KEY_CHARS)),
        failure == null ? null : failure.getClass().getName());
  }

  private static String template(String message) {
    return DIGITS.matcher(SPEAKER.matcher(message).replaceFirst("")).replaceAll("#");
  }

  /** Renders the record, in the thread that logs it: its parameters may change afterwards. */
  static LoggedError of(ExtLogRecord logged, JournalSettings settings) {
    Throwable failure = logged.getThrown();
    return new LoggedError(
        level(logged.getLevel()),
        logger(logged),
        cut(text(logged.getFormattedMessage()), settings.mostMessageChars()),
        failure == null ? null : StackText.of(failure, settings.mostStackChars()),
        text(logged.getThreadName()),
        logged.getMdc(TRACE_ID));
  }

  private static String level(Level level) {
    int value = level.intValue();
    return value >= FATAL ? "FATAL" : value >= Level.SEVERE.intValue() ? "ERROR" : "WARN";
  }

  private static String logger(ExtLogRecord logged) {
    return text(logged.getLoggerName());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
