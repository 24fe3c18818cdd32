package dev.cascade.streams.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class DiscretionTest {

  private static final String NAME = "Canary Miller";
  private static final String ADDRESS = "canary@example.org";

  @Test
  void aFailureThatQuotesAPersonIsToldWithoutHerAndTheRecordIsKeptAsItWas() {
    byte[] value = customer();

    ProducerRecord<byte[], byte[]> letter =
        letter(
            Topics.CUSTOMERS,
            value,
            new IllegalStateException(
                "No place for " + NAME, new IllegalArgumentException("address " + ADDRESS)));

    for (String header : List.of(DeadLetters.REASON, DeadLetters.STACK)) {
      assertThat(header(letter, header)).doesNotContain(NAME).doesNotContain(ADDRESS);
    }
    assertThat(header(letter, DeadLetters.REASON)).isEqualTo("No place for ***");
    assertThat(header(letter, DeadLetters.EXCEPTION)).isEqualTo("java.lang.IllegalStateException");
    assertThat(header(letter, DeadLetters.STACK))
        .contains("java.lang.IllegalStateException: No place for ***")
        .contains("DiscretionTest");
    assertThat(letter.value()).isEqualTo(value);
  }

  @Test
  void anAddressThatIsSpeltInAnotherWayIsRecognisedAsOne() {
    assertThat(told(Topics.PLATINUM_EMAILS, new byte[] {1}, unreadable("<Canary@EXAMPLE.org> no")))
        .isEqualTo("<***> no");
  }

  @Test
  void whoReadARecordOfAnotherVersionIsNotBelieved() {
    assertThat(told(Topics.CUSTOMERS, new byte[] {0, 0, 0, 0, 9, 1}, new Exception(NAME)))
        .isEqualTo("(not shown: it may quote the record)");
  }

  @Test
  void whatIsWrongWithBytesAndWithRecordsOfThingsIsSaidInFull() {
    assertThat(told(Topics.CUSTOMERS, new byte[] {42}, unreadable("Not a framed Avro value")))
        .isEqualTo("Not a framed Avro value");
    assertThat(told(Topics.PRODUCTS, new byte[] {42}, new Exception("No price for tea@home")))
        .isEqualTo("No price for tea@home");
  }

  private static Exception unreadable(String message) {
    return new SerializationException(message);
  }

  private static String told(String topic, byte[] value, Exception failure) {
    return header(letter(topic, value, failure), DeadLetters.REASON);
  }

  private static ProducerRecord<byte[], byte[]> letter(
      String topic, byte[] value, Exception failure) {
    return DeadLetters.letter(
        "letters", new ConsumerRecord<>(topic, 0, 7, "c-1".getBytes(UTF_8), value), failure);
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static byte[] customer() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(new byte[] {0, 0, 0, 0, 1});
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<>(Customer.class)
          .write(new Customer("c-1", NAME, ADDRESS, CustomerLevel.GOLD), encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
