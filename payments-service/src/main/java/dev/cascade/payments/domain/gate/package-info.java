/** What the gate knows of each payment: duplicates, refunds, captures and voids. */
@NullMarked
package dev.cascade.payments.domain.gate;

import org.jspecify.annotations.NullMarked;
