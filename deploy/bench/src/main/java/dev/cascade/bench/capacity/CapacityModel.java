package dev.cascade.bench.capacity;

import java.util.List;

/**
 * Scales what was measured: a larger deployment is so many copies of the services, each with as
 * many partitions of every key, and as much to do, as the measured one.
 *
 * <p>That holds as long as work spreads by key. Two things do not: an account is one key, so what
 * one merchant receives is bound by one partition; and every further replica of a partition is
 * appended by another broker, which is not in these numbers.
 *
 * @param cost of the measured copy
 * @param partitionsPerCopy of each key that the measured copy worked on
 * @param paymentsPerAccount most payments a second that one account receives
 */
public record CapacityModel(OrderCost cost, int partitionsPerCopy, double paymentsPerAccount) {

  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final double SECONDS_PER_DAY = 86_400;

  /** Checks the numbers. */
  public CapacityModel {
    if (partitionsPerCopy < 1 || !(paymentsPerAccount > 0)) {
      throw new IllegalArgumentException("Partitions and payments per account must be above 0");
    }
  }

  /**
   * A deployment.
   *
   * @param partitions of each key
   * @param copies of each service that share them
   * @param ordersPerSecond that it sustains
   * @param brokerCores of all brokers, without replication
   * @param serviceCores of all services
   * @param transactionsPerSecond of all applications
   * @param logMegabytesPerSecond written to all topics, without replication
   * @param logGigabytesPerDay the same in a day
   * @param merchantAccounts over which the orders must be spread, at least
   */
  public record Deployment(
      int partitions,
      int copies,
      double ordersPerSecond,
      double brokerCores,
      double serviceCores,
      double transactionsPerSecond,
      double logMegabytesPerSecond,
      double logGigabytesPerDay,
      int merchantAccounts) {}

  /** The deployments with so many partitions; fewer than those of one copy still need one. */
  public List<Deployment> withPartitions(List<Integer> partitions) {
    return partitions.stream().map(this::deployment).toList();
  }

  private Deployment deployment(int partitions) {
    int copies = Math.max(1, partitions / partitionsPerCopy);
    double orders = copies * cost.ordersPerSecond();
    double megabytes = orders * cost.bytesPerOrder() / BYTES_PER_MEGABYTE;
    return new Deployment(
        partitions,
        copies,
        orders,
        copies * cost.brokerCores(),
        copies * cost.serviceCores(),
        orders * cost.transactionsPerOrder(),
        megabytes,
        megabytes * SECONDS_PER_DAY / 1_000,
        (int) Math.ceil(orders / paymentsPerAccount));
  }
}
