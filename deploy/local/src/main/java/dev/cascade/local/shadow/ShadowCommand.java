package dev.cascade.local.shadow;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Ecosystem;
import dev.cascade.local.run.HomeLock;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.Progress;
import dev.cascade.local.shadow.ShadowedService.ShadowedApplication;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ./cascade shadow}. */
@Command(
    name = "shadow",
    description = {
      "Lets a service decide its whole history again, beside the one that runs, with this or"
          + " another build or setting, and tells where the decisions differ. Nothing is written to"
          + " a topic that anybody else reads.",
      ""
    },
    footer = {
      "",
      "  ./cascade shadow fraud --from ../changed",
      "  ./cascade shadow fraud --with cascade.fraud.limit=1500.00",
      "",
      "Exit status: 0 it decided the same, 1 it decided otherwise, 2 it could not be compared."
    })
public final class ShadowCommand implements Callable<Integer> {

  private static final int DIFFERENT = 1;
  private static final int IMPOSSIBLE = 2;

  private final Installation installation;
  private final PrintStream out;

  @Parameters(paramLabel = "SERVICE", description = "fraud, inventory or payments.")
  private String service = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says how it is used.")
  private boolean help;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description = "Where the build is that decides: a folder like this one, built (this one).")
  private @Nullable Path from;

  @Option(
      names = "--with",
      paramLabel = "KEY=VALUE",
      description = "A setting of the service that the shadow has; several are possible.")
  private Map<String, String> settings = Map.of();

  @Option(names = "--keep", description = "Leaves the shadow's topics there, to look at.")
  private boolean keep;

  @Option(names = "--json", description = "Prints one JSON object, with every difference.")
  private boolean json;

  /** The command for what runs in an installation; it prints there. */
  public ShadowCommand(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
  }

  @Override
  public Integer call() {
    try {
      ShadowReport report = report();
      if (json) {
        out.println(report.json());
      } else {
        report.lines().forEach(out::println);
      }
      return report.isEqual() ? 0 : DIFFERENT;
    } catch (NotComparableException
        | ServerFailedException
        | IllegalArgumentException
        | KafkaException e) {
      System.err.println("\n" + e.getMessage());
      return IMPOSSIBLE;
    }
  }

  private ShadowReport report() {
    List<ShadowedApplication> applications = ShadowedService.applicationsOf(service);
    Path build = from == null ? installation.root() : from.toAbsolutePath().normalize();
    if (!Files.isDirectory(build)) {
      throw new NotComparableException("--from " + from + " is no folder.");
    }
    Ecosystem ecosystem = Ecosystem.of(installation);
    if (!runs(ecosystem)) {
      throw new NotComparableException(
          "Kafka and the registry of %s do not run; ./cascade up starts them."
              .formatted(installation.home()));
    }
    Path work = installation.home().resolve("shadow").resolve(service);
    try (HomeLock lock = HomeLock.take(work);
        ShadowRun run = new ShadowRun(ecosystem, service, applications, work, keep)) {
      return run.compared(build, settings, new Progress(json ? nowhere() : out));
    }
  }

  /** Whether they answer shows with the first question, for which a busy machine may take long. */
  private static boolean runs(Ecosystem ecosystem) {
    return ecosystem.kafka().isAlive()
        && ecosystem.registry().servers().stream().allMatch(PlatformServer::isAlive);
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
