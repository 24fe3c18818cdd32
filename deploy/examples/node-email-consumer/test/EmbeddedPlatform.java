import dev.cascade.local.platform.KafkaBroker;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.SchemaRegistry;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The broker and the registry for the test of the Node.js consumer, with the catalogue's topics and
 * schemas. Says {@code READY broker registry}; then writes, from the JVM, what each line of its
 * input names: {@code commit ORDER NAME}, {@code abort ORDER NAME} or {@code poison ORDER}. It ends
 * with its input.
 */
public final class EmbeddedPlatform {

  private static final String TOPIC = "platinum-emails";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    List<Integer> ports = Ports.free(4);
    try (SchemaRegistry registry =
            SchemaRegistry.builder()
                .port(ports.get(0))
                .managementPort(ports.get(1))
                .dataDirectory(data.resolve("registry"))
                .build();
        KafkaBroker broker =
            KafkaBroker.builder()
                .port(ports.get(2))
                .controllerPort(ports.get(3))
                .dataDirectory(data.resolve("kafka"))
                .build()) {
      registry.start();
      broker.start();
      broker.awaitReady(PATIENCE);
      new TopicInstaller(broker.bootstrapServers()).install(TopicCatalogue.load());
      registry.awaitReady(PATIENCE);
      new SchemaInstaller(registry.url()).install(TopicCatalogue.load());
      obey(broker.bootstrapServers(), registry.url());
    }
  }

  private static void obey(String bootstrapServers, String registryUrl) throws Exception {
    int schemaId = schemaId(registryUrl);
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "embedded-platform");
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      System.out.println("READY " + bootstrapServers + " " + registryUrl);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] command = line.split(" ", 3);
        byte[] value =
            command[0].equals("poison")
                ? new byte[] {42, 1, 2, 3, 4, 5, 6}
                : framed(schemaId, request(command[1], command[2]));
        producer.beginTransaction();
        producer.send(
            new ProducerRecord<>(TOPIC, command[1].getBytes(StandardCharsets.UTF_8), value));
        if (command[0].equals("abort")) {
          producer.flush();
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }
  }

  private static EmailRequested request(String orderId, String name) {
    return EmailRequested.newBuilder()
        .setOrderId(orderId)
        .setCustomerId("c-1")
        .setCustomerName(name)
        .setEmail("ada@example.org")
        .setLevel(CustomerLevel.PLATINUM)
        .setLines(List.of(new OrderLine(1, "ipad", 1, new Money(49_900L, "EUR"))))
        .setTotal(new Money(49_900L, "EUR"))
        .setPaymentId("order-" + orderId)
        .setRequestedAt(Instant.now())
        .build();
  }

  private static byte[] framed(int schemaId, EmailRequested request) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<>(EmailRequested.class).write(request, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static int schemaId(String registryUrl) throws Exception {
    String url = registryUrl + "/apis/ccompat/v7/subjects/" + TOPIC + "-value/versions/latest";
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("The registry has no schema for " + TOPIC + ": " + answer);
    }
    return Integer.parseInt(id.group(1));
  }
}
