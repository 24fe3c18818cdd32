package dev.cascade.system.ecosystem;

import dev.cascade.system.history.History;
import dev.cascade.system.history.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The packaged ecosystem, started by {@code ./cascade up} on ports and in a folder of its own. */
public final class Ecosystem implements AutoCloseable {

  /** The services, as the command names them. */
  public static final List<String> SERVICES =
      List.of("orders", "payments", "inventory", "fraud", "order-details", "email");

  private static final Duration UP_BOUND = Duration.ofMinutes(4);
  private static final Duration SHADOW_BOUND = Duration.ofMinutes(5);
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final int TAIL_LINES = 40;

  private final Path home;
  private final int offset = PortOffset.free();
  private final CascadeCommand cascade;
  private final boolean secured;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private String saidAtStart = "";
  private @Nullable HistoryReader reader;

  private Ecosystem(String folder, boolean secured) {
    this.secured = secured;
    this.home = repository().resolve("system-tests/target").resolve(folder);
    this.cascade = new CascadeCommand(home, offset);
  }

  /** A fresh one, up and loaded with the sample data; what an aborted run left is removed. */
  static Ecosystem start() {
    Ecosystem ecosystem = new Ecosystem("cascade", false);
    ecosystem.cascade.run(BOUND, "reset", "--yes");
    ecosystem.up();
    return ecosystem;
  }

  /** A fresh one beside it whose broker asks everybody who he is. */
  public static Ecosystem startSecured() {
    Ecosystem ecosystem = new Ecosystem("cascade-secured", true);
    ecosystem.cascade.run(BOUND, "reset", "--yes");
    ecosystem.saidAtStart = ecosystem.cascade.run(UP_BOUND, "up", "--secure");
    System.out.println(ecosystem.saidAtStart);
    return ecosystem;
  }

  /** A fresh one beside it with a part that not every home has. */
  public static Ecosystem startWith(String extra) {
    Ecosystem ecosystem = new Ecosystem("cascade-with-" + extra, false);
    ecosystem.cascade.run(BOUND, "reset", "--yes");
    ecosystem.saidAtStart = ecosystem.cascade.run(UP_BOUND, "up", "--with", extra);
    return ecosystem;
  }

  /** What {@code ./cascade up --secure} said. */
  public String saidAtStart() {
    return saidAtStart;
  }

  /** A home beside a secured one that uses its Kafka and its registry; nothing runs in it yet. */
  public GuestHome guest() {
    return new GuestHome(this, home.resolveSibling("cascade-guest"));
  }

  /** Starts what is not running, and waits until all of it is ready. */
  public String up() {
    String said = cascade.run(UP_BOUND, "up");
    System.out.println(said);
    return said;
  }

  /** Stops a part that not every home has. */
  public String upWithout(String extra) {
    return cascade.run(UP_BOUND, "up", "--without", extra);
  }

  /** What {@code ./cascade db} says to a statement. */
  public String db(String sql) {
    return cascade.run(BOUND, "db", sql);
  }

  /** Ends a part at once, as a crash would. */
  public void kill(String part) {
    cascade.run(BOUND, "kill", part);
  }

  /** Has so many instances of a service run, behind the entry. */
  public String scale(String service, int count) {
    return cascade.run(UP_BOUND, "scale", service, Integer.toString(count));
  }

  /** Starts all instances of a service anew, one after the other. */
  public String rollout(String service) {
    return cascade.run(UP_BOUND, "rollout", service);
  }

  /** What {@code ./cascade dead-letters} says. */
  public String deadLetters(String... arguments) {
    return cascade.run(
        BOUND,
        Stream.concat(Stream.of("dead-letters"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** What {@code ./cascade reconcile} says, and whether there are breaks. */
  public EndedProcess reconcile(String... arguments) {
    return cascade.end(
        BOUND, Stream.concat(Stream.of("reconcile"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** What {@code ./cascade shadow} says, and whether it differs. */
  public EndedProcess shadow(String... arguments) {
    return cascade.end(
        SHADOW_BOUND,
        Stream.concat(Stream.of("shadow"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** What {@code ./cascade sql} prints. */
  public EndedProcess sql(String... arguments) {
    return cascade.end(
        BOUND, Stream.concat(Stream.of("sql"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** The part's state for people. */
  public String status() {
    return cascade.run(BOUND, "status");
  }

  /** The oldest records of a topic, for people. */
  public String tail(String topic, int count) {
    return cascade.run(
        BOUND, "tail", topic, "--from-beginning", "--count", Integer.toString(count));
  }

  /** The file with which a part of a secured ecosystem, or who stole it, says who it is. */
  public Path clientFile(String user) {
    return home.resolve("secrets").resolve(user + ".properties");
  }

  /** A token of {@code ./cascade token}; none where nobody is asked for one. */
  public String token(String role, String subject) {
    return secured
        ? tokens.computeIfAbsent(role + " " + subject, _ -> newToken(role, subject))
        : "";
  }

  /** Each is a JVM of its own, which takes seconds, and is good for longer than the tests take. */
  private String newToken(String role, String subject) {
    return cascade.run(BOUND, "token", "--role", role, "--subject", subject).strip();
  }

  /** The folder of its logs. */
  public Path logs() {
    return home.resolve("logs");
  }

  /** Who writes and reads which topic, for people. */
  public String lineage() {
    return cascade.run(BOUND, "lineage");
  }

  /** One more instance of a service, beside the one that {@link #up} starts; not started yet. */
  public ExtraInstance another(String service, int number) {
    return another(service, number, Map.of());
  }

  /** One more instance of a service, with configuration of its own. */
  public ExtraInstance another(String service, int number, Map<String, String> configuration) {
    Map<String, String> environment = new HashMap<>(configuration);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    environment.put("CASCADE_REGISTRY_URL", registryUrl());
    if (secured) {
      environment.put("CASCADE_STREAMS_CLIENT_PROPERTIES", clientFile(service).toString());
      environment.put("CASCADE_IDENTITY_ENABLED", "true");
      environment.put("CASCADE_IDENTITY_ISSUER", "cascade-home");
      environment.put(
          "CASCADE_IDENTITY_KEY_SET", home.resolve("secrets/token-key-set.json").toString());
    }
    return new ExtraInstance(service + "-" + number, jar(service), home, environment);
  }

  /** The packaged service. */
  static Path jar(String service) {
    return repository().resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
  }

  static Path repository() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
  }

  /**
   * Waits until the instance that {@link #up} started has taken over from those that were ended.
   *
   * @param path of a read that needs all partitions
   */
  public void awaitTakenOver(String service, String path) {
    Http http = new Http();
    Awaitility.await(service + " to have taken over")
        .atMost(BOUND)
        .until(() -> http.get(url(service) + path).status() == 200);
  }

  /** The base URL of a service. */
  public String url(String service) {
    return url(service, 1);
  }

  /** The base URL of an instance; those from 2 on are started by {@link #scale}. */
  public String url(String service, int instance) {
    return "http://localhost:" + (8081 + SERVICES.indexOf(service) + 20 * (instance - 1) + offset);
  }

  /** The base URL by which any instance of a service that was scaled answers. */
  public String entryUrl(String service) {
    return "http://localhost:" + (8981 + SERVICES.indexOf(service) + offset);
  }

  /** Where people look at all of it with a browser. */
  public String consoleUrl() {
    return "http://localhost:" + (8080 + offset);
  }

  /** The broker. */
  public String bootstrapServers() {
    return "localhost:" + (9092 + offset);
  }

  /** The schema registry's base URL. */
  public String registryUrl() {
    return "http://localhost:" + (8090 + offset);
  }

  /** How an instance of email that the command did not start finds the mail server. */
  public Map<String, String> mailSettings() {
    return Map.of(
        "QUARKUS_MAILER_HOST", "localhost", "QUARKUS_MAILER_PORT", Integer.toString(3025 + offset));
  }

  /** The base URL of the API that tells which mails arrived. */
  public String mailUrl() {
    return "http://localhost:" + (3080 + offset);
  }

  /**
   * All that was committed to the topics until now; each call reads on where the last one ended.
   */
  public History history() {
    if (reader == null) {
      reader = new HistoryReader(bootstrapServers(), registryUrl());
    }
    return reader.read();
  }

  /** The last lines of each log. */
  public String logTails() {
    try (Stream<Path> logs = Files.list(logs())) {
      StringBuilder tails = new StringBuilder();
      for (Path log : logs.sorted(Comparator.naturalOrder()).toList()) {
        List<String> lines = Files.readAllLines(log);
        tails.append("==> ").append(log.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
            .forEach(line -> tails.append(line).append('\n'));
      }
      return tails.toString();
    } catch (IOException e) {
      return "The logs under " + home + " cannot be read: " + e;
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
    cascade.run(BOUND, "down");
  }
}
