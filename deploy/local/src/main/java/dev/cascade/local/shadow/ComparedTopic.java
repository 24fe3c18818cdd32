package dev.cascade.local.shadow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic whose records are compared, and how.
 *
 * @param topic its name
 * @param own fields with the values that the service's own records have, where others write too
 * @param identity fields that tell apart what is decided apart under one key
 * @param ignored fields, by their paths, that no two decisions have in common, such as when they
 *     were made
 */
record ComparedTopic(
    @JsonProperty("topic") String topic,
    @JsonProperty("own") Map<String, String> own,
    @JsonProperty("identity") List<String> identity,
    @JsonProperty("ignored") List<String> ignored) {

  /** What is not said is empty. */
  ComparedTopic(
      String topic,
      @Nullable Map<String, String> own,
      @Nullable List<String> identity,
      @Nullable List<String> ignored) {
    this.topic = topic;
    this.own = own == null ? Map.of() : Map.copyOf(own);
    this.identity = identity == null ? List.of() : List.copyOf(identity);
    this.ignored = ignored == null ? List.of() : List.copyOf(ignored);
  }

  /** Whether the service under test wrote this record; a tombstone says nothing of its writer. */
  boolean isOwn(Fields fields) {
    return own.entrySet().stream().allMatch(it -> it.getValue().equals(fields.text(it.getKey())));
  }

  /** What a decision is about: the key, and what tells decisions under one key apart. */
  String subject(String key, Fields fields) {
    StringBuilder subject = new StringBuilder(key);
    identity.forEach(
        name -> subject.append(' ').append(name).append(' ').append(fields.text(name)));
    return subject.toString();
  }
}
