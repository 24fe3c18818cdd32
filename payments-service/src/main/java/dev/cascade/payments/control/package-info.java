/** Obeys the commands to the gate, and acknowledges them once they are true. */
@NullMarked
package dev.cascade.payments.control;

import org.jspecify.annotations.NullMarked;
