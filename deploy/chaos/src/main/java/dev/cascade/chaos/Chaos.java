package dev.cascade.chaos;

import dev.cascade.bench.resources.MachineFacts;
import dev.cascade.chaos.plan.FaultKind;
import dev.cascade.chaos.plan.Plan;
import dev.cascade.chaos.report.Report;
import dev.cascade.chaos.run.Campaign;
import dev.cascade.chaos.run.Goal;
import dev.cascade.chaos.stage.Possible;
import dev.cascade.chaos.stage.Stage;
import dev.cascade.chaos.users.Users;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.HomeLock;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.Progress;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./cascade chaos}. */
@Command(
    name = "cascade chaos",
    description = {
      "Makes an ecosystem of its own with three brokers, lets users order and pay, and does to it",
      "what a seed draws: kills, standstills, full disks, lost networks. After each fault it waits",
      "until all has recovered; now and then, and at the end, it recounts everything.",
      "It ends when all of --minutes, --kills and --payments are reached."
    },
    footer = {
      "",
      "Exit code 0: nothing is broken. 1: something is, the report says what. 2: wrong usage."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Chaos implements Callable<Integer> {

  private static final int MOST = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--minutes", description = "At least so long (10 without any goal).")
  private @Nullable Integer minutes;

  @Option(names = "--kills", description = "At least so many processes killed.")
  private int kills;

  @Option(names = "--payments", description = "At least so many payments acknowledged.")
  private long payments;

  @Option(names = "--seed", description = "Of the schedule; drawn when not given.")
  private @Nullable Long seed;

  @Option(names = "--only", split = ",", description = "Faults: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<FaultKind> only;

  @Option(names = "--orders-per-second", defaultValue = "2", description = "(2)")
  private double ordersPerSecond;

  @Option(names = "--payments-per-second", defaultValue = "15", description = "(15)")
  private double paymentsPerSecond;

  @Option(
      names = "--payments-at-once",
      defaultValue = "1",
      description = "So many begin together, so much less often (1).")
  private int paymentsAtOnce;

  @Option(
      names = "--recount-every",
      defaultValue = "25",
      description = "Faults between two recounts (25).")
  private int recountEvery;

  @Option(
      names = "--settle-seconds",
      defaultValue = "180",
      description = "How long recovery from a fault may take (180).")
  private int settleSeconds;

  @Option(names = "--home", description = "Folder of its state, deleted first (CASCADE_HOME).")
  private @Nullable Path home;

  @Option(names = "--plan", description = "Prints so many faults of the schedule, and ends.")
  private int planned;

  @Option(names = "--keep", description = "Leaves the ecosystem running in the end.")
  private boolean keep;

  private final PrintStream out = System.out;

  /** Runs it and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Chaos())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false)
            .setExecutionExceptionHandler((failure, command, _) -> {
              command.getErr().println("chaos: " + failure.getMessage());
              if (!(failure instanceof ServerFailedException)) {
                failure.printStackTrace(command.getErr());
              }
              return 1;
            })
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    requirePositive("--orders-per-second", ordersPerSecond);
    requirePositive("--payments-per-second", paymentsPerSecond);
    requirePositive("--payments-at-once", paymentsAtOnce);
    requirePositive("--recount-every", recountEvery);
    requirePositive("--settle-seconds", settleSeconds);
    long drawn = seed == null ? System.nanoTime() & 0xffffff : seed;
    Set<FaultKind> wanted = only == null ? EnumSet.allOf(FaultKind.class) : EnumSet.copyOf(only);
    if (planned > 0) {
      print(new Plan(drawn, wanted), planned);
      return 0;
    }
    Installation installation = installation();
    try (HomeLock lock = HomeLock.take(installation.home())) {
      Possible possible = Possible.of(wanted, installation.home());
      out.println("Seed " + drawn + "; its home is " + installation.home());
      possible.leftOut().forEach(out::println);
      if (possible.kinds().isEmpty()) {
        out.println("Nothing is left to do.");
        return 2;
      }
      return run(installation, possible, drawn);
    }
  }

  private void requirePositive(String option, double value) {
    if (!(value > 0 && value <= MOST)) {
      throw new ParameterException(
          spec.commandLine(), option + " must be more than 0 and at most " + MOST);
    }
  }

  private static void print(Plan plan, int count) {
    for (int i = 0; i < count; i++) {
      var fault = plan.next();
      System.out.printf("#%-3d %s%n", fault.number(), fault.text());
    }
  }

  private int run(Installation installation, Possible possible, long drawn) throws Exception {
    Files.createDirectories(installation.home());
    Path told = installation.home().resolve("chaos-starts.txt");
    try (PrintStream starts =
        new PrintStream(new FileOutputStream(told.toFile()), true, StandardCharsets.UTF_8)) {
      Stage stage = Stage.make(installation, possible.kinds(), new Progress(starts));
      Thread undo = new Thread(stage::close, "undo");
      Runtime.getRuntime().addShutdownHook(undo);
      out.println("Starting three brokers and everything else");
      stage.up();
      return run(stage, possible, drawn, undo);
    }
  }

  private int run(Stage stage, Possible possible, long drawn, Thread undo) throws Exception {
    String prefix = "chaos-" + drawn + "-";
    try (Users users =
        new Users(stage, prefix, ordersPerSecond, paymentsPerSecond, paymentsAtOnce)) {
      Plan plan = new Plan(drawn, possible.kinds());
      Campaign campaign =
          new Campaign(
              stage,
              plan,
              users,
              goal(),
              recountEvery,
              Duration.ofSeconds(settleSeconds),
              prefix,
              out);
      AtomicBoolean told = new AtomicBoolean();
      Thread interrupted =
          new Thread(
              () ->
                  tell(report("Interrupted", stage, possible, drawn, campaign, users), stage, told),
              "report");
      Runtime.getRuntime().addShutdownHook(interrupted);
      String ended = run(campaign);
      Report report = report(ended, stage, possible, drawn, campaign, users);
      tell(report, stage, told);
      if (keep) {
        Runtime.getRuntime().removeShutdownHook(undo);
      }
      return report.isGood() ? 0 : 1;
    }
  }

  // Whatever ends it, what was found until then is told.
  private static String run(Campaign campaign) throws InterruptedException {
    try {
      campaign.run();
      return "Ended";
    } catch (RuntimeException e) {
      campaign.findings().found("The run ended early: " + e);
      return "Ended early";
    }
  }

  private Goal goal() {
    boolean other = kills > 0 || payments > 0;
    int least = minutes == null ? other ? 0 : 10 : minutes;
    return new Goal(Duration.ofMinutes(least), kills, payments);
  }

  private Report report(
      String ended, Stage stage, Possible possible, long drawn, Campaign campaign, Users users) {
    return new Report(
        command(drawn, possible),
        ended,
        campaign.ran(),
        MachineFacts.of(stage.ecosystem().installation().root()),
        possible.leftOut(),
        campaign.findings(),
        stage.kills(),
        users);
  }

  private String command(long drawn, Possible possible) {
    List<String> words = new ArrayList<>(List.of("./cascade", "chaos", "--seed", "" + drawn));
    if (minutes != null) {
      words.addAll(List.of("--minutes", "" + minutes));
    }
    if (kills > 0) {
      words.addAll(List.of("--kills", "" + kills));
    }
    if (payments > 0) {
      words.addAll(List.of("--payments", "" + payments));
    }
    if (possible.kinds().size() < FaultKind.values().length) {
      words.add("--only");
      words.add(String.join(",", possible.kinds().stream().map(FaultKind::name).toList()));
    }
    words.addAll(List.of("--orders-per-second", "" + ordersPerSecond));
    words.addAll(List.of("--payments-per-second", "" + paymentsPerSecond));
    words.addAll(List.of("--payments-at-once", "" + paymentsAtOnce));
    return String.join(" ", words);
  }

  private void tell(Report report, Stage stage, AtomicBoolean told) {
    if (told.getAndSet(true)) {
      return;
    }
    out.println();
    report.summary().forEach(out::println);
    Path file = stage.ecosystem().installation().home().resolve("chaos-report.md");
    try {
      Files.write(file, report.full());
      out.println("\nThe report with the whole schedule is " + file);
    } catch (IOException e) {
      out.println("\nThe report cannot be written: " + e);
    }
  }

  private Installation installation() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (home != null) {
      environment.put("CASCADE_HOME", home.toAbsolutePath().toString());
    }
    return Installation.of(Path.of(System.getProperty("cascade.root", ".")), environment);
  }
}
