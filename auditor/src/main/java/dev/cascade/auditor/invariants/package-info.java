/**
 * What must hold, one class for each subject. Pure: a rule is fed records and moments, and tells
 * what is broken; it knows no Kafka and no clock.
 */
@NullMarked
package dev.cascade.auditor.invariants;

import org.jspecify.annotations.NullMarked;
