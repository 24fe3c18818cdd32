package dev.cascade.bench.peers;

import dev.cascade.bench.kafka.Kafka;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a peer, which all begin with its prefix. */
public final class PeerTopics {

  /** As many as Cascade's topics have. */
  private static final int PARTITIONS = 2;

  private final Kafka kafka;
  private final String prefix;

  /** Those of a peer. */
  public PeerTopics(Kafka kafka, String prefix) {
    this.kafka = kafka;
    this.prefix = prefix;
  }

  /** Creates some. */
  public void create(List<String> names) {
    administrate(
        "create",
        admin ->
            admin
                .createTopics(
                    names.stream()
                        .map(name -> new NewTopic(prefix + name, PARTITIONS, (short) -1))
                        .toList())
                .all()
                .get());
  }

  /** Deletes all, with those that Kafka Streams made. */
  public void delete() {
    administrate(
        "delete",
        admin ->
            admin
                .deleteTopics(
                    admin.listTopics().names().get().stream()
                        .filter(name -> name.startsWith(prefix))
                        .toList())
                .all()
                .get());
  }

  private interface Administration {
    void act(Admin admin) throws InterruptedException, ExecutionException;
  }

  private void administrate(String what, Administration administration) {
    try (Admin admin = kafka.admin()) {
      administration.act(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot " + what + " the topics of " + prefix, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
