package dev.cascade.orderdetails.verdict;

import dev.cascade.orderdetails.config.OrderDetailsSettings;
import dev.cascade.orderdetails.domain.ListPrices;
import dev.cascade.orderdetails.domain.OrderRules;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.streams.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Gives the service its verdicts, and the parts that they are made of. */
@ApplicationScoped
class VerdictBeans {

  @Produces
  @Singleton
  VerdictMeters verdictMeters(MeterRegistry registry) {
    return new VerdictMeters(registry);
  }

  @Produces
  @Singleton
  OrderVerdicts orderVerdicts(
      OrderDetailsSettings settings, ListPrices prices, AvroSerdes serdes, VerdictMeters meters) {
    return new OrderVerdicts(
        new OrderRules(settings.maxQuantity()),
        prices,
        serdes.of(Order.class).deserializer(),
        serdes.of(OrderValidation.class).serializer(),
        meters,
        InstantSource.system());
  }
}
