package dev.cascade.local.install;

import dev.cascade.local.platform.AclInstaller;
import dev.cascade.local.platform.HttpProbe;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates the topics of the catalogue and registers its schemas, for those who bring their own
 * Kafka and registry; the program of the image {@code cascade/install}. What is there already stays
 * as it is, so it can be run before every release. It ends with 0 when the services can be started,
 * with 2 when it was told something wrong, and with 1 when the platform refuses.
 */
public final class CatalogueInstall {

  private static final int REFUSED = 1;
  private static final int MISCONFIGURED = 2;
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

  private final InstallSettings settings;
  private final PrintStream out;

  private CatalogueInstall(InstallSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Runs once; what it is told comes from the environment. */
  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), System.out, System.err));
  }

  /** The variables that it can be told by; any other of Cascade's own is refused. */
  public static Set<String> settings() {
    return InstallSettings.KNOWN;
  }

  static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
    InstallSettings settings;
    try {
      settings = InstallSettings.of(environment);
    } catch (RefusedException e) {
      err.println("install: " + e.getMessage());
      return MISCONFIGURED;
    }
    try {
      new CatalogueInstall(settings, out).install(TopicCatalogue.load());
      return 0;
    } catch (RefusedException | ServerFailedException e) {
      err.println("install: " + e.getMessage());
      return REFUSED;
    }
  }

  private void install(TopicCatalogue catalogue) {
    ClusterCheck.passes(settings);
    if (settings.acls()) {
      tell(new AclInstaller(settings.adminClient()).install(AccessRules.of(catalogue)));
    }
    TopicInstaller.Report topics = topics(catalogue);
    topics.created().forEach(topic -> out.println("created topic " + topic));
    topics.differences().stream()
        .filter(difference -> !topics.unfit().contains(difference))
        .forEach(difference -> out.println("kept as it is: " + difference));
    if (!topics.unfit().isEmpty()) {
      throw new RefusedException(
          String.join("; ", topics.unfit())
              + ". It is not changed here: records would be where nobody looks for them."
              + " Delete the topic if it is empty, or use another cluster");
    }
    awaitRegistry();
    int schemas =
        new SchemaInstaller(settings.registryUrl().toString(), settings.registryCredentials())
            .install(catalogue)
            .size();
    out.printf(
        "%d topics are there, %d of them new; %d schemas are registered%n",
        catalogue.topics().size(), topics.created().size(), schemas);
  }

  private TopicInstaller.Report topics(TopicCatalogue catalogue) {
    return new TopicInstaller(settings.adminClient(), settings.replication()).install(catalogue);
  }

  private void tell(AclInstaller.Report acls) {
    acls.granted().forEach(right -> out.println("granted: " + right));
    acls.revoked().forEach(right -> out.println("revoked: " + right));
    out.printf(
        "%d rights are granted, %d of them new; %d are taken away%n",
        acls.kept() + acls.granted().size(), acls.granted().size(), acls.revoked().size());
  }

  private void awaitRegistry() {
    URI subjects = URI.create(settings.registryUrl() + "/apis/ccompat/v7/subjects");
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (!HttpProbe.succeeds(subjects)) {
      if (System.nanoTime() > deadline) {
        throw new RefusedException(
            InstallSettings.REGISTRY
                + ": "
                + subjects
                + HttpProbe.body(subjects)
                    .map(_ -> " is no Confluent-compatible API")
                    .orElse(" does not answer")
                + " within "
                + settings.patience());
      }
      LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
    }
  }
}
