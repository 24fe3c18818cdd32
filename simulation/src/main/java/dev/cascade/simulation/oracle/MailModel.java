package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each order has one mail at most, and none if its customer is not of platinum. An order that was
 * shipped has one, unless so much time was lost that its two sides may have missed each other.
 */
final class MailModel implements Model {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final Complaints complaints;
  private final Map<String, Integer> mails = new TreeMap<>();
  private final Map<String, CustomerLevel> levels = new HashMap<>();
  private final Map<String, Order> shipped = new TreeMap<>();
  private Instant latest = Instant.MAX;

  MailModel(Complaints complaints) {
    this.complaints = complaints;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.CUSTOMERS, Customer.class)
        .ifPresent(customer -> levels.put(customer.getId(), customer.getLevel()));
    fact.of(Topics.ORDERS, Order.class)
        .filter(order -> order.getState() == OrderState.SHIPPED)
        .ifPresent(order -> shipped.put(order.getId(), order));
    fact.of(Topics.PLATINUM_EMAILS, EmailRequested.class).ifPresent(this::mail);
  }

  private void mail(EmailRequested mail) {
    int count = mails.merge(mail.getOrderId(), 1, Integer::sum);
    complaints.judge(
        count == 1 && levels.get(mail.getCustomerId()) == CustomerLevel.PLATINUM,
        "one-mail",
        mail.getOrderId(),
        () -> "Mails asked for: %d, to %s".formatted(count, levels.get(mail.getCustomerId())));
  }

  /** From now on everybody keeps up with the clock. */
  void calm(Instant now) {
    latest = now;
  }

  @Override
  public void conclude() {
    shipped.forEach((id, order) -> {
      if (levels.get(order.getCustomerId()) == CustomerLevel.PLATINUM
          && latest.isBefore(World.BEGINNING.plus(WINDOW))) {
        complaints.judge(
            mails.containsKey(id), "one-mail", id, () -> "It was shipped, and no mail asked for");
      }
    });
  }
}
