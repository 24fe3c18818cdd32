package dev.cascade.local.install;

import dev.cascade.local.platform.AclInstaller;
import dev.cascade.local.platform.ForeignRegistry;
import dev.cascade.local.platform.SchemaInstaller;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Creates the topics of the catalogue and registers its schemas, for those who bring their own
 * Kafka and registry; the program of the image {@code cascade/install}. What is there already stays
 * as it is, so it can be run before every release. It ends with 0 when the services can be started,
 * with 2 when it was told something wrong, and with 1 when the platform refuses.
 */
public final class CatalogueInstall {

  private static final int REFUSED = 1;
  private static final int MISCONFIGURED = 2;

  private final InstallSettings settings;
  private final Consumer<String> tell;

  private CatalogueInstall(InstallSettings settings, Consumer<String> tell) {
    this.settings = settings;
    this.tell = tell;
  }

  /**
   * An installation that is not done yet.
   *
   * @param environment what it is told, by the names that {@link #settings} lists
   * @param tell is told each thing that is done, in a line
   * @throws ServerFailedException when something of it is wrong, naming it
   */
  public static CatalogueInstall of(Map<String, String> environment, Consumer<String> tell) {
    return new CatalogueInstall(InstallSettings.of(environment), tell);
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
    CatalogueInstall install;
    try {
      install = of(environment, out::println);
    } catch (ServerFailedException e) {
      err.println("install: " + e.getMessage());
      return MISCONFIGURED;
    }
    try {
      out.println(install.all(TopicCatalogue.load()));
      return 0;
    } catch (ServerFailedException e) {
      err.println("install: " + e.getMessage());
      return REFUSED;
    }
  }

  private String all(TopicCatalogue catalogue) {
    cluster();
    TopicInstaller.Report topics = topics(catalogue);
    return "%d topics are there, %d of them new; %d schemas are registered"
        .formatted(catalogue.topics().size(), topics.created().size(), schemas(catalogue));
  }

  /**
   * Looks whether the cluster can hold what the services need.
   *
   * @return the id of the cluster
   * @throws ServerFailedException saying what is in the way
   */
  public String cluster() {
    return ClusterCheck.passes(settings);
  }

  /**
   * Grants rights, if it was told to, and creates the topics that are missing.
   *
   * @throws ServerFailedException when the cluster refuses, or has topics that do not fit
   */
  public TopicInstaller.Report topics(TopicCatalogue catalogue) {
    if (settings.acls()) {
      tell(new AclInstaller(settings.adminClient()).install(AccessRules.of(catalogue)));
    }
    TopicInstaller.Report topics =
        new TopicInstaller(settings.adminClient(), settings.replication()).install(catalogue);
    topics.created().forEach(topic -> tell.accept("created topic " + topic));
    topics.differences().stream()
        .filter(difference -> !topics.unfit().contains(difference))
        .forEach(difference -> tell.accept("kept as it is: " + difference));
    if (!topics.unfit().isEmpty()) {
      throw new RefusedException(
          String.join("; ", topics.unfit())
              + ". It is not changed here: records would be where nobody looks for them."
              + " Delete the topic if it is empty, or use another cluster");
    }
    return topics;
  }

  /**
   * Registers the schemas, as soon as the registry answers.
   *
   * @return how many there are
   * @throws ServerFailedException when it does not answer in time, or refuses
   */
  public int schemas(TopicCatalogue catalogue) {
    String url = settings.registryUrl().toString();
    try {
      new ForeignRegistry(url, Optional.empty()).awaitReady(settings.patience());
    } catch (ServerFailedException e) {
      throw new RefusedException(InstallSettings.REGISTRY + ": " + e.getMessage(), e);
    }
    return new SchemaInstaller(url, settings.registryCredentials()).install(catalogue).size();
  }

  private void tell(AclInstaller.Report acls) {
    acls.granted().forEach(right -> tell.accept("granted: " + right));
    acls.revoked().forEach(right -> tell.accept("revoked: " + right));
    tell.accept(
        "%d rights are granted, %d of them new; %d are taken away"
            .formatted(
                acls.kept() + acls.granted().size(), acls.granted().size(), acls.revoked().size()));
  }
}
