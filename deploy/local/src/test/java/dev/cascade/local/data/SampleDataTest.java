package dev.cascade.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.data.SampleData.SampleAccount;
import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.data.SampleData.SampleProduct;
import dev.cascade.schemas.CustomerLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {

  private final SampleData data = SampleData.in(Path.of("src/main/data"));

  @Test
  void idsAreUnique() {
    assertThat(data.products()).extracting(SampleProduct::id).doesNotHaveDuplicates();
    assertThat(data.customers()).extracting(SampleCustomer::id).doesNotHaveDuplicates();
    assertThat(data.accounts()).extracting(SampleAccount::id).doesNotHaveDuplicates();
  }

  @Test
  void theArticlesProductsHaveAnOpenPriceAndMuchStock() {
    assertThat(data.products())
        .filteredOn(product -> product.listPrice() == null && product.stock() >= 100_000)
        .extracting(SampleProduct::id)
        .contains("JUMPERS", "UNDERPANTS", "STOCKINGS");
  }

  @Test
  void customersZeroToNineAndOfEveryLevelAreThere() {
    assertThat(data.customers())
        .extracting(SampleCustomer::id)
        .containsAll(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
    assertThat(data.customers()).extracting(SampleCustomer::level).contains(CustomerLevel.values());
  }

  @Test
  void everyCustomerHasAnAccountAndOneHasNothingInIt() {
    assertThat(data.accounts())
        .extracting(SampleAccount::id)
        .containsExactlyInAnyOrderElementsOf(
            data.customers().stream().map(SampleCustomer::id).toList());
    assertThat(data.accounts()).filteredOn(account -> account.funding() == null).hasSize(1);
  }

  @Test
  void aFileThatIsWrongIsNamed(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("products.json"), "[{\"id\": \"x\", \"stock\": \"many\"}]");
    Files.writeString(directory.resolve("customers.json"), "[]");
    Files.writeString(directory.resolve("accounts.json"), "[]");

    assertThatThrownBy(() -> SampleData.in(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("products.json");
  }
}
