package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.PeerHttp;
import dev.cascade.bench.peers.PeerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

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
    Relay relay = new Relay(database, producer(), settings.prefix());
    Thread.ofPlatform().name("relay").start(relay::run);
    OrderBook orders = new OrderBook(database, relay);
    Reader reader = new Reader(consumer(), database, serves ? orders : step(), relay);
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

  private Consumer<String, byte[]> consumer() {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put("group.id", settings.named(service));
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", false);
    return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Producer<String, byte[]> producer() {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put("enable.idempotence", true);
    all.put("acks", "all");
    all.put("linger.ms", 0);
    return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
  }
}
