package dev.cascade.email.domain;

import org.jspecify.annotations.Nullable;

/**
 * An operator wants an order's mail sent again.
 *
 * @param resendId repeated wishes have the same one and no further effect
 * @param email where to; null for the address of the first time
 */
public record ResendWish(String orderId, String resendId, @Nullable String email)
    implements MailEvent {}
