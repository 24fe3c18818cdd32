package dev.cascade.chaos.users;

/**
 * What a user got.
 *
 * @param status of HTTP; 0 where nobody could be connected to, -1 where no answer came in time, -2
 *     where the connection broke off before one came
 * @param body as text
 * @param position the token of a write, empty where there is none
 */
record Answer(int status, String body, String position) {

  static final int NO_CONNECTION = 0;
  static final int NO_ANSWER = -1;
  static final int BROKEN_OFF = -2;

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** Whether the service says that it went wrong itself, which no fault around it excuses. */
  boolean isOwnFault() {
    return status >= 500 && status != 503 && status != 504;
  }

  /** Its kind, as the report counts them. */
  String kind() {
    return switch (status) {
      case NO_CONNECTION -> "no connection";
      case NO_ANSWER -> "no answer in time";
      case BROKEN_OFF -> "broken off";
      case 429, 503, 504 -> Integer.toString(status);
      default -> status / 100 + "xx";
    };
  }
}
