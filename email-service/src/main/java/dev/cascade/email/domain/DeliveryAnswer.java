package dev.cascade.email.domain;

import java.util.Set;

/** What came of one attempt to hand a mail to the server. */
public sealed interface DeliveryAnswer {

  /** The server takes care of it from here. */
  record Accepted() implements DeliveryAnswer {}

  /** The server will not have it now; later may be better. */
  record Deferred(String detail) implements DeliveryAnswer {}

  /** The server says that it never will. */
  record Rejected(String detail) implements DeliveryAnswer {}

  /** No answer: no connection, none in time, or the mail client is not configured for one. */
  record Unreachable(String detail) implements DeliveryAnswer {}

  /** Longest answer that is recorded, in code points. */
  int MAX_DETAIL = 300;

  /**
   * Permanent by number, but about our credentials or the connection, not about the mail: refusing
   * every mail because a password is wrong would lose them all.
   */
  Set<Integer> ABOUT_THE_SESSION = Set.of(502, 503, 504, 521, 530, 534, 535, 538);

  /** The server will not have this or any mail now, whatever number it says that with. */
  static DeliveryAnswer later(String detail) {
    return new Deferred(HeaderText.clean(detail, MAX_DETAIL));
  }

  /** Reads an SMTP reply to a mail's recipient or content. */
  static DeliveryAnswer ofReply(int code, String text) {
    String detail = HeaderText.clean(code + " " + text, MAX_DETAIL);
    if (code >= 200 && code < 300) {
      return new Accepted();
    }
    return code >= 500 && code < 600 && !ABOUT_THE_SESSION.contains(code)
        ? new Rejected(detail)
        : new Deferred(detail);
  }

  /** No answer, and why. */
  static DeliveryAnswer unreachable(String why) {
    return new Unreachable(HeaderText.clean(why, MAX_DETAIL));
  }
}
