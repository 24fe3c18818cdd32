package dev.cascade.chaos.report;

import dev.cascade.chaos.plan.FaultKind;
import dev.cascade.chaos.run.Findings;
import dev.cascade.chaos.run.Pass;
import dev.cascade.chaos.users.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run says of itself.
 *
 * @param command how to repeat it
 * @param ended how it ended
 * @param ran how long it ran
 * @param machine facts about the machine
 * @param leftOut faults that could not be made here, and why
 * @param findings what was found
 * @param kills processes that were killed
 * @param users who were served meanwhile
 */
public record Report(
    String command,
    String ended,
    Duration ran,
    Map<String, String> machine,
    List<String> leftOut,
    Findings findings,
    int kills,
    Users users) {

  /** Whether nothing was found. */
  public boolean isGood() {
    return findings.violations().isEmpty()
        && findings.findings().isEmpty()
        && findings.falseAcknowledgements() == 0
        && users.tally().surprises().isEmpty();
  }

  /** The summary, without the schedule. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("# Chaos: " + title());
    lines.add("");
    lines.add("    " + command);
    lines.add("");
    lines.add(
        "%s after %d min %d s. %d faults, %d processes killed; %d orders and %d payments acknowledged"
                .formatted(
                    ended,
                    ran.toMinutes(),
                    ran.toSecondsPart(),
                    findings.passes().size(),
                    kills,
                    users.ordered(),
                    users.paid())
            + "; %d recounts.".formatted(findings.recounts()));
    lines.add("");
    lines.add("Violations: " + findings.violations().size());
    findings.violations().forEach(it -> lines.add("- " + it));
    lines.add("False acknowledgements: " + findings.falseAcknowledgements());
    lines.add("Answers that must never be given: " + users.tally().surprises().size());
    users.tally().surprises().forEach(it -> lines.add("- " + it));
    lines.add("Other findings: " + findings.findings().size());
    findings.findings().forEach(it -> lines.add("- " + it));
    lines.add("");
    lines.addAll(faults());
    lines.add("");
    lines.addAll(answers());
    lines.add("");
    lines.addAll(outages());
    lines.add("");
    lines.add("Counted at the end: " + findings.counted());
    leftOut.forEach(lines::add);
    lines.add("Machine: " + machine);
    return lines;
  }

  /** The summary and every fault. */
  public List<String> full() {
    List<String> lines = new ArrayList<>(summary());
    lines.add("");
    lines.add("| # | at s | fault | settled after s |");
    lines.add("|---|---|---|---|");
    findings
        .passes()
        .forEach(pass ->
            lines.add(
                "| %d | %d | %s | %s |"
                    .formatted(
                        pass.fault().number(),
                        pass.at().toSeconds(),
                        pass.fault().text(),
                        pass.settled() ? seconds(pass.settledAfter()) : "not")));
    return lines;
  }

  private String title() {
    if (!isGood()) {
      return "SOMETHING IS BROKEN";
    }
    return findings.recounts() == 0 ? "nothing was recounted" : "nothing is broken";
  }

  private List<String> faults() {
    Map<FaultKind, List<Pass>> byKind =
        findings.passes().stream()
            .collect(
                Collectors.groupingBy(
                    pass -> pass.fault().kind(),
                    () -> new EnumMap<>(FaultKind.class),
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    lines.add("| fault | times | settled after s: median | longest | not settled |");
    lines.add("|---|---|---|---|---|");
    byKind.forEach((kind, passes) -> {
      List<Duration> took = passes.stream().map(Pass::settledAfter).sorted().toList();
      lines.add(
          "| %s | %d | %s | %s | %d |"
              .formatted(
                  kind.label(),
                  passes.size(),
                  seconds(took.get(took.size() / 2)),
                  seconds(took.getLast()),
                  passes.stream().filter(pass -> !pass.settled()).count()));
    });
    return lines;
  }

  private List<String> answers() {
    List<String> lines = new ArrayList<>();
    lines.add("| operation | answers |");
    lines.add("|---|---|");
    users
        .tally()
        .counts()
        .forEach((operation, kinds) -> lines.add("| %s | %s |".formatted(operation, kinds)));
    lines.add("| not begun, too much was waiting | " + users.skipped() + " |");
    return lines;
  }

  private List<String> outages() {
    List<String> lines = new ArrayList<>();
    lines.add("| service | times away | longest s | total s |");
    lines.add("|---|---|---|---|");
    users
        .tally()
        .outages()
        .forEach((service, outage) ->
            lines.add(
                "| %s | %d | %s | %s |"
                    .formatted(
                        service,
                        outage.times(),
                        seconds(outage.longest()),
                        seconds(outage.total()))));
    return lines;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }
}
