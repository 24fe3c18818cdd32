package dev.cascade.kubernetes.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The local overlay, run: each service as a pod, and orders as several. */
class ReplayTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final Manifests manifests = Manifests.of("overlays/local");
  private final Node node;
  private final List<Pod> pods = new CopyOnWriteArrayList<>();

  ReplayTest() throws IOException {
    node = new Node(manifests.services());
  }

  @AfterEach
  void discard() {
    pods.forEach(Pod::discard);
  }

  @Test
  void everyServiceStartsAnswersItsProbesAndEndsAsItsManifestSays() throws Exception {
    for (StatefulSet set : manifests.services()) {
      started(set, 0);
    }
    assertThat(pods).hasSize(6);
    pods.forEach(Pod::awaitReady);
    deleteTogether(pods);
    assertThat(pods).noneMatch(Pod::isRouted);
  }

  @Test
  void whoOrdersNoticesNeitherMoreOrdersPodsNorNewOnesNorFewer() throws Exception {
    StatefulSet orders = set("orders");
    started(orders, 0).awaitReady();
    String prefix = "replayed-" + platform.freshId() + "-";
    try (Clients clients = new Clients(prefix, this::routed)) {
      clients.awaitMore(10);

      List<Pod> more = List.of(started(orders, 1), started(orders, 2));
      more.forEach(Pod::awaitReady);
      clients.awaitMore(10);

      for (int number : List.of(2, 1, 0)) {
        pod(orders, number).delete();
        pods.remove(pod(orders, number));
        started(orders, number).awaitReady();
      }
      clients.awaitMore(10);

      clients.setPatient(true);
      pod(orders, 1).lose();
      pods.remove(pod(orders, 1));
      started(orders, 1).awaitReady();
      clients.awaitMore(10);
      clients.setPatient(false);

      deleteTogether(List.of(pod(orders, 2), pod(orders, 1)));
      clients.awaitMore(10);
      clients.close();

      assertThat(clients.wrong()).isEmpty();
      eachIsOneOrder(clients.accepted());
    }
  }

  private void eachIsOneOrder(List<String> accepted) {
    Map<String, Long> created;
    try (TopicReader<Order> reader = platform.reader(Topics.ORDERS, Order.class)) {
      created =
          reader.readToEnd().stream()
              .filter(record -> record.value() != null)
              .filter(record -> record.present().getPreviousState() == null)
              .collect(Collectors.groupingBy(ReceivedRecord::key, Collectors.counting()));
    }
    assertThat(accepted).allSatisfy(id -> assertThat(created).as(id).containsEntry(id, 1L));
  }

  private Pod started(StatefulSet set, int number) throws IOException {
    Pod pod = new Pod(node, manifests, set, number);
    pods.add(pod);
    pod.start();
    return pod;
  }

  private List<Pod> routed() {
    return pods.stream().filter(Pod::isRouted).toList();
  }

  private Pod pod(StatefulSet set, int number) {
    String name = set.getMetadata().getName() + "-" + number;
    return pods.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private StatefulSet set(String name) {
    return manifests.services().stream()
        .filter(set -> set.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void deleteTogether(List<Pod> leaving) {
    CompletableFuture.allOf(
            leaving.stream()
                .map(pod -> CompletableFuture.runAsync(pod::delete, Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
