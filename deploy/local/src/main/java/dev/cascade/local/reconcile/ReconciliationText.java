package dev.cascade.local.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.local.reconcile.books.Books;
import dev.cascade.local.reconcile.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A reconciliation for people, and as JSON for programs. */
final class ReconciliationText {

  private ReconciliationText() {}

  /** What was compared, each break in a line, and how many there are. */
  static List<String> lines(Reconciliation found) {
    List<String> lines = new ArrayList<>();
    Books books = found.books();
    lines.add("From %s to %s".formatted(books.period().from(), books.period().to()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Ledger: %,d entries of %,d accounts; %,d payments ended; %,d orders",
            books.countOfEntries(),
            books.entries().size(),
            books.ended().size(),
            books.orders().size()));
    found.statements().forEach(statement -> lines.add(line(statement)));
    int width = found.breaks().stream().mapToInt(it -> it.kind().name().length()).max().orElse(0);
    if (width > 0) {
      lines.add("");
    }
    for (Break it : found.breaks()) {
      lines.add("%s  %s: %s".formatted(padded(it.kind().name(), width), it.subject(), it.reason()));
    }
    lines.add("");
    lines.add(
        switch (found.breaks().size()) {
          case 0 -> "Everything agrees.";
          case 1 -> "1 break.";
          default -> found.breaks().size() + " breaks.";
        });
    return lines;
  }

  private static String line(Statement statement) {
    return "Statement of %s: %d lines, %s to %s%s"
        .formatted(
            statement.account().orElseThrow(),
            statement.lines().size(),
            statement.firstDay(),
            statement.lastDay(),
            statement.pending() == 0
                ? ""
                : "; " + statement.pending() + " not booked yet, left out");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** The same as one JSON object. */
  static String json(Reconciliation found) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    Books books = found.books();
    root.put("from", books.period().from().toString())
        .put("to", books.period().to().toString())
        .put("accounts", books.entries().size())
        .put("entries", books.countOfEntries())
        .put("payments", books.ended().size())
        .put("orders", books.orders().size());
    for (Statement statement : found.statements()) {
      root.withArray("statements")
          .addObject()
          .put("account", statement.account().orElseThrow())
          .put("lines", statement.lines().size())
          .put("firstDay", statement.firstDay().toString())
          .put("lastDay", statement.lastDay().toString())
          .put("pending", statement.pending());
    }
    ArrayNode breaks = root.putArray("breaks");
    for (Break it : found.breaks()) {
      breaks
          .addObject()
          .put("kind", it.kind().name())
          .put("subject", it.subject())
          .put("reason", it.reason());
    }
    return root.toPrettyString();
  }
}
