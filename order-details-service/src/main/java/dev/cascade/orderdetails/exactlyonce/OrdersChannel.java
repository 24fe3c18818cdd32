package dev.cascade.orderdetails.exactlyonce;

import dev.cascade.orderdetails.catalogue.ProductCatalogue;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The incoming half of the pair: batches of topic {@code orders}, one after the other, once the
 * list prices are known. Acknowledging a batch does nothing; its offsets are in its transaction.
 */
@Singleton
public class OrdersChannel {

  /** The channel's name. */
  static final String CHANNEL = "orders";

  /** The consumer group. */
  static final String GROUP = "order-details";

  private final ExactlyOnce exactlyOnce;
  private final ProductCatalogue catalogue;

  OrdersChannel(ExactlyOnce exactlyOnce, ProductCatalogue catalogue) {
    this.exactlyOnce = exactlyOnce;
    this.catalogue = catalogue;
  }

  @Incoming(CHANNEL)
  @Blocking
  void judge(ConsumerRecords<byte[], byte[]> polled) throws InterruptedException {
    catalogue.awaitLoaded();
    exactlyOnce.process(polled);
  }
}
