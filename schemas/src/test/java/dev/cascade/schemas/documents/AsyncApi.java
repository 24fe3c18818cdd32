package dev.cascade.schemas.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/**
 * The catalogue as an AsyncAPI 3.0 document with Kafka's bindings (<a
 * href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">specification</a>).
 */
final class AsyncApi {

  private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";
  private static final String BINDING = "0.5.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  private AsyncApi() {}

  static ObjectNode of(TopicCatalogue catalogue) {
    AsyncApi api = new AsyncApi();
    api.document.put("asyncapi", "3.0.0");
    api.document
        .putObject("info")
        .put("title", "Cascade")
        .put("version", "1.0.0")
        .put("description", "Orders and payments as facts in a log.");
    api.document.put("defaultContentType", "application/octet-stream");
    api.document.putObject("channels");
    api.document.putObject("operations");
    api.document.putObject("components").putObject("messages");
    catalogue.topics().forEach(api::add);
    return api.document;
  }

  private void add(TopicDefinition topic) {
    String message = topic.value() == null ? "DeadLetter" : topic.value();
    channel(topic, message);
    document.withObject("/components/messages").set(message, message(topic, message));
    topic.owners().forEach(service -> operation(service, "sends", "send", topic));
    topic.dependents().forEach(service -> operation(service, "receives", "receive", topic));
  }

  private void channel(TopicDefinition topic, String message) {
    ObjectNode channel = document.withObject("/channels").putObject(topic.name());
    channel.put("address", topic.name()).put("description", topic.purpose());
    channel
        .putObject("messages")
        .putObject(message)
        .put("$ref", "#/components/messages/" + message);
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.name()).put("partitions", topic.partitions());
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    configuration.putArray("cleanup.policy").add(topic.cleanup());
    if (topic.retention() != null) {
      configuration.put("retention.ms", topic.retention().toMillis());
    }
    if (topic.mostBytes() != null) {
      configuration.put("retention.bytes", topic.mostBytes());
    }
    kafka.put("bindingVersion", BINDING);
  }

  private static ObjectNode message(TopicDefinition topic, String name) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("name", name);
    topic.valueSchema().ifPresent(schema -> payload(message, schema));
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    if (topic.value() != null) {
      kafka.put("schemaIdLocation", "payload").put("schemaIdPayloadEncoding", "confluent");
    }
    kafka.put("bindingVersion", BINDING);
    return message;
  }

  private static void payload(ObjectNode message, Schema schema) {
    message.put("summary", schema.getDoc());
    try {
      message
          .putObject("payload")
          .put("schemaFormat", AVRO)
          .set("schema", JSON.readTree(schema.toString()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void operation(String service, String does, String action, TopicDefinition topic) {
    document
        .withObject("/operations")
        .putObject("%s %s %s".formatted(service, does, topic.name()))
        .put("action", action)
        .putObject("channel")
        .put("$ref", "#/channels/" + topic.name());
  }
}
