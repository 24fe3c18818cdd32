package dev.cascade.payments.topology;

/** The keys of statement lines: all lines of an account lie together, in order of their version. */
public final class StatementKey {

  /** Sorts before every character of an id, and no id contains it. */
  private static final char SEPARATOR = '\u0000';

  private StatementKey() {}

  /** The key of one line. */
  public static String of(String account, long version) {
    return account + SEPARATOR + "%019d".formatted(version);
  }

  /** A key before all lines of the account. */
  public static String first(String account) {
    return of(account, 0);
  }

  /** A key after all lines of the account. */
  public static String last(String account) {
    return of(account, Long.MAX_VALUE);
  }
}
