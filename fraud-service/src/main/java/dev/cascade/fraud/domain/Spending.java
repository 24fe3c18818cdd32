package dev.cascade.fraud.domain;

import java.time.Instant;

/**
 * What a customer spends in one currency, as far as it has been added up: a running sum, so that an
 * order costs as many steps as orders leave the hour, not as many as are in it.
 *
 * @param head the creation time of the latest order judged
 * @param total value, in minor units, of the live orders in the hour that ends at {@code head}
 */
public record Spending(Instant head, long total) {

  Spending plus(long value) {
    return new Spending(head, Math.addExact(total, value));
  }
}
