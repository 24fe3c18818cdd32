package dev.cascade.email.domain;

import org.jspecify.annotations.Nullable;

/**
 * A customer as the CRM tells.
 *
 * @param email as it was typed; null when unknown
 */
public record Customer(String id, String name, @Nullable String email, CustomerLevel level) {}
