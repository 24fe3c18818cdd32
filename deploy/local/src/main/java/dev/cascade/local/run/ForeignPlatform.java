package dev.cascade.local.run;

import dev.cascade.local.install.CatalogueInstall;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.platform.TopicInstaller;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What others run, made ready for the services: looked at, and completed by what is missing. */
final class ForeignPlatform {

  private static final String PATIENCE = "CASCADE_INSTALL_PATIENCE";
  private static final String SHORTER_THAN_A_JOBS = "PT30S";

  /** What of the installer is not said by options of {@code up}. */
  private static final List<String> OBEYED =
      List.of(
          PATIENCE,
          "CASCADE_INSTALL_REPLICATION_FACTOR",
          "CASCADE_INSTALL_MIN_IN_SYNC_REPLICAS",
          "CASCADE_INSTALL_ACLS");

  private final Installation installation;
  private final HomeSettings settings;
  private final Progress progress;
  private final CatalogueInstall install;

  /**
   * As these settings say, whether they are kept already or not.
   *
   * @param own the launcher's variables
   */
  ForeignPlatform(
      Installation installation,
      HomeSettings settings,
      Progress progress,
      Map<String, String> own) {
    this.installation = installation;
    this.settings = settings;
    this.progress = progress;
    this.install =
        CatalogueInstall.of(
            environment(Ecosystem.of(installation, settings), settings, own),
            line -> progress.line("          " + line));
  }

  private static Map<String, String> environment(
      Ecosystem ecosystem, HomeSettings settings, Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(Map.of(PATIENCE, SHORTER_THAN_A_JOBS));
    OBEYED.stream()
        .filter(own::containsKey)
        .forEach(name -> environment.put(name, own.getOrDefault(name, "")));
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
   * Looks whether the cluster can be used, and is the one that the home belongs to.
   *
   * @return its id
   * @throws ServerFailedException saying what is in the way
   */
  String cluster() {
    String cluster = install.cluster();
    settings
        .cluster()
        .filter(known -> !known.equals(cluster))
        .ifPresent(known -> {
          throw new ServerFailedException(
              """
              At %s there is the cluster %s, and what is in %s belongs to %s: its stores and positions would be wrong.
              Name an address of that one, or take another CASCADE_HOME for this one.\
              """
                  .formatted(settings.kafka().orElseThrow(), cluster, installation.home(), known));
        });
    return cluster;
  }

  /**
   * Creates the topics that are missing.
   *
   * @return what is to be kept of the cluster
   * @throws ServerFailedException when it cannot be used
   */
  HomeSettings withTopics() {
    String cluster = cluster();
    TopicCatalogue catalogue = TopicCatalogue.load();
    TopicInstaller.Report report = install.topics(catalogue);
    int topics = catalogue.topics().size();
    int created = report.created().size();
    boolean areOurs = created == topics || settings.hasNewTopics();
    if (!areOurs && settings.registry().isEmpty()) {
      throw new ServerFailedException(
          """
          The topics at %s were there before, and what is in them names its schemas by the ids of a registry \
          that is not this home's own.
          Say which: ./cascade up --kafka ... --registry URL\
          """
              .formatted(settings.kafka().orElseThrow()));
    }
    progress.step("topics", created + " created, " + (topics - created) + " there already");
    return settings.with(HomeSettings.cluster(cluster, areOurs));
  }

  /**
   * Registers the schemas.
   *
   * @throws ServerFailedException when the registry does not answer, or refuses
   */
  void registerSchemas() {
    int schemas = install.schemas(TopicCatalogue.load());
    progress.step("schemas", schemas + " registered and compatible");
  }
}
