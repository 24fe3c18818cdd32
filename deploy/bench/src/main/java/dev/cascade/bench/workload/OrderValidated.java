package dev.cascade.bench.workload;

import picocli.CommandLine.Command;

/** From the POST to the answer of GET .../validated. */
@Command(
    name = "order-validated",
    description = "Orders over HTTP: POST to the answer of GET .../validated.",
    mixinStandardHelpOptions = true)
public final class OrderValidated extends OrdersWorkload {

  @Override
  Goal goal() {
    return Goal.VALIDATED;
  }
}
