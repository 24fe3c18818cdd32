package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on the loopback interface, whose changes can be followed (logical decoding).
 * Everybody who reaches it is let in.
 */
public final class PostgresServer extends PlatformServer {

  /** Its owner, who may do everything. */
  public static final String USER = "cascade";

  private static final String HOST = "127.0.0.1";
  private static final Duration INITDB_BOUND = Duration.ofSeconds(60);
  private static final Duration KILL_BOUND = Duration.ofSeconds(5);
  private static final Duration PROBE_BOUND = Duration.ofSeconds(5);

  /** PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody. */
  private static final List<String> NOT_AS_ROOT = List.of("unshare", "-U");

  private final Builder settings;

  private PostgresServer(Builder settings) {
    super("postgres", settings.log());
    this.settings = settings;
  }

  /** A database on port 5442. */
  public static Builder builder() {
    return new Builder();
  }

  /** How JDBC gets to one of its databases. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s&logServerErrorDetail=false"
        .formatted(HOST, settings.port, database, USER);
  }

  /** How {@code psql} gets to one of its databases. */
  public String psqlUrl(String database) {
    return "postgresql://%s@%s:%d/%s".formatted(USER, HOST, settings.port, database);
  }

  /** The port that it listens on. */
  public int port() {
    return settings.port;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("sql", settings.port);
    return ports;
  }

  /** Unpacks the programs and makes the cluster, unless an earlier start did. */
  @Override
  protected void prepare() throws IOException, InterruptedException {
    Files.createDirectories(settings.data());
    requireUnprivileged();
    if (!Files.exists(cluster().resolve("PG_VERSION"))) {
      makeCluster(programs());
    }
    forgetDeadProcess();
  }

  /** What is in its place is whole: an initdb that is killed leaves half a cluster elsewhere. */
  private void makeCluster(PostgresPrograms programs) throws IOException, InterruptedException {
    Path unfinished = settings.data().resolve("cluster-unfinished");
    FileTree.delete(unfinished);
    initialise(unfinished, programs);
    FileTree.delete(cluster());
    Files.move(unfinished, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void initialise(Path cluster, PostgresPrograms programs)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(unprivileged());
    command.addAll(List.of(programs.program("initdb"), "--pgdata", cluster.toString()));
    command.addAll(List.of("--username", USER, "--auth", "trust", "--encoding", "UTF8"));
    command.addAll(List.of("--locale-provider", "builtin", "--locale", "C.UTF-8"));
    Path said = settings.data().resolve("initdb.txt");
    int status = run(command, said, INITDB_BOUND);
    if (status != 0) {
      throw new IOException("initdb ended with " + status + ": " + Files.readString(said).strip());
    }
  }

  /**
   * After a crash its lock names a process that is gone, or that nobody reaped yet, and which would
   * pass for a running one. Two on one cluster still exclude each other by their shared memory.
   */
  private void forgetDeadProcess() throws IOException {
    Path lock = cluster().resolve("postmaster.pid");
    if (Files.exists(lock) && holder(lock).isEmpty()) {
      Files.deleteIfExists(lock);
    }
  }

  private static Optional<ProcessHandle> holder(Path lock) throws IOException {
    List<String> lines = Files.readAllLines(lock);
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(Processes::isAlive);
  }

  private static List<String> unprivileged() {
    return "root".equals(System.getProperty("user.name")) ? NOT_AS_ROOT : List.of();
  }

  private static void requireUnprivileged() throws IOException, InterruptedException {
    if (unprivileged().isEmpty()) {
      return;
    }
    List<String> probe = new ArrayList<>(unprivileged());
    probe.add("true");
    Path said = Files.createTempFile("unshare", ".txt");
    try {
      if (run(probe, said, PROBE_BOUND) != 0) {
        throw new IOException(Files.readString(said).strip());
      }
    } catch (IOException e) {
      throw new IOException(
          "PostgreSQL does not run as root, and `unshare -U`, by which it would not, is refused ("
              + e.getMessage()
              + "). Run ./cascade as another user, or ./cascade up --without connect",
          e);
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static int run(List<String> command, Path output, Duration bound)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " takes longer than " + bound.toSeconds() + " s");
    }
    return process.exitValue();
  }

  private PostgresPrograms programs() throws IOException {
    return PostgresPrograms.of(settings.files().postgresArchive(), settings.unpackedInto());
  }

  private Path cluster() {
    return settings.data().resolve("cluster");
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command = new ArrayList<>(unprivileged());
    try {
      command.addAll(List.of(programs().program("postgres"), "-D", cluster().toString()));
    } catch (IOException e) {
      throw new ServerFailedException("postgres cannot be started: " + e.getMessage(), e);
    }
    settings.settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return new ServerLaunch(command, Map.of(), settings.data(), log(), settings.detached);
  }

  @Override
  protected boolean answers() {
    return Sql.answers(jdbcUrl("postgres"));
  }

  /** A fast shutdown: by the usual signal it would wait until everybody has left. */
  @Override
  protected void askToEnd(ProcessHandle running) {
    try {
      Process kill = new ProcessBuilder("kill", "-INT", Long.toString(running.pid())).start();
      if (kill.waitFor(KILL_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      // By the usual signal, then.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.destroy();
  }

  /** What a database is started with. */
  public static final class Builder extends ServerBuilder<Builder> {

    private static final Map<String, String> LOCAL =
        Map.ofEntries(
            Map.entry("listen_addresses", HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("shared_buffers", "32MB"),
            Map.entry("max_connections", "40"),
            Map.entry("wal_level", "logical"),
            Map.entry("max_replication_slots", "4"),
            Map.entry("max_wal_senders", "4"),
            // What the connector has not read is kept up to here; then its slot is given up.
            Map.entry("max_slot_wal_keep_size", "1GB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("log_checkpoints", "off"),
            // Rows are about people: a refused one is named by its constraint, not printed.
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"));

    private int port = 5442;
    private @Nullable ConnectDirectory files;
    private @Nullable Path unpacked;
    private final Map<String, String> more = new LinkedHashMap<>();

    private Builder() {}

    /** A setting of PostgreSQL's own, instead of the one that the customers' database has. */
    public Builder setting(String name, String value) {
      more.put(name, value);
      return this;
    }

    /** The port that it listens on. */
    public Builder port(int sql) {
      port = sql;
      return this;
    }

    /**
     * Where its programs come from.
     *
     * @param directory with the archive
     * @param into a folder for the unpacked programs, which others may share
     */
    public Builder programs(ConnectDirectory directory, Path into) {
      files = directory;
      unpacked = into.toAbsolutePath();
      return this;
    }

    /** The database, not started. */
    public PostgresServer build() {
      return new PostgresServer(this);
    }

    Map<String, String> settings() {
      Map<String, String> all = new LinkedHashMap<>(LOCAL);
      all.putAll(more);
      all.put("port", Integer.toString(port));
      return all;
    }

    ConnectDirectory files() {
      if (files == null) {
        throw new IllegalStateException("The programs of postgres are not set");
      }
      return files;
    }

    Path unpackedInto() {
      return unpacked == null ? data() : unpacked;
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String logName() {
      return "postgres.log";
    }
  }
}
