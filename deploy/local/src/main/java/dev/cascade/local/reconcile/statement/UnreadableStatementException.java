package dev.cascade.local.reconcile.statement;

import java.util.List;

/** A file that is no statement; everything that is wrong with it is named. */
public final class UnreadableStatementException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;
  private static final int MOST_NAMED = 20;

  /** A file with these faults, the first twenty of which are told. */
  public UnreadableStatementException(String file, List<String> faults) {
    super(
        "%s cannot be read as a statement; nothing was compared:%n  %s%s"
            .formatted(
                file,
                String.join(
                    System.lineSeparator() + "  ",
                    faults.subList(0, Math.min(faults.size(), MOST_NAMED))),
                faults.size() > MOST_NAMED
                    ? System.lineSeparator() + "  and " + (faults.size() - MOST_NAMED) + " more"
                    : ""));
  }
}
