/**
 * All that happened to a payment, told from the committed topics when somebody asks: which records
 * are about it, and what each of them says.
 */
@NullMarked
package dev.cascade.payments.timeline;

import org.jspecify.annotations.NullMarked;
