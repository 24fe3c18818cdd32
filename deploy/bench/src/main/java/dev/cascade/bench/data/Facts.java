package dev.cascade.bench.data;

import dev.cascade.schemas.AccountCommand;
import dev.cascade.schemas.AccountCommandKind;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.StockAdjusted;
import java.time.Instant;

/** The records that the bench's data begins with. */
final class Facts {

  private static final long MUCH = 1_000_000_000L;

  private Facts() {}

  static Product product(int number) {
    return Product.newBuilder()
        .setId(Ids.product(number))
        .setName("Bench product " + number)
        .setListPrice(null)
        .build();
  }

  static StockAdjusted stock(int number, Instant now) {
    return StockAdjusted.newBuilder()
        .setAdjustmentId("bench-stock-" + number)
        .setProductId(Ids.product(number))
        .setDelta(MUCH)
        .setReason("bench")
        .setAdjustedAt(now)
        .build();
  }

  static Customer customer(int number) {
    boolean platinum = Ids.isPlatinum(number);
    return Customer.newBuilder()
        .setId(Ids.customer(number))
        .setName("Bench customer " + number)
        .setEmail("bench-" + number + "@example.org")
        .setLevel(platinum ? CustomerLevel.PLATINUM : CustomerLevel.BRONZE)
        .build();
  }

  static AccountCommand account(int number, Instant now) {
    return AccountCommand.newBuilder()
        .setAccountId(Ids.customer(number))
        .setCommandId("bench-open-" + number)
        .setKind(AccountCommandKind.OPEN)
        .setCurrency("EUR")
        .setOverdraftLimitMinorUnits(MUCH)
        .setIssuedAt(now)
        .build();
  }
}
