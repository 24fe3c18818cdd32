package dev.cascade.orderdetails.catalogue;

import dev.cascade.orderdetails.contract.ProductMapping;
import dev.cascade.orderdetails.domain.Money;
import dev.cascade.schemas.Product;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.serde.RegistryUnavailableException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;

/** Brings one record of topic {@code products} into the catalogue. */
@Singleton
class ProductReader {

  private static final Logger LOG = Logger.getLogger(ProductReader.class);

  private final ProductCatalogue catalogue;
  private final Deserializer<String> keys = RecordKeys.deserializer();
  private final Deserializer<Product> products;
  private final ProductDeadLetters deadLetters;

  ProductReader(ProductCatalogue catalogue, AvroSerdes serdes, ProductDeadLetters deadLetters) {
    this.catalogue = catalogue;
    this.products = serdes.of(Product.class).deserializer();
    this.deadLetters = deadLetters;
  }

  /**
   * Applies the record, or puts it aside when it cannot be read.
   *
   * @throws RegistryUnavailableException when nothing is known about the record yet
   */
  void read(ConsumerRecord<byte[], byte[]> record, CommittedOffset committed) {
    try {
      Optional<Money> listPrice =
          Optional.ofNullable(products.deserialize(record.topic(), record.value()))
              .flatMap(ProductMapping::listPrice);
      catalogue.fix(keys.deserialize(record.topic(), record.headers(), record.key()), listPrice);
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warnf(
          "Unreadable record, topic=%s partition=%d offset=%d: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
      if (record.offset() >= committed.of(record)) {
        deadLetters.send(record, e);
      }
    }
  }

  /** What the group has committed of a record's partition. */
  @FunctionalInterface
  interface CommittedOffset {
    long of(ConsumerRecord<?, ?> record);
  }
}
