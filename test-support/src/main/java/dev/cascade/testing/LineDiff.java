package dev.cascade.testing;

import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two short texts, by longest common subsequence. */
final class LineDiff {

  private LineDiff() {}

  /** Removed lines with {@code -}, added lines with {@code +}; common lines are left out. */
  static List<String> between(List<String> before, List<String> after) {
    int[][] common = commonSuffixLengths(before, after);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i++));
      } else {
        lines.add("+ " + after.get(j++));
      }
    }
    return lines;
  }

  private static int[][] commonSuffixLengths(List<String> before, List<String> after) {
    int[][] length = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        length[i][j] =
            before.get(i).equals(after.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }
}
