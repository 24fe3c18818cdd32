/** Which faults come when, drawn from one seed; pure. */
@NullMarked
package dev.cascade.chaos.plan;

import org.jspecify.annotations.NullMarked;
