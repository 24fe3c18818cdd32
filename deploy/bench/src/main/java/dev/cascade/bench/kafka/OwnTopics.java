package dev.cascade.bench.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics that only one run of one system has, which all begin with its prefix. */
public final class OwnTopics {

  /** As many as Cascade's topics have. */
  private static final int PARTITIONS = 2;

  private final Kafka kafka;
  private final String prefix;

  /**
   * Those of one run.
   *
   * @param prefix with which no other topic begins
   */
  public OwnTopics(Kafka kafka, String prefix) {
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
