package dev.cascade.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One real broker and one real registry for all tests of a module, with the catalogue's topics and
 * schemas. The first to ask starts them; they end with the JVM. Tests share them, so they keep
 * apart by using ids of their own ({@link #freshId}).
 */
public final class TestPlatform {

  /**
   * Quarkus loads this class once more for each application that it starts, so what they share is
   * kept where all of them see it: in system properties, under a lock that is one object for all.
   */
  private static final String BROKER = "cascade.test.bootstrap-servers";

  private static final String REGISTRY = "cascade.test.registry-url";
  private static final String LOCK = "dev.cascade.testing.TestPlatform".intern();

  private final String bootstrapServers;
  private final String registryUrl;
  private final RegistryAvro avro;

  private TestPlatform(String bootstrapServers, String registryUrl) {
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
    this.avro = new RegistryAvro(registryUrl);
  }

  /** The platform of this JVM, started if it does not run yet. */
  public static TestPlatform shared() {
    synchronized (LOCK) {
      if (System.getProperty(BROKER) == null) {
        PlatformProcesses started = PlatformProcesses.start();
        System.setProperty(BROKER, started.bootstrapServers());
        System.setProperty(REGISTRY, started.registryUrl());
      }
      return new TestPlatform(System.getProperty(BROKER, ""), System.getProperty(REGISTRY, ""));
    }
  }

  /** The broker, as {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The registry's base URL. */
  public String registryUrl() {
    return registryUrl;
  }

  /** A part for ids that no other test uses. */
  public String freshId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Reads a topic of the catalogue from its beginning. */
  public <T extends SpecificRecord> TopicReader<T> reader(String topic, Class<T> type) {
    return TopicReader.of(bootstrapServers, avro, topic, type);
  }

  /** Reads the bytes of any topic from its beginning. */
  public TopicReader<byte[]> rawReader(String topic) {
    return TopicReader.raw(bootstrapServers, topic);
  }

  /** The value as it is written to the topic: in the registry's frame. */
  public byte[] encode(String topic, GenericRecord value) {
    return avro.encode(topic, value);
  }

  /** Makes a topic that is in no catalogue, on the one broker. */
  public void createTopic(String topic, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new AssertionError("No topic " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /** Writes to any topic. */
  public TopicWriter writer() {
    return new TopicWriter(bootstrapServers, avro);
  }

  /** What a Quarkus application needs to be told to run on this platform. */
  public Map<String, String> quarkusConfiguration() {
    return Map.of(
        "kafka.bootstrap.servers",
        bootstrapServers,
        "cascade.registry.url",
        registryUrl,
        "cascade.streams.state-dir",
        stateDir().toString(),
        "cascade.streams.instance-id",
        "test",
        "quarkus.devservices.enabled",
        "false",
        "quarkus.http.test-port",
        "0");
  }

  /** A run's own: state of an earlier run belongs to a broker that is gone. */
  private static Path stateDir() {
    return PlatformProcesses.freshFolder(PlatformProcesses.target().resolve("streams-state"));
  }
}
