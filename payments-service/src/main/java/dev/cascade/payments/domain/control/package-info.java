/** How the gate is paused, drained and limited, without a thread or a clock. */
@NullMarked
package dev.cascade.payments.domain.control;

import org.jspecify.annotations.NullMarked;
