package dev.cascade.local.run;

import dev.cascade.local.platform.ConnectWorker;
import dev.cascade.local.platform.ForeignKafka;
import dev.cascade.local.platform.ForeignRegistry;
import dev.cascade.local.platform.Kafka;
import dev.cascade.local.platform.MailServer;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.Registry;
import dev.cascade.local.platform.SchemaRegistry;
import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.local.secrets.TokenSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All servers of one installation: the platform, and the services that run on it.
 *
 * @param installation where it lives
 * @param kafka the broker, or the brokers; others may run them
 * @param registry the schema registry; others may run it
 * @param mail the mail server
 * @param services Cascade's own services, each instance of them, and the entry to those that have
 *     several
 * @param connect the customers' database and what follows it, in homes that have them
 * @param everyService variables that all services get
 * @param placeholders what stands in their definitions for addresses of this installation
 */
public record Ecosystem(
    Installation installation,
    Kafka kafka,
    Registry registry,
    MailServer mail,
    List<PlatformServer> services,
    Optional<ConnectParts> connect,
    Map<String, String> everyService,
    Map<String, String> placeholders) {

  private static final String HOST = "127.0.0.1";

  /** Where spans go: to the console, unless somebody has a collector. */
  private static final String COLLECTOR = "CASCADE_TRACING_ENDPOINT";

  /** The servers of an installation; those that an earlier launcher started are found again. */
  public static Ecosystem of(Installation installation) {
    return of(installation, HomeSettings.of(installation.home()));
  }

  /** As it would be with these settings. */
  static Ecosystem of(Installation installation, HomeSettings settings) {
    BrokerSecrets secrets = installation.secrets();
    Kafka kafka = kafka(installation, settings, secrets);
    Registry registry = registry(installation, settings, secrets);
    MailServer mail = mail(installation, secrets);
    Map<String, String> placeholders =
        new HashMap<>(
            Map.of("${mail.host}", mail.host(), "${mail.port}", Integer.toString(mail.smtpPort())));
    ServiceDefinition.load()
        .forEach(it ->
            placeholders.put(
                "${" + it.name() + ".url}", "http://" + HOST + ":" + installation.port(it.port())));
    Map<String, String> everyService =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "CASCADE_REGISTRY_URL",
            registry.url(),
            "QUARKUS_HTTP_HOST",
            HOST,
            COLLECTOR,
            System.getenv().getOrDefault(COLLECTOR, placeholders.get("${console.url}")));
    List<PlatformServer> services =
        ServiceDefinition.load().stream()
            .flatMap(it ->
                IntStream.rangeClosed(1, settings.instances(it.name())).mapToObj(it::instance))
            .map(it ->
                new ServiceServer(
                    installation,
                    it,
                    it.build(settings.services()),
                    environment(installation, kafka, it, everyService, placeholders)))
            .collect(Collectors.toCollection(ArrayList::new));
    EntryServer.of(installation, settings).ifPresent(services::add);
    Optional<ConnectParts> connect = ConnectParts.of(installation, settings, kafka, registry);
    connect.ifPresent(parts -> services.add(parts.worker()));
    Ecosystem ecosystem =
        new Ecosystem(
            installation, kafka, registry, mail, services, connect, everyService, placeholders);
    RunFolder run = ecosystem.runFolder();
    ecosystem.all().forEach(server -> run.find(server.name()).ifPresent(server::adopt));
    return ecosystem;
  }

  /** Every server, those first that others need. */
  public List<PlatformServer> all() {
    return Stream.concat(platform().stream(), services.stream()).toList();
  }

  /** The services that others need. */
  public List<PlatformServer> neededServices() {
    return services.stream().filter(it -> !isLast(it)).toList();
  }

  /** The services that nobody needs; they start when all others are ready. */
  public List<PlatformServer> lastServices() {
    return services.stream().filter(Ecosystem::isLast).toList();
  }

  private static boolean isLast(PlatformServer server) {
    return server instanceof EntryServer
        || server instanceof ConnectWorker
        || (server instanceof ServiceServer service && service.isLast());
  }

  /** All instances of a service, the first one first. */
  public List<PlatformServer> instances(String service) {
    return services.stream()
        .filter(it -> it instanceof ServiceServer one && one.service().equals(service))
        .toList();
  }

  /** All instances of a service that is behind the entry, and the entry. */
  List<PlatformServer> behindEntry(String service) {
    return Stream.concat(instances(service).stream(), Stream.of(requireEntry())).toList();
  }

  /**
   * The entry.
   *
   * @throws IllegalStateException when no service is behind one
   */
  EntryServer requireEntry() {
    return services.stream()
        .filter(EntryServer.class::isInstance)
        .map(EntryServer.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No service is behind an entry"));
  }

  /** The host and port of an instance. */
  static String address(PlatformServer instance) {
    return HOST + ":" + instance.ports().firstEntry().getValue();
  }

  /** What the services run on. */
  public List<PlatformServer> platform() {
    return Stream.of(
            kafka.brokers(),
            registry.servers(),
            List.of(mail),
            connect.map(ConnectParts::postgres).stream().toList())
        .<PlatformServer>flatMap(List::stream)
        .toList();
  }

  /** What of it others run. */
  List<ForeignPart> foreignParts() {
    List<ForeignPart> parts = new ArrayList<>();
    if (kafka instanceof ForeignKafka) {
      parts.add(new ForeignPart("kafka", kafka.bootstrapServers(), kafka::isReady));
    }
    if (registry instanceof ForeignRegistry) {
      parts.add(new ForeignPart("registry", registry.url(), registry::isReady));
    }
    return parts;
  }

  /**
   * The server of that name.
   *
   * @throws IllegalArgumentException when there is none, naming those that are
   */
  public PlatformServer server(String name) {
    return all().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(complaint(name)));
  }

  private String complaint(String name) {
    return foreignParts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .map(part -> "'%s' is run by others, at %s".formatted(name, part.address()))
        .orElseGet(() ->
            "No part is called '%s'. There are: %s"
                .formatted(
                    name, String.join(", ", all().stream().map(PlatformServer::name).toList())));
  }

  /**
   * One more instance of a service, with a name, a port and a folder of its own; not started, and
   * not among {@link #all}: whoever starts it ends it.
   *
   * @param name the service
   * @param number from 2
   */
  public PlatformServer another(String name, int number) {
    ServiceDefinition definition =
        ServiceDefinition.load().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No service is called '" + name + "'"))
            .instance(number);
    return new ServiceServer(
        installation,
        definition,
        definition.build(HomeSettings.of(installation.home()).services()),
        environment(installation, kafka, definition, everyService, placeholders));
  }

  /**
   * A shadow of a service, not started, and not among {@link #all}: whoever starts it ends it. It
   * serves no HTTP, tells no journal, mends no transaction, and keeps its stores in a folder of its
   * own.
   *
   * @param name the service
   * @param root where the build is that it runs, a folder as this one's
   * @param work its folder, with {@code shadow.properties}: see {@code cascade.streams.shadow}
   * @param settings further ones of the service, by key
   */
  public ShadowServer shadow(String name, Path root, Path work, Map<String, String> settings) {
    ServiceDefinition definition = ServiceDefinition.processing(name, "No %s"::formatted);
    Map<String, String> all =
        new HashMap<>(environment(installation, kafka, definition, everyService, placeholders));
    all.put("QUARKUS_HTTP_HOST_ENABLED", "false");
    all.put("CASCADE_JOURNAL_ENABLED", "false");
    all.put("CASCADE_STREAMS_INSTANCE_ID", name + "-shadow");
    all.put("CASCADE_STREAMS_SHADOW", work.resolve("shadow.properties").toString());
    all.put("CASCADE_STREAMS_STATE_DIR", work.resolve("streams").toString());
    all.put("CASCADE_STREAMS_REPAIR_TRANSACTIONS", "false");
    all.put("CASCADE_STREAMS_COMMIT_INTERVAL", "500ms");
    if (installation.secrets().exist()) {
      // The service itself may neither make topics nor be in groups of other names.
      all.put(
          definition.clientProperties(),
          installation.secrets().clientFile(BrokerSecrets.OWNER).toString());
    }
    return new ShadowServer(
        name + "-shadow",
        installation.log(name + "-shadow"),
        work,
        definition.program(root, ServiceBuild.JVM),
        all,
        settings.entrySet().stream().map(it -> "-D" + it.getKey() + "=" + it.getValue()).toList());
  }

  /** Where the running processes are noted. */
  public RunFolder runFolder() {
    return new RunFolder(installation.home().resolve("run"));
  }

  private static Map<String, String> environment(
      Installation installation,
      Kafka kafka,
      ServiceDefinition service,
      Map<String, String> everyService,
      Map<String, String> placeholders) {
    int port = installation.port(service.port());
    BrokerSecrets secrets = installation.secrets();
    Path streams = installation.home().resolve("streams").resolve(service.name());
    Map<String, String> all = new HashMap<>(ServiceJvm.environment(System.getenv()));
    all.putAll(everyService);
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("CASCADE_STREAMS_STATE_DIR", streams.toString());
    all.put("CASCADE_STREAMS_INSTANCE_ID", service.instanceId());
    all.put("CASCADE_STREAMS_ADVERTISED_HOST", HOST + ":" + port);
    if (secrets.exist()) {
      all.put(service.clientProperties(), secrets.clientFile(service.user()).toString());
      all.putAll(identity(secrets.tokens()));
      all.putAll(CallerShare.environment(System.getenv()));
    }
    if (kafka instanceof ForeignKafka theirs) {
      theirs.clientFile().ifPresent(file -> all.put(service.clientProperties(), file.toString()));
    }
    if (secrets.mail().exist() && service.environment().containsValue("${mail.port}")) {
      all.putAll(secrets.mail().sender(secrets.authority()));
    }
    service
        .environment()
        .forEach((key, value) -> all.put(key, placeholders.getOrDefault(value, value)));
    return all;
  }

  /** Whose tokens services believe; the console, which looks at none, what it shows itself by. */
  private static Map<String, String> identity(TokenSecrets tokens) {
    return Map.of(
        "CASCADE_IDENTITY_ENABLED", "true",
        "CASCADE_IDENTITY_KEY_SET", tokens.keySet().toString(),
        "CASCADE_IDENTITY_ISSUER", TokenSecrets.ISSUER,
        "CASCADE_IDENTITY_LONGEST_VALIDITY", TokenSecrets.LONGEST.toString(),
        "CASCADE_CONSOLE_TOKEN_FILE", tokens.consoleToken().toString());
  }

  private static Kafka kafka(
      Installation installation, HomeSettings settings, BrokerSecrets secrets) {
    return settings.kafka().isPresent()
        ? new ForeignKafka(settings.kafka().get(), settings.kafkaConfig())
        : Brokers.of(installation, settings, secrets);
  }

  private static Registry registry(
      Installation installation, HomeSettings settings, BrokerSecrets secrets) {
    return settings.registry().isPresent()
        ? new ForeignRegistry(settings.registry().get(), settings.registryCredentials())
        : ownRegistry(installation, secrets);
  }

  private static SchemaRegistry ownRegistry(Installation installation, BrokerSecrets secrets) {
    SchemaRegistry.Builder registry = SchemaRegistry.builder();
    if (secrets.exist()) {
      registry.secured(secrets.registry());
    }
    return registry
        .port(installation.port(8090))
        .managementPort(installation.port(8091))
        .dataDirectory(installation.data("registry"))
        .logFile(installation.log("registry"))
        .detached()
        .build();
  }

  private static MailServer mail(Installation installation, BrokerSecrets secrets) {
    MailServer.Builder mail = MailServer.builder();
    if (secrets.mail().exist()) {
      mail.secured(secrets.mail());
    }
    return mail.smtpPort(installation.port(3025))
        .apiPort(installation.port(3080))
        .dataDirectory(installation.data("mail"))
        .logFile(installation.log("mail"))
        .javaOptions(ClassArchive.options(installation, "mail"))
        .detached()
        .build();
  }
}
