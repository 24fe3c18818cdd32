/** Judges whether a customer's orders of one hour stay within a limit. */
@NullMarked
package dev.cascade.fraud;

import org.jspecify.annotations.NullMarked;
