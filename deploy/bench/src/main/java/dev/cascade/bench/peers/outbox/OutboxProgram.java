package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.PeerClients;
import dev.cascade.bench.peers.PeerHttp;
import dev.cascade.bench.peers.PeerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** One process of this peer: {@code OutboxProgram SERVICE SETTINGS}. */
public final class OutboxProgram {

  static final String ORDERS = "outbox-orders";
  static final String DETAILS = "outbox-details";
  static final String FRAUD = "outbox-fraud";
  static final String INVENTORY = "outbox-inventory";
  static final String PAYMENTS = "outbox-payments";

  /** All of its services; each has a schema that is called like it. */
  static final List<String> SERVICES = List.of(ORDERS, DETAILS, FRAUD, INVENTORY, PAYMENTS);

  /** One for the reader, one for the relay. */
  private static final int CONNECTIONS = 2;

  private static final int CONNECTIONS_FOR_REQUESTS = 14;

  private final PeerSettings settings;
  private final String service;

  private OutboxProgram(PeerSettings settings, String service) {
    this.settings = settings;
    this.service = service;
  }

  /** Runs a service until the process is ended. */
  public static void main(String[] arguments) throws IOException, SQLException {
    // A service that cannot go on is to be started anew, as others would do it.
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    });
    PeerSettings settings = PeerSettings.read(Path.of(arguments[1]));
    new OutboxProgram(settings, arguments[0]).run();
  }

  /** The schema of a service. */
  static String schema(String service) {
    return service.substring("outbox-".length());
  }

  private void run() throws IOException, SQLException {
    boolean serves = service.equals(ORDERS);
    Database database =
        new Database(
            settings.database() + "&currentSchema=" + schema(service),
            CONNECTIONS + (serves ? CONNECTIONS_FOR_REQUESTS : 0));
    Relay relay = new Relay(database, PeerClients.producer(settings), settings.prefix());
    Thread.ofPlatform().name("relay").start(relay::run);
    OrderBook orders = new OrderBook(database, relay);
    Reader reader =
        new Reader(
            PeerClients.consumer(settings, service, false),
            database,
            serves ? orders : step(),
            relay);
    PeerHttp http = new PeerHttp(settings.port(), reader::isReady);
    if (serves) {
      http.serve(orders);
    }
    reader.run(settings.named(serves ? Message.VERDICTS : Message.ORDERS));
  }

  private Step step() {
    return switch (service) {
      case DETAILS -> new Details();
      case FRAUD -> new Fraud();
      case INVENTORY -> new Inventory();
      case PAYMENTS -> new Payments();
      default -> throw new IllegalArgumentException("No service " + service);
    };
  }
}
