package dev.cascade.email.domain;

/** Something that concerns an order's mail. */
public sealed interface MailEvent permits EmailRequest, ResendWish {

  /** Whose mail. */
  String orderId();
}
