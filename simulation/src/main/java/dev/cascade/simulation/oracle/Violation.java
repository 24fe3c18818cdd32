package dev.cascade.simulation.oracle;

/**
 * A promise that is broken.
 *
 * @param promise its name
 * @param subject the id of what it is about
 * @param detail a sentence
 */
public record Violation(String promise, String subject, String detail) {

  @Override
  public String toString() {
    return promise + ": " + subject + ": " + detail;
  }
}
