package dev.cascade.sql;

import dev.cascade.local.run.Installation;
import dev.cascade.sql.run.Checkpoints;
import dev.cascade.sql.run.Statement;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What runs the statements: a small cluster in this process, unless options say otherwise. */
final class OnWhat {

  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = "The REST address of a Flink cluster that runs it, instead of this process.")
  private @Nullable String cluster;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many tasks share each step (1).")
  private int parallelism;

  @Option(
      names = "--checkpoints",
      paramLabel = "FOLDER",
      description =
          "Where an INSERT keeps how far it is, to go on from there when it is run again;"
              + " CASCADE_HOME/sql/FILE by default. A cluster needs one that all of it can reach.")
  private @Nullable String checkpoints;

  @Option(
      names = "--fresh",
      description = "An INSERT begins with the oldest records, instead of where it was.")
  private boolean fresh;

  Configuration configuration(
      Installation installation, String name, List<Statement> statements, PrintStream err) {
    Configuration flink = new Configuration();
    flink.setString("parallelism.default", Integer.toString(parallelism));
    flink.setString("table.exec.source.idle-timeout", "1 s");
    if (cluster == null) {
      flink.setString("execution.target", "local");
      // A broker that is away is no reason to end.
      flink.setString("restart-strategy.type", "exponential-delay");
    } else {
      remote(flink, cluster);
    }
    if (statements.stream().anyMatch(Statement::isInsert)) {
      keepCheckpoints(flink, installation, name, err);
    }
    return flink;
  }

  private static void remote(Configuration flink, String cluster) {
    Matcher address = ADDRESS.matcher(cluster);
    if (!address.matches()) {
      throw new IllegalArgumentException("--cluster is HOST:PORT, not " + cluster);
    }
    flink.setString("execution.target", "remote");
    flink.setString("rest.address", address.group(1));
    flink.setString("rest.port", address.group(2));
    flink.setString("pipeline.jars", Shipment.jars());
  }

  private void keepCheckpoints(
      Configuration flink, Installation installation, String name, PrintStream err) {
    Path folder =
        checkpoints == null
            ? installation.home().resolve("sql").resolve(Path.of(name).getFileName())
            : Path.of(checkpoints);
    flink.setString("execution.checkpointing.storage", "filesystem");
    flink.setString(
        "execution.checkpointing.dir",
        checkpoints != null && checkpoints.contains("://")
            ? checkpoints
            : folder.toAbsolutePath().toUri().toString());
    flink.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    if (!fresh) {
      new Checkpoints(folder)
          .latest()
          .ifPresent(latest -> {
            err.println("Goes on where it was, with checkpoint " + latest);
            flink.setString("execution.state-recovery.path", latest.toUri().toString());
          });
    }
  }
}
