package dev.cascade.local.run;

import java.util.Map;

/**
 * How much one caller may ask of each instance in a secured home. It is what the manifests for
 * production say, and more than a person with a browser and a shell needs.
 */
final class CallerShare {

  private static final String REQUESTS_PER_SECOND = "CASCADE_EDGE_REQUESTS_PER_SECOND";
  private static final String MOST = "100";

  private CallerShare() {}

  /**
   * Variables to add to the launcher's own.
   *
   * @param own the launcher's variables; a number that they give is left as it is
   */
  static Map<String, String> environment(Map<String, String> own) {
    return own.containsKey(REQUESTS_PER_SECOND) ? Map.of() : Map.of(REQUESTS_PER_SECOND, MOST);
  }
}
