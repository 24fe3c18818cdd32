package dev.cascade.bench.workload;

import picocli.CommandLine.Option;

/** Over how many customers and products the load is spread. */
public final class DataOptions {

  @Option(
      names = "--customers",
      defaultValue = "1000",
      description = "Customers with accounts (default ${DEFAULT-VALUE}).")
  private int customers = 1_000;

  @Option(
      names = "--products",
      defaultValue = "1000",
      description = "Products with stock (default ${DEFAULT-VALUE}).")
  private int products = 1_000;

  @Option(
      names = "--lines",
      defaultValue = "1",
      description = "Lines of an order (default ${DEFAULT-VALUE}).")
  private int lines = 1;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException saying which one cannot be
   */
  void check() {
    if (customers < 2 || lines < 1 || products < lines) {
      throw new IllegalArgumentException(
          "--customers must be 2 or more, --lines 1 or more, and --products at least --lines");
    }
  }

  int customers() {
    return customers;
  }

  int products() {
    return products;
  }

  int lines() {
    return lines;
  }
}
