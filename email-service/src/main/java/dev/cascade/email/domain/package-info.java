/**
 * Decides who gets a mail, what becomes of each attempt to deliver it, and what may stand in its
 * headers: pure values and decisions, the time comes in as an argument.
 */
@NullMarked
package dev.cascade.email.domain;

import org.jspecify.annotations.NullMarked;
