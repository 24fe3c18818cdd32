package dev.cascade.bench.peers.streams;

import dev.cascade.bench.peers.PeerHttp;
import dev.cascade.bench.peers.PeerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** One process of this peer: {@code StreamsProgram SERVICE SETTINGS}. */
public final class StreamsProgram {

  static final String ORDERS = "streams-orders";
  static final String DETAILS = "streams-order-details";
  static final String FRAUD = "streams-fraud";
  static final String INVENTORY = "streams-inventory";
  static final String AGGREGATOR = "streams-aggregator";

  /** All of its services. */
  static final List<String> SERVICES = List.of(ORDERS, DETAILS, FRAUD, INVENTORY, AGGREGATOR);

  private StreamsProgram() {}

  /** Runs a service until the process is ended. */
  public static void main(String[] arguments) throws IOException {
    PeerSettings settings = PeerSettings.read(Path.of(arguments[1]));
    switch (arguments[0]) {
      case ORDERS -> orders(settings);
      case DETAILS -> details(settings);
      case FRAUD ->
          run(
              settings,
              new StreamsService("fraud", settings, FraudTopology.of(settings), uncached()));
      case INVENTORY ->
          run(
              settings,
              new StreamsService(StreamsNames.INVENTORY, settings, InventoryTopology.of(settings)));
      case AGGREGATOR ->
          run(
              settings,
              new StreamsService("aggregator", settings, AggregatorTopology.of(settings)));
      default -> throw new IllegalArgumentException("No service " + arguments[0]);
    }
  }

  private static PeerHttp run(PeerSettings settings, StreamsService service) throws IOException {
    service.start();
    return new PeerHttp(settings.port(), service::isReady);
  }

  private static void orders(PeerSettings settings) throws IOException {
    OrdersView view = new OrdersView(settings);
    run(settings, view.streams()).serve(view);
  }

  private static void details(PeerSettings settings) throws IOException {
    DetailsLoop loop = new DetailsLoop(settings);
    var _ = new PeerHttp(settings.port(), loop::isReady);
    loop.run();
  }

  /** Each order is to have its sum, and a cache would leave sums out. */
  private static Properties uncached() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
    return settings;
  }
}
