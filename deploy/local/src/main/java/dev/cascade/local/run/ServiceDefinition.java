package dev.cascade.local.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One of Cascade's services, as {@code services.json} lists them.
 *
 * @param name what people call it
 * @param module the folder of its Maven module
 * @param port its HTTP port before any offset
 * @param last whether nobody needs it, so that it starts when all others are ready
 * @param clientProperties the variable by which it is told who it is at a secured broker
 * @param javaOptions for its JVM, beyond those that every service gets; these win
 * @param environment variables beyond those that every service gets
 */
public record ServiceDefinition(
    @JsonProperty("name") String name,
    @JsonProperty("module") String module,
    @JsonProperty("port") int port,
    @JsonProperty("last") boolean last,
    @JsonProperty("clientProperties") @Nullable String clientProperties,
    @JsonProperty("javaOptions") @Nullable List<String> javaOptions,
    @JsonProperty("environment") Map<String, String> environment) {

  private static final int PORTS_BETWEEN_INSTANCES = 20;
  private static final int PORTS_TO_THE_ENTRY = 900;

  /** Without options of its own it has none; most are told who they are in the same way. */
  public ServiceDefinition {
    clientProperties =
        clientProperties == null ? "CASCADE_STREAMS_CLIENT_PROPERTIES" : clientProperties;
    javaOptions = javaOptions == null ? List.of() : List.copyOf(javaOptions);
  }

  /**
   * What is started.
   *
   * @param root the checkout that it was built in
   */
  Path program(Path root, ServiceBuild build) {
    Path target = root.resolve(module).resolve("target");
    return switch (build) {
      case JVM -> target.resolve("quarkus-app/quarkus-run.jar");
      case NATIVE -> target.resolve(module + "-native");
    };
  }

  /** What of its build it is started from, where services are started from this one. */
  ServiceBuild build(ServiceBuild services) {
    return last ? ServiceBuild.JVM : services;
  }

  /**
   * One of its instances, with a name and a port of its own.
   *
   * @param number from 1, which is this one itself
   */
  ServiceDefinition instance(int number) {
    return number == 1
        ? this
        : new ServiceDefinition(
            user() + "#" + number,
            module,
            port + PORTS_BETWEEN_INSTANCES * (number - 1),
            last,
            clientProperties,
            javaOptions,
            environment);
  }

  /** Where the entry listens for it, whichever instance answers. */
  int entryPort() {
    return port + PORTS_TO_THE_ENTRY;
  }

  /** The service, and who it is at a secured broker, whichever instance. */
  String user() {
    return name.replaceFirst("#.*", "");
  }

  /** Whether it is the instance that always is there. */
  boolean isFirst() {
    return name.equals(user());
  }

  /** Its name among the instances, of letters that Kafka takes for a member of a group. */
  String instanceId() {
    return name.contains("#") ? name.replace('#', '-') : name + "-1";
  }

  /** Those that process records, without those that only look on. */
  public static List<ServiceDefinition> processing() {
    return load().stream().filter(service -> !service.last()).toList();
  }

  /**
   * A service that can have several instances.
   *
   * @throws IllegalArgumentException when there is none of that name, naming those that are
   */
  static ServiceDefinition scalable(String name) {
    return processing(
        name, known -> "'%s' cannot have several instances. These can: %s".formatted(name, known));
  }

  /**
   * One of those that process records.
   *
   * @param complaint what to say, given the names of all, when there is none of that name
   * @throws IllegalArgumentException when there is none
   */
  public static ServiceDefinition processing(String name, UnaryOperator<String> complaint) {
    List<ServiceDefinition> all = processing();
    return all.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                complaint.apply(
                    String.join(", ", all.stream().map(ServiceDefinition::name).toList()))));
  }

  /** All services. */
  public static List<ServiceDefinition> load() {
    try (InputStream json = ServiceDefinition.class.getResourceAsStream("services.json")) {
      return new ObjectMapper().readValue(json, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("The list of services cannot be read", e);
    }
  }
}
