package dev.cascade.bench.workload;

import picocli.CommandLine.Command;

/** From the POST to the answer of GET ...?wait=confirmed. */
@Command(
    name = "order-confirmed",
    description = "Orders over HTTP: POST to the answer of GET ...?wait=confirmed.",
    mixinStandardHelpOptions = true)
public final class OrderConfirmed extends OrdersWorkload {

  @Override
  Goal goal() {
    return Goal.CONFIRMED;
  }
}
