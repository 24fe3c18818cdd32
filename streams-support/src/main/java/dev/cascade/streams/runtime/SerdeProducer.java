package dev.cascade.streams.runtime;

import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the service its registry client and its serdes. */
@ApplicationScoped
class SerdeProducer {

  @Produces
  @Singleton
  SchemaRegistryClient schemaRegistryClient(StreamsSettings settings) {
    return new SchemaRegistryClient(settings.registryUrl());
  }

  @Produces
  @Singleton
  AvroSerdes avroSerdes(SchemaRegistryClient registry) {
    return new AvroSerdes(registry);
  }
}
