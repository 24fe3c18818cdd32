package dev.cascade.email.domain;

/** One side of the join has come. */
public sealed interface MeetingEvent {

  /** The order became confirmed. */
  record Confirmed(ConfirmedOrder order) implements MeetingEvent {}

  /** The order's payment was made. */
  record Paid(SettledPayment payment) implements MeetingEvent {}
}
