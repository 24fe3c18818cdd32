package dev.cascade.local.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program so that it gives way to the broker when both want a processor. All services wait
 * for the broker, so where processors are few it must not wait for its turn among them;
 * docs/BENCHMARKS.md says what that gives.
 *
 * <p>Linux shares processors between sessions first ({@code sched_autogroup}), and each server has
 * a session of its own, so that session is made to yield (sched(7)). Where there is no such thing,
 * {@code nice} does the same for the process. Neither needs privileges, but Linux lets others than
 * root change only one session in 0.1 s, so it is tried again.
 */
final class BrokerFirst {

  private static final String YIELD =
      """
      tries=0
      session=$(cut -d ' ' -f 6 /proc/$$/stat 2> /dev/null)
      if [ "$session" = $$ ] && [ -w /proc/self/autogroup ]; then
        until echo 5 > /proc/self/autogroup || [ $((tries += 1)) -ge 20 ]; do sleep 0.1; done 2> /dev/null
      fi
      exec nice -n 5 "$0" "$@"
      """;

  private BrokerFirst() {}

  /** The command that replaces itself by this one, which then gives way. */
  static List<String> yielding(List<String> command) {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", YIELD));
    words.addAll(command);
    return words;
  }
}
