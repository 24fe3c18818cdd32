package dev.cascade.kubernetes.server;

/**
 * How a command ended.
 *
 * @param exitCode of the process
 * @param output what it was asked for
 * @param complaints its warnings and errors
 */
record Answer(int exitCode, String output, String complaints) {

  /** Whether it did what it was asked to, and nobody warned. */
  boolean isGood() {
    return exitCode == 0 && complaints.isBlank();
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\n" + output + complaints;
  }
}
