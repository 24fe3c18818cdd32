package dev.cascade.sql.run;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param text with as many empty lines before it as the script has, so that a parser counts lines
 *     as the script does
 * @param line where it begins, from 1
 */
public record Statement(String text, int line) {

  private static final Pattern SETTING =
      Pattern.compile("SET\\s+'([^']+)'\\s*=\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern INSERT =
      Pattern.compile("INSERT\\s+INTO\\s+([^\\s(]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

  /** What {@code SET 'key' = 'value'} sets. */
  public record Setting(String key, String value) {}

  /** The setting, when it is one. */
  public Optional<Setting> setting() {
    Matcher parts = SETTING.matcher(bare());
    return parts.matches()
        ? Optional.of(new Setting(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** Whether it asks for rows that go on to change. */
  public boolean isQuery() {
    return switch (word()) {
      case "SELECT", "WITH", "VALUES" -> true;
      default -> bare().startsWith("(");
    };
  }

  /** Whether it starts what writes to topics. */
  public boolean isInsert() {
    return word().equals("INSERT") || word().equals("EXECUTE");
  }

  /** The table that an INSERT names. */
  public Optional<String> target() {
    Matcher insert = INSERT.matcher(bare());
    return insert.lookingAt() ? Optional.of(insert.group(1)) : Optional.empty();
  }

  private String word() {
    Matcher first = WORD.matcher(bare());
    return first.lookingAt() ? first.group().toUpperCase(Locale.ROOT) : "";
  }

  private String bare() {
    return COMMENTS.matcher(text).replaceAll(" ").strip();
  }
}
