package dev.cascade.bench.capacity;

/**
 * What one copy of the system used at a rate that it sustained.
 *
 * @param ordersPerSecond that rate
 * @param brokerCores processor time of the brokers, in cores
 * @param serviceCores processor time of the services, in cores
 * @param transactionsPerOrder committed transactions for each order, of all applications
 * @param bytesPerOrder what the logs of all topics grew by for each order
 */
public record OrderCost(
    double ordersPerSecond,
    double brokerCores,
    double serviceCores,
    double transactionsPerOrder,
    double bytesPerOrder) {

  /** Checks that something was measured. */
  public OrderCost {
    if (!(ordersPerSecond > 0)) {
      throw new IllegalArgumentException(
          "Nothing was measured at " + ordersPerSecond + " orders/s");
    }
  }
}
