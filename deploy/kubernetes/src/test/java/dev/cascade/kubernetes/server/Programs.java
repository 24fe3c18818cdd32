package dev.cascade.kubernetes.server;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a cluster without nodes is made of here.
 *
 * @param apiServer the program kube-apiserver
 * @param etcd the program etcd
 * @param definitions the folder with the definitions of PodMonitor, Kafka, KafkaNodePool and
 *     KafkaUser, as their projects publish them
 */
record Programs(Path apiServer, Path etcd, Path definitions) {

  private static final String MISSING =
      "No API server sees the manifests: CASCADE_KUBE_APISERVER and CASCADE_ETCD (or the path) have to"
          + " say where kube-apiserver and etcd are, and CASCADE_CRDS in which folder the definitions of"
          + " PodMonitor and of Strimzi's kinds are";

  /** Those that the environment names, or a test that is skipped. */
  static Programs here() {
    Optional<Path> apiServer = program("CASCADE_KUBE_APISERVER", "kube-apiserver");
    Optional<Path> etcd = program("CASCADE_ETCD", "etcd");
    Optional<Path> definitions = named("CASCADE_CRDS");
    if (apiServer.isEmpty() || etcd.isEmpty() || definitions.isEmpty()) {
      System.out.println(MISSING);
      return abort(MISSING);
    }
    return new Programs(apiServer.get(), etcd.get(), definitions.get());
  }

  private static Optional<Path> program(String variable, String name) {
    return named(variable)
        .or(() ->
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst());
  }

  /** Whoever names what is not there means to be told, not to skip. */
  private static Optional<Path> named(String variable) {
    Optional<Path> named = Optional.ofNullable(System.getenv(variable)).map(Path::of);
    named
        .filter(path -> !Files.isExecutable(path))
        .ifPresent(path -> {
          throw new AssertionError(variable + " names " + path + ", which is not there");
        });
    return named.map(Path::toAbsolutePath);
  }
}
