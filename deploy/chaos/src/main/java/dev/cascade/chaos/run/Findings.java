package dev.cascade.chaos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run has found so far. */
public final class Findings {

  private final List<Pass> passes = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private Map<String, Long> counted = new TreeMap<>();
  private int recounts;
  private int falseAcknowledgements;

  synchronized void passed(Pass pass) {
    passes.add(pass);
  }

  /** Notes broken guarantees. */
  synchronized void violated(List<String> sentences) {
    sentences.stream().filter(it -> !violations.contains(it)).forEach(violations::add);
  }

  /** Notes what is not as it should be, and breaks no guarantee. */
  public synchronized void found(String sentence) {
    findings.add(sentence);
  }

  synchronized void recounted(Map<String, Long> what, int lost) {
    recounts++;
    counted = what;
    falseAcknowledgements = Math.max(falseAcknowledgements, lost);
  }

  /** The faults that are over. */
  public synchronized List<Pass> passes() {
    return List.copyOf(passes);
  }

  /** Broken guarantees. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** What else is not as it should be. */
  public synchronized List<String> findings() {
    return List.copyOf(findings);
  }

  /** What the latest recount counted. */
  public synchronized Map<String, Long> counted() {
    return counted;
  }

  /** How often everything was recounted. */
  public synchronized int recounts() {
    return recounts;
  }

  /** Acknowledged requests that are nowhere. */
  public synchronized int falseAcknowledgements() {
    return falseAcknowledgements;
  }
}
