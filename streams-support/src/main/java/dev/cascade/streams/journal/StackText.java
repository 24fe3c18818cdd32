package dev.cascade.streams.journal;

import java.io.PrintWriter;
import java.io.Writer;

/** The beginning of a stack trace, however long it and its causes are. */
final class StackText extends Writer {

  private final StringBuilder text = new StringBuilder();
  private final int most;
  private boolean cut;

  private StackText(int most) {
    this.most = most;
  }

  /**
   * As it is printed, with its causes.
   *
   * @param most characters; the rest is cut
   */
  static String of(Throwable failure, int most) {
    StackText beginning = new StackText(most);
    failure.printStackTrace(new PrintWriter(beginning));
    return beginning.cut ? beginning.text + "..." : beginning.text.toString();
  }

  @Override
  public void write(char[] more, int from, int length) {
    int fits = Math.min(length, most - text.length());
    text.append(more, from, fits);
    cut |= fits < length;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
