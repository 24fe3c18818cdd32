package dev.cascade.sql;

import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.sql.tables.TopicConnection;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topic that an INSERT writes: one of its own, since each topic of the catalogue has its one
 * writer.
 */
record OwnTopic(TopicConnection connection, PrintStream err) {

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

  /**
   * As many partitions as topics by order have, so that those of one order can be read together.
   */
  private static final int PARTITIONS = CATALOGUE.topic(Topics.ORDERS).partitions();

  /**
   * Makes it unless it is there.
   *
   * @throws IllegalArgumentException when the catalogue says that others write it
   * @throws ServerFailedException when it cannot be made
   */
  void make(String topic) {
    Optional<TopicDefinition> owned =
        CATALOGUE.topics().stream().filter(it -> it.name().equals(topic)).findFirst();
    if (owned.isPresent()) {
      throw new IllegalArgumentException(
          "Topic %s is written by %s and nobody else; INSERT goes to a topic of its own"
              .formatted(topic, owned.get().owner()));
    }
    try (Admin admin = Admin.create(connection.client())) {
      admin
          .createTopics(
              List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.<Short>empty())))
          .all()
          .get();
      err.printf("Topic %s is new, with %d partitions%n", topic, PARTITIONS);
    } catch (ExecutionException e) {
      Throwable why = e.getCause();
      if (why != null && !(why instanceof TopicExistsException)) {
        throw new ServerFailedException(
            "Topic %s cannot be made: %s".formatted(topic, why.getMessage()), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
