package dev.cascade.inventory.config;

import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.inventory.topology.InventoryMeters;
import dev.cascade.inventory.topology.InventoryViews;
import dev.cascade.inventory.topology.ReservationsTopology;
import dev.cascade.inventory.topology.Sweeping;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Puts the service together from its parts. */
@ApplicationScoped
class InventoryWiring {

  /** Stock levels are looked at by people; orders do not wait for them. */
  private static final Duration UNHURRIED = Duration.ofMillis(50);

  @Produces
  @Singleton
  TopicSerdes topicSerdes(AvroSerdes avro) {
    return TopicSerdes.over(avro);
  }

  @Produces
  @Singleton
  StreamsApplication reservations(
      TopicSerdes serdes, InventorySettings settings, MeterRegistry registry) {
    ReservationsTopology topology =
        new ReservationsTopology(
            serdes,
            new Memory(settings.lineMemory(), settings.adjustmentMemory()),
            new Sweeping(settings.sweepInterval(), settings.sweepEntries()),
            new InventoryMeters(registry, settings.productGauges()));
    return StreamsApplication.decider(
        ReservationsTopology.NAME, Topics.INVENTORY_DEAD_LETTERS, topology::build);
  }

  @Produces
  @Singleton
  InventoryViews inventoryViews(TopicSerdes serdes, InventorySettings settings) {
    return new InventoryViews(serdes, settings.mostWaiters());
  }

  /** The decider reads products too, and sends their dead letters. */
  @Produces
  @Singleton
  StreamsApplication views(InventoryViews views) {
    return StreamsApplication.views(
            InventoryViews.NAME, Topics.INVENTORY_DEAD_LETTERS, views::build)
        .skipping(Topics.PRODUCTS)
        .gathering(UNHURRIED);
  }
}
