package dev.cascade.bench.orders;

import dev.cascade.bench.data.Ids;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The orders of a run. Customers and products are drawn uniformly, the same for the same index.
 *
 * @param prefix what the ids begin with
 * @param customers how many customers order
 * @param products how many products are ordered
 * @param lines how many lines an order has
 */
public record OrderMix(String prefix, int customers, int products, int lines) {

  // A thousand orders of one customer stay far below the fraud limit of an hour.
  private static final String PRICE = "0.01";

  /** Checks that every line can have a product of its own. */
  public OrderMix {
    if (customers < 1 || products < lines || lines < 1) {
      throw new IllegalArgumentException(
          "At least one customer, one line and as many products as lines are needed, not "
              + customers
              + ", "
              + lines
              + " and "
              + products);
    }
  }

  /** The id of the order with that index. */
  public String id(long index) {
    return prefix + index;
  }

  /** The order with that index, as JSON. */
  public String body(long index) {
    SplittableRandom random = new SplittableRandom(index);
    String customer = Ids.customer(random.nextInt(customers));
    int first = random.nextInt(products);
    String items =
        IntStream.range(0, lines)
            .mapToObj(line -> Ids.product((first + line) % products))
            .map(product -> line(product))
            .collect(Collectors.joining(","));
    return "{\"id\":\"%s\",\"customerId\":\"%s\",\"currency\":\"EUR\",\"lines\":[%s]}"
        .formatted(id(index), customer, items);
  }

  private static String line(String product) {
    return "{\"productId\":\"%s\",\"quantity\":1,\"unitPrice\":\"%s\"}".formatted(product, PRICE);
  }
}
