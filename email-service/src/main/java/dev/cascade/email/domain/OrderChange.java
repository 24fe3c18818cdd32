package dev.cascade.email.domain;

/** A record of an order's life. */
public record OrderChange(ConfirmedOrder order, Kind kind) {

  /** What it means for the order's mail. */
  public enum Kind {
    /** It confirms the order. */
    CONFIRMED,
    /** The order is being cancelled although it is confirmed, or was cancelled after that. */
    WITHDRAWN,
    /** Nothing. */
    OTHER
  }

  /** Whether it means anything for the order's mail. */
  public boolean concernsTheMail() {
    return kind != Kind.OTHER;
  }

  /** Its side of the meeting. */
  public MeetingEvent side() {
    return kind == Kind.CONFIRMED
        ? new MeetingEvent.Confirmed(order)
        : new MeetingEvent.Withdrawn();
  }
}
