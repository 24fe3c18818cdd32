package dev.cascade.console.topics;

import dev.cascade.schemas.personal.PersonalFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What a record says, by the fields that the contracts have in common. */
final class FactReader {

  private static final int LONGEST = 160;
  private static final Pattern SPEAKER = Pattern.compile("^\\[[^]]*] ");
  private static final String REASON_HEADER = "__streams.errors.message";
  private static final String ORIGIN_HEADER = "__streams.errors.topic";

  private final Function<byte[], Optional<GenericRecord>> decoder;

  /**
   * A reader of records.
   *
   * @param decoder gives the content of a value, empty where it has none
   */
  FactReader(Function<byte[], Optional<GenericRecord>> decoder) {
    this.decoder = decoder;
  }

  Fact read(ConsumerRecord<byte[], byte[]> found) {
    if (found.topic().endsWith("-dead-letters")) {
      return fact(found, null, null, "dead letter", letter(found));
    }
    if (found.value() == null) {
      return fact(found, null, null, "deleted", "");
    }
    return decoder
        .apply(found.value())
        .map(value -> content(found, value))
        .orElseGet(() -> fact(found, null, null, "unreadable", found.value().length + " bytes"));
  }

  private static Fact content(ConsumerRecord<byte[], byte[]> found, GenericRecord value) {
    return switch (value.getSchema().getName()) {
      case "Order" -> order(found, value);
      case "Payment" ->
          fact(
              found, text(value, "orderId"), text(value, "id"), said(value, "state"), moved(value));
      case "OrderRequest" ->
          fact(found, text(value, "orderId"), null, nested(value, "request"), "");
      case "OrderValidation" ->
          fact(
              found,
              text(value, "orderId"),
              null,
              said(value, "rule") + " " + verdict(value),
              joined(line(value), reasons(value)));
      case "AuditEvent" -> fact(found, null, null, said(value, "action"), audited(value));
      case "ApplicationError" -> fact(found, null, null, said(value, "level"), logged(value));
      case "ApplicationEvent" -> fact(found, null, null, said(value, "event"), happened(value));
      default -> fact(found, text(value, "orderId"), text(value, "paymentId"), word(value), "");
    };
  }

  private static Fact order(ConsumerRecord<byte[], byte[]> found, GenericRecord value) {
    String state = said(value, "state");
    boolean noted = state.equals(text(value, "previousState"));
    String what = noted ? state + " (" + noted(value) + ")" : state;
    return fact(found, text(value, "id"), null, what, reasons(value));
  }

  private static Fact fact(
      ConsumerRecord<byte[], byte[]> found,
      @Nullable String orderId,
      @Nullable String paymentId,
      String what,
      String detail) {
    return new Fact(
        found.topic(),
        found.partition(),
        found.offset(),
        found.timestamp(),
        cut(found.key() == null ? "" : new String(found.key(), StandardCharsets.UTF_8)),
        orderId,
        paymentId,
        what,
        cut(detail));
  }

  /** The first field that says what became of the thing. */
  private static String word(GenericRecord value) {
    return Stream.of("outcome", "change", "state", "mode", "kind", "status", "level")
        .map(name -> text(value, name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(value.getSchema().getName());
  }

  private static String moved(GenericRecord payment) {
    String way = said(payment, "debtorAccount") + " to " + said(payment, "creditorAccount");
    return joined(way, reasons(payment));
  }

  private static String audited(GenericRecord event) {
    return said(event, "actor")
        + ", "
        + said(event, "subject")
        + ": "
        + joined(said(event, "why"), said(event, "outcome"));
  }

  /** Without the name in brackets that Kafka's clients begin with: what is long is cut. */
  private static String logged(GenericRecord error) {
    String count = said(error, "count");
    String times = count.equals("1") ? "" : count + " times: ";
    return times + SPEAKER.matcher(said(error, "message")).replaceFirst("");
  }

  private static String happened(GenericRecord event) {
    String application = Objects.requireNonNullElse(text(event, "application"), "");
    return joined(application, said(event, "detail"));
  }

  private static String noted(GenericRecord order) {
    boolean isUnderReview =
        order.hasField("underReview")
            && order.get("underReview") instanceof List<?> rules
            && !rules.isEmpty();
    return isUnderReview ? "a person decides" : "a request was noted";
  }

  /** One that a person is to decide is none yet. */
  private static String verdict(GenericRecord validation) {
    return text(validation, "reviewUntil") == null ? said(validation, "verdict") : "PENDING";
  }

  private static String line(GenericRecord validation) {
    String line = text(validation, "line");
    return line == null ? "" : "line " + line;
  }

  /** The reason or the reasons, whichever the record has. */
  private static String reasons(GenericRecord value) {
    Object reasons = value.hasField("reasons") ? value.get("reasons") : null;
    Object reason = value.hasField("reason") ? value.get("reason") : null;
    List<?> all = reasons instanceof List<?> several ? several : Stream.ofNullable(reason).toList();
    return all.stream()
        .filter(GenericRecord.class::isInstance)
        .map(GenericRecord.class::cast)
        .map(it -> said(it, "source") + ": " + said(it, "code"))
        .collect(Collectors.joining(", "));
  }

  private static String letter(ConsumerRecord<byte[], byte[]> found) {
    return joined(header(found, ORIGIN_HEADER), header(found, REASON_HEADER));
  }

  private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
    Header header = found.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String nested(GenericRecord value, String field) {
    return value.get(field) instanceof IndexedRecord inner ? inner.getSchema().getName() : "?";
  }

  private static String said(GenericRecord value, String field) {
    return Objects.requireNonNullElse(text(value, field), "?");
  }

  private static @Nullable String text(GenericRecord value, String field) {
    Object content = value.hasField(field) ? value.get(field) : null;
    if (content == null || content instanceof IndexedRecord) {
      return null;
    }
    Schema schema = value.getSchema();
    return PersonalFields.contains(schema, schema.getField(field))
        ? PersonalFields.MASK
        : content.toString();
  }

  private static String joined(String first, String second) {
    return Stream.of(first, second).filter(it -> !it.isEmpty()).collect(Collectors.joining("; "));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
