package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.orders.rest.AcceptedOrders.Accepted;
import dev.cascade.testing.SettingsOf;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptedOrdersTest {

  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final int MOST = 20_000;

  private final AcceptedOrders orders =
      new AcceptedOrders(SettingsOf.of(OrdersSettings.class, Map.of()));

  @Test
  void theFirstOneHasTheIdUntilItGivesItBack() {
    Accepted first = at(SomeOrders.NOON);
    Accepted second = at(SomeOrders.NOON);

    assertThat(orders.putIfAbsent("1", first)).isEmpty();
    assertThat(orders.putIfAbsent("1", second)).containsSame(first);
    orders.remove("1", second);
    assertThat(orders.putIfAbsent("1", second)).containsSame(first);
    orders.remove("1", first);
    assertThat(orders.putIfAbsent("1", second)).isEmpty();
  }

  @Test
  void anOrderIsRememberedAsLongAsACallerMayWaitAndNoLonger() {
    Accepted first = at(SomeOrders.NOON);
    orders.putIfAbsent("1", first);

    assertThat(orders.putIfAbsent("1", at(SomeOrders.NOON.plus(KEPT).minusMillis(1))))
        .containsSame(first);
    assertThat(orders.putIfAbsent("1", at(SomeOrders.NOON.plus(KEPT)))).isEmpty();
  }

  @Test
  void pastTheBoundTheEldestIsForgotten() {
    for (int i = 0; i <= MOST; i++) {
      orders.putIfAbsent("order-" + i, at(SomeOrders.NOON));
    }

    assertThat(orders.putIfAbsent("order-" + MOST, at(SomeOrders.NOON))).isPresent();
    assertThat(orders.putIfAbsent("order-0", at(SomeOrders.NOON))).isEmpty();
  }

  private static Accepted at(Instant at) {
    return Accepted.of(SomeOrders.content(1), at);
  }
}
