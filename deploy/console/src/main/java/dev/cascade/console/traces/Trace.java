package dev.cascade.console.traces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a trace.
 *
 * @param branches its spans, each after the one that it belongs under
 * @param leftOut how many more spans were told of
 */
record Trace(String id, List<Branch> branches, int leftOut) {

  /**
   * A span in its place.
   *
   * @param depth how many spans it stands under
   */
  record Branch(Span span, int depth) {}

  /** Puts the spans in their places; one whose parent is not known stands at the beginning. */
  static Trace of(String id, List<Span> spans, int leftOut) {
    List<Span> byStart = spans.stream().sorted(Comparator.comparingLong(Span::startNanos)).toList();
    Set<String> known = byStart.stream().map(Span::id).collect(Collectors.toSet());
    Map<String, List<Span>> byParent =
        byStart.stream().collect(Collectors.groupingBy(Span::parentId));
    List<Branch> branches = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    byStart.stream()
        .filter(span -> !known.contains(span.parentId()))
        .forEach(root -> place(root, 0, byParent, branches, placed));
    return new Trace(id, List.copyOf(branches), leftOut);
  }

  /** A span that was told twice, or stands under itself, is placed once. */
  private static void place(
      Span span,
      int depth,
      Map<String, List<Span>> byParent,
      List<Branch> branches,
      Set<String> placed) {
    if (placed.add(span.id())) {
      branches.add(new Branch(span, depth));
      byParent
          .getOrDefault(span.id(), List.of())
          .forEach(child -> place(child, depth + 1, byParent, branches, placed));
    }
  }

  long startNanos() {
    return branches.stream().mapToLong(it -> it.span().startNanos()).min().orElse(0);
  }

  long endNanos() {
    return branches.stream().mapToLong(it -> it.span().endNanos()).max().orElse(0);
  }
}
