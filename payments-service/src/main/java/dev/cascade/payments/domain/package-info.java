/** What a payment is, its life cycle, and the rules that need nothing else to decide. */
@NullMarked
package dev.cascade.payments.domain;

import org.jspecify.annotations.NullMarked;
