package dev.cascade.email.domain;

/** One side of the join has come, or gone. */
public sealed interface MeetingEvent {

  /** The order became confirmed. */
  record Confirmed(ConfirmedOrder order) implements MeetingEvent {}

  /** The order's payment was made. */
  record Paid(SettledPayment payment) implements MeetingEvent {}

  /** The order is confirmed no longer, or only to be refunded. */
  record Withdrawn() implements MeetingEvent {}
}
