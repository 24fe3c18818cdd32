package dev.cascade.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.TestPlatform;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** With schemas from a real registry. */
class AvroSerdesTest {

  private static final int LONGEST = 400_000;

  private final Serde<Product> serde =
      new AvroSerdes(new SchemaRegistryClient(TestPlatform.shared().registryUrl()))
          .of(Product.class);

  @Test
  void whatIsWrittenIsRead() {
    Product product = named("jumper");

    assertThat(read(write(product))).isEqualTo(product);
  }

  @Test
  void theLongestValueIsRead() {
    byte[] longest = write(named("j".repeat(nameOf(LONGEST))));

    assertThat(longest).hasSize(LONGEST);
    assertThat(read(longest).getName()).hasSize(nameOf(LONGEST));
  }

  @Test
  void aLongerValueIsPoisonAlthoughItCouldBeRead() {
    byte[] longer = write(named("j".repeat(nameOf(LONGEST) + 1)));

    assertThatThrownBy(() -> read(longer))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("400001 bytes");
  }

  @Test
  void bytesThatAreLeftOverArePoison() {
    byte[] bytes = write(named("jumper"));

    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("left over");
  }

  /** How long a name is in a value of that many bytes: the length of a long name takes 3 bytes. */
  private int nameOf(int bytes) {
    return bytes - (write(named("")).length - 1) - 3;
  }

  private static Product named(String name) {
    return new Product("p", name, new Money(5L, "EUR"));
  }

  private byte[] write(Product product) {
    return serde.serializer().serialize(Topics.PRODUCTS, product);
  }

  private Product read(byte[] bytes) {
    return serde.deserializer().deserialize(Topics.PRODUCTS, bytes);
  }
}
