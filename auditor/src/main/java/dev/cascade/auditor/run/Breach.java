package dev.cascade.auditor.run;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.log.Place;
import java.time.Instant;

/**
 * A guarantee that was broken.
 *
 * @param place the record that broke it
 * @param subject the id of the order, payment, account or product
 * @param seenAt when the auditor saw it
 */
public record Breach(
    Guarantee guarantee, Place place, String subject, String detail, Instant seenAt) {}
