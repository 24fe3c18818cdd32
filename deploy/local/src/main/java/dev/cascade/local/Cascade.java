package dev.cascade.local;

import dev.cascade.local.bill.CheckVulnerabilities;
import dev.cascade.local.data.SampleDataLoader;
import dev.cascade.local.letters.DeadLetters;
import dev.cascade.local.lineage.LineageReport;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.reconcile.Reconcile;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.HomeDecisions;
import dev.cascade.local.run.HomeFolder;
import dev.cascade.local.run.HomeLock;
import dev.cascade.local.run.HomePlatform;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.LogView;
import dev.cascade.local.run.Progress;
import dev.cascade.local.run.Rollout;
import dev.cascade.local.run.Scaling;
import dev.cascade.local.run.Shutdown;
import dev.cascade.local.run.Startup;
import dev.cascade.local.run.StatusTable;
import dev.cascade.local.shadow.ShadowCommand;
import dev.cascade.local.tail.TopicTail;
import dev.cascade.local.tour.Tour;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code ./cascade}. */
@Command(
    name = "cascade",
    subcommands = HelpCommand.class,
    description = "Runs the whole ecosystem on this machine.")
public final class Cascade {

  private static final int NOT_READY = 3;

  private final PrintStream out;
  private final Installation installation;

  private Cascade(PrintStream out, Installation installation) {
    this.out = out;
    this.installation = installation;
  }

  /** Runs one command; the exit status is not zero when it failed. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.exit(run(args, out, err));
  }

  private static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Path root = Path.of(System.getProperty("cascade.root", "."));
      Installation installation = Installation.of(root, System.getenv());
      return line(root, installation, out)
          .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, err))
          .execute(args);
    } catch (IllegalArgumentException e) {
      return explain(e, err);
    }
  }

  /** All commands, which print there. What begins with @ names no file: it may be a reason. */
  static CommandLine line(Path root, Installation installation, PrintStream out) {
    return new CommandLine(new Cascade(out, installation))
        .addSubcommand(new DeadLetters(installation, out))
        .addSubcommand(new DbCommand(installation, out))
        .addSubcommand(new CheckVulnerabilities(root, out, Clock.systemUTC()))
        .addSubcommand(new TokenCommand(installation, out))
        .addSubcommand(new ShadowCommand(installation, out))
        .addSubcommand(new Reconcile(installation, out, Clock.systemUTC()))
        .setExpandAtFiles(false);
  }

  @Command(description = "Starts what is missing, and tells when everything is ready.")
  int up(
      @Parameters(paramLabel = "PART", arity = "0..*", description = "Only these; all by default.")
          @Nullable List<String> parts,
      @Option(
              names = "--secure",
              description = "In a fresh home: TLS, a user for each part, nothing but its rights.")
          boolean secure,
      @Option(
              names = "--brokers",
              description = "In a fresh home: 1 (default), or 3 that keep copies for each other.")
          @Nullable Integer brokers,
      @Option(
              names = "--with",
              paramLabel = "PART",
              description =
                  "Also from now on: connect, the customers in a database, and reports there.")
          @Nullable List<String> with,
      @Option(names = "--without", paramLabel = "PART", description = "No more; its data stays.")
          @Nullable List<String> without,
      @Option(
              names = "--native",
              description = "From now on the six services as native executables.")
          boolean asNative,
      @Option(names = "--jvm", description = "From now on the six services on a JVM.")
          boolean onJvm,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true,
              description = "Says how it is used.")
          boolean help,
      @Mixin TheirPlatform theirs) {
    try (HomeLock lock = HomeLock.take(installation.home())) {
      Progress progress = new Progress(out);
      progress.line("Cascade starts; its state is in " + installation.home());
      new HomeDecisions(installation, progress)
          .settle(
              new HomeDecisions.Wish(
                  theirs.wish(), secure, brokers, named(with), named(without), asNative, onJvm),
              named(parts));
      new HomePlatform(installation, progress).prepare();
      Ecosystem ecosystem = Ecosystem.of(installation);
      new Startup(ecosystem, wanted(ecosystem, parts), progress).run();
      out.printf(Locale.ROOT, "%nReady after %.1f s.%n", progress.elapsed().toMillis() / 1000.0);
      boolean canTry = parts == null && SampleDataLoader.isLoaded(installation);
      out.print(canTry ? "\n" + FirstSteps.of(installation) : "");
      return 0;
    }
  }

  private static List<String> named(@Nullable List<String> words) {
    return words == null ? List.of() : words;
  }

  @Command(description = "Runs so many instances of a service, behind an entry port.")
  int scale(
      @Parameters(paramLabel = "SERVICE", description = "One of the six.") String service,
      @Parameters(paramLabel = "N", description = "How many instances, 1 to 9.") int count) {
    try (HomeLock lock = HomeLock.take(installation.home())) {
      new Scaling(installation, new Progress(out)).scale(service, count);
      return 0;
    }
  }

  @Command(description = "Starts the instances of a service anew, one by one; others answer.")
  int rollout(
      @Parameters(paramLabel = "SERVICE", description = "One that has several instances.")
          String service) {
    try (HomeLock lock = HomeLock.take(installation.home())) {
      new Rollout(installation, new Progress(out)).run(service);
      return 0;
    }
  }

  @Command(description = "Stops everything; the data stays.")
  int down() {
    try (HomeLock lock = HomeLock.take(installation.home())) {
      if (!Shutdown.everything(installation, new Progress(out))) {
        out.println("Nothing runs under " + installation.home() + ".");
      }
      Scaling.forgetIdleEntry(installation);
      return 0;
    }
  }

  @Command(description = "Shows each part: process, ports, health, memory, uptime.")
  int status() {
    StatusTable table = new StatusTable(Ecosystem.of(installation));
    table.lines().forEach(out::println);
    return table.allReady() ? 0 : NOT_READY;
  }

  @Command(description = "Prints the log of a part.")
  int logs(
      @Parameters(paramLabel = "PART", description = "As `status` names it.") String part,
      @Option(names = "-f", description = "Goes on as lines arrive.") boolean follow,
      @Option(names = "-n", defaultValue = "100", description = "How many lines (100).") int lines)
      throws IOException, InterruptedException {
    LogView log = new LogView(Ecosystem.of(installation).server(part).log(), out);
    log.printLast(lines);
    if (follow) {
      log.follow();
    }
    return 0;
  }

  @Command(description = "Stops everything and deletes all data; asks first.")
  int reset(@Option(names = "--yes", description = "Does not ask.") boolean yes) {
    if (!yes && !agreed("Delete all data under " + installation.home() + "? [y/N] ")) {
      out.println("Nothing was deleted.");
      return 1;
    }
    try (HomeLock lock = HomeLock.take(installation.home())) {
      Shutdown.everything(installation, new Progress(out));
      List<String> elsewhere = HomePlatform.elsewhere(installation);
      new HomeFolder(installation.home()).wipe();
      out.println("All data is deleted.");
      elsewhere.forEach(what -> out.println("Left as they are: " + what));
      return 0;
    }
  }

  @Command(description = "The guided tour: orders that succeed and orders that fail, by curl.")
  int demo() {
    return new Tour(Ecosystem.of(installation), out).run();
  }

  @Command(description = "Prints a topic as it arrives, Avro decoded to JSON.")
  int tail(
      @Parameters(paramLabel = "TOPIC") String topic,
      @Option(names = "--from-beginning", description = "Starts with the oldest record.")
          boolean fromBeginning,
      @Option(names = "--raw", description = "Shows bytes that are no record too; not masked.")
          boolean raw,
      @Option(names = "--count", defaultValue = "-1", description = "Ends after so many records.")
          long count) {
    Ecosystem ecosystem = Ecosystem.of(installation);
    if (!ecosystem.kafka().isReady()) {
      throw new ServerFailedException(
          ecosystem.kafka().brokers().isEmpty()
              ? "No broker answers at " + ecosystem.kafka().bootstrapServers() + "."
              : "The broker does not run; ./cascade up starts it.");
    }
    new TopicTail(ecosystem.kafka().client("reader"), ecosystem.registry().url(), out)
        .print(topic, fromBeginning, raw, count);
    return 0;
  }

  @Command(description = "Shows which application writes and reads which topic, as they say.")
  int lineage(
      @Option(names = "--json", description = "Prints what the services answered.") boolean json) {
    LineageReport report = LineageReport.of(Ecosystem.of(installation));
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    return report.isWhole() ? 0 : NOT_READY;
  }

  @Command(description = "Ends a part at once, as a crash would (kill -9).")
  int kill(@Parameters(paramLabel = "PART") String part) {
    PlatformServer server = Ecosystem.of(installation).server(part);
    if (!server.isAlive()) {
      throw new ServerFailedException(part + " does not run.");
    }
    server.kill();
    out.println(part + ", pid " + server.pid() + ", is killed.");
    return 0;
  }

  @Command(description = "Stops a part and starts it anew.")
  int restart(@Parameters(paramLabel = "PART") String part) {
    try (HomeLock lock = HomeLock.take(installation.home())) {
      Ecosystem ecosystem = Ecosystem.of(installation);
      Progress progress = new Progress(out);
      new Shutdown(ecosystem, progress).stop(ecosystem.server(part));
      new Startup(ecosystem, List.of(ecosystem.server(part)), progress).run();
      return 0;
    }
  }

  private static List<PlatformServer> wanted(Ecosystem ecosystem, @Nullable List<String> parts) {
    return parts == null ? ecosystem.all() : parts.stream().map(ecosystem::server).toList();
  }

  private boolean agreed(String question) {
    out.print(question);
    out.flush();
    Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
    return answers.hasNextLine()
        && answers.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static int explain(Exception failure, PrintStream err) {
    if (failure instanceof ServerFailedException || failure instanceof IllegalArgumentException) {
      err.println("\n" + failure.getMessage());
    } else {
      failure.printStackTrace(err);
    }
    return 1;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
