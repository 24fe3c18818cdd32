package dev.cascade.kubernetes.replay;

import dev.cascade.testing.TestPlatform;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a cluster gives to pods: an address and a name for each, folders for their volumes, and
 * where the platform is.
 */
final class Node {

  /** Less than the hook of a pod holds it: who routes needs a while to hear of changes. */
  static final long SECONDS_UNTIL_ROUTERS_KNOW = 2;

  /** Pods of one service that get a name. */
  private static final int MOST_PODS = 4;

  private static final int FIRST_ADDRESS = 10;

  private final TestPlatform platform = TestPlatform.shared();
  private final ServiceImage image;
  private final Path folder;
  private final Path hosts;
  private final List<String> services;

  /** For the pods of these StatefulSets. */
  Node(List<StatefulSet> sets) throws IOException {
    this.image = ServiceImage.onTheJvm();
    this.services = sets.stream().map(set -> set.getMetadata().getName()).toList();
    this.folder = Files.createDirectories(Modules.target().resolve("replay"));
    this.hosts = Files.write(folder.resolve("hosts"), names(sets));
  }

  /** Names of pods as a headless service gives them. */
  private List<String> names(List<StatefulSet> sets) {
    List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
    for (StatefulSet set : sets) {
      String service = set.getMetadata().getName();
      for (int number = 0; number < MOST_PODS; number++) {
        lines.add(
            "%s %s-%d.%s.%s.svc"
                .formatted(
                    address(service, number),
                    service,
                    number,
                    set.getSpec().getServiceName(),
                    set.getMetadata().getNamespace()));
      }
    }
    return lines;
  }

  /** All of 127.0.0.0/8 is this machine. */
  String address(String service, int number) {
    return "127.0.%d.%d".formatted(FIRST_ADDRESS + services.indexOf(service), number + 1);
  }

  ServiceImage image() {
    return image;
  }

  /** The file that names are looked up in. */
  Path hosts() {
    return hosts;
  }

  /** What belongs to a pod of that name. */
  Path folder(String pod) {
    try {
      return Files.createDirectories(folder.resolve(pod));
    } catch (IOException e) {
      throw new AssertionError("No folder for " + pod, e);
    }
  }

  /** Where broker and registry are, which the manifests know by other names. */
  Map<String, String> platform() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers(),
        "CASCADE_REGISTRY_URL", platform.registryUrl());
  }
}
