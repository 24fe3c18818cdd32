package dev.cascade.streams.identity;

import dev.cascade.streams.problem.Problem;

/** What somebody is answered who does not say who he is, or not credibly (RFC 6750). */
record Challenge(String header, Problem problem) {

  private static final String REALM = "Bearer realm=\"cascade\"";

  /** There is no token. */
  static Challenge noToken() {
    return new Challenge(
        REALM,
        unauthorized(
            "Send a token: Authorization: Bearer TOKEN. Whoever runs this gives you one."));
  }

  /**
   * There is a bad one.
   *
   * @param why a sentence of this service's own, with nothing of the token in it
   */
  static Challenge badToken(String why) {
    return new Challenge(
        REALM + ", error=\"invalid_token\", error_description=\"" + why + "\"",
        unauthorized("The token is not accepted. " + why));
  }

  private static Problem unauthorized(String detail) {
    return Problem.of(401, "Unauthorized", detail);
  }
}
