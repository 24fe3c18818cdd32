package dev.cascade.local.run;

import dev.cascade.local.install.CatalogueInstall;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Makes what others run ready for the services: looks at it, and creates what is missing. */
final class ForeignPlatformAtStart {

  private static final String PATIENCE = "CASCADE_INSTALL_PATIENCE";
  private static final String SHORTER_THAN_A_JOBS = "PT30S";

  private final Path home;
  private final Ecosystem ecosystem;
  private final Progress progress;
  private final CatalogueInstall install;

  /**
   * Of that ecosystem.
   *
   * @param own the launcher's variables: those of the installer, such as the replication factor,
   *     are obeyed
   */
  ForeignPlatformAtStart(Ecosystem ecosystem, Progress progress, Map<String, String> own) {
    this.home = ecosystem.installation().home();
    this.ecosystem = ecosystem;
    this.progress = progress;
    this.install =
        CatalogueInstall.of(
            environment(ecosystem, HomeSettings.of(home), own),
            line -> progress.line("          " + line));
  }

  private static Map<String, String> environment(
      Ecosystem ecosystem, HomeSettings settings, Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(Map.of(PATIENCE, SHORTER_THAN_A_JOBS));
    own.forEach((name, value) -> {
      if (CatalogueInstall.settings().contains(name)) {
        environment.put(name, value);
      }
    });
    environment.put("KAFKA_BOOTSTRAP_SERVERS", ecosystem.kafka().bootstrapServers());
    environment.put("CASCADE_REGISTRY_URL", ecosystem.registry().url());
    settings
        .kafkaConfig()
        .ifPresent(file -> environment.put("CASCADE_INSTALL_CLIENT_PROPERTIES", file.toString()));
    settings
        .registryCredentials()
        .ifPresent(
            file -> environment.put("CASCADE_INSTALL_REGISTRY_CREDENTIALS", file.toString()));
    return environment;
  }

  /**
   * Looks at the cluster, and creates the topics that are missing.
   *
   * @throws ServerFailedException when it cannot be used, or is another one than before
   */
  void useKafka() {
    String cluster = install.cluster();
    HomeSettings kept = HomeSettings.of(home);
    kept.cluster()
        .filter(known -> !known.equals(cluster))
        .ifPresent(known -> {
          throw new ServerFailedException(
              """
              At %s there is the cluster %s, and what is in %s belongs to %s.
              Its stores and positions would be wrong there: take another CASCADE_HOME, or ./cascade reset.\
              """
                  .formatted(ecosystem.kafka().bootstrapServers(), cluster, home, known));
        });
    TopicCatalogue catalogue = TopicCatalogue.load();
    TopicInstaller.Report report = install.topics(catalogue);
    int created = report.created().size();
    int topics = catalogue.topics().size();
    kept.with(HomeSettings.cluster(cluster, created == topics || kept.hasNewTopics())).keep(home);
    progress.step("topics", created + " created, " + (topics - created) + " there already");
  }

  /**
   * Registers the schemas.
   *
   * @throws ServerFailedException when the registry does not answer, or refuses
   */
  void useRegistry() {
    progress.step("schemas", install.schemas(TopicCatalogue.load()) + " registered and compatible");
  }
}
