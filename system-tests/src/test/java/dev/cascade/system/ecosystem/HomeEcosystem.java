package dev.cascade.system.ecosystem;

import dev.cascade.system.history.History;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged ecosystem, started by {@code ./cascade up} on ports and in a folder of its own. */
public final class HomeEcosystem implements Ecosystem {

  private static final Duration UP_BOUND = Duration.ofMinutes(4);
  private static final Duration SHADOW_BOUND = Duration.ofMinutes(5);
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final Path home;
  private final Addresses addresses = Addresses.free();
  private final CommittedTopics topics = new CommittedTopics(addresses);
  private final CascadeCommand cascade;
  private final boolean secured;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private String saidAtStart = "";

  private HomeEcosystem(String folder, boolean secured) {
    this.secured = secured;
    this.home = repository().resolve("system-tests/target").resolve(folder);
    this.cascade = new CascadeCommand(home, addresses.offset());
  }

  /** A fresh one, up and loaded with the sample data; what an aborted run left is removed. */
  public static HomeEcosystem start() {
    HomeEcosystem ecosystem = new HomeEcosystem("cascade", false);
    ecosystem.cascade.run(BOUND, "reset", "--yes");
    ecosystem.up();
    return ecosystem;
  }

  /** A fresh one beside it whose broker asks everybody who he is. */
  public static HomeEcosystem startSecured() {
    HomeEcosystem ecosystem = new HomeEcosystem("cascade-secured", true);
    ecosystem.cascade.run(BOUND, "reset", "--yes");
    ecosystem.saidAtStart = ecosystem.cascade.run(UP_BOUND, "up", "--secure");
    System.out.println(ecosystem.saidAtStart);
    return ecosystem;
  }

  /** A fresh one beside it with a part that not every home has. */
  public static HomeEcosystem startWith(String extra) {
    HomeEcosystem ecosystem = new HomeEcosystem("cascade-with-" + extra, false);
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

  @Override
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public String up() {
    String said = cascade.run(UP_BOUND, "up");
    System.out.println(said);
    return said;
  }

  /** Starts what does not run, with these variables set. */
  public void upWith(Map<String, String> variables) {
    System.out.println(cascade.with(variables).run(UP_BOUND, "up"));
  }

  /** Stops a part that not every home has. */
  public String upWithout(String extra) {
    return cascade.run(UP_BOUND, "up", "--without", extra);
  }

  /** What {@code ./cascade db} says to a statement. */
  public String db(String sql) {
    return cascade.run(BOUND, "db", sql);
  }

  @Override
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
    return cascade.run(BOUND, words("dead-letters", arguments));
  }

  /** What {@code ./cascade reconcile} says, and whether there are breaks. */
  public EndedProcess reconcile(String... arguments) {
    return cascade.end(BOUND, words("reconcile", arguments));
  }

  /** What {@code ./cascade shadow} says, and whether it differs. */
  public EndedProcess shadow(String... arguments) {
    return cascade.end(SHADOW_BOUND, words("shadow", arguments));
  }

  /** What {@code ./cascade sql} prints. */
  public EndedProcess sql(String... arguments) {
    return cascade.end(BOUND, words("sql", arguments));
  }

  private static String[] words(String first, String... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
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

  @Override
  public String token(String role, String subject) {
    return secured
        ? tokens.computeIfAbsent(role + " " + subject, _ -> newToken(role, subject))
        : "";
  }

  /** Each is a JVM of its own, which takes seconds, and is good for longer than the tests take. */
  private String newToken(String role, String subject) {
    return cascade.run(BOUND, "token", "--role", role, "--subject", subject).strip();
  }

  @Override
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
    return new ExtraInstance(service + "-" + number, service, home, environment);
  }

  /** The folder of this checkout. */
  public static Path repository() {
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

  /** The base URL of an instance; those from 2 on are started by {@link #scale}. */
  public String url(String service, int instance) {
    return addresses.url(service, instance);
  }

  /** The base URL by which any instance of a service that was scaled answers. */
  public String entryUrl(String service) {
    return addresses.entryUrl(service);
  }

  /** How an instance of email that the command did not start finds the mail server. */
  public Map<String, String> mailSettings() {
    return Map.of(
        "QUARKUS_MAILER_HOST",
        "localhost",
        "QUARKUS_MAILER_PORT",
        Integer.toString(addresses.shifted(3025)));
  }

  @Override
  public History history() {
    return topics.read();
  }

  @Override
  public void close() {
    topics.close();
    cascade.run(BOUND, "down");
  }
}
