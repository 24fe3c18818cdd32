package dev.cascade.local.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.CustomerLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a first start is filled with.
 *
 * @param products what can be ordered, with how many are on hand
 * @param customers whom the CRM knows
 * @param accounts who can pay, and with what
 * @param fingerprint changes when the files do
 */
public record SampleData(
    List<SampleProduct> products,
    List<SampleCustomer> customers,
    List<SampleAccount> accounts,
    int fingerprint) {

  /**
   * A product.
   *
   * @param listPrice what it must be sold for, null when its price is open
   */
  public record SampleProduct(
      @JsonProperty("id") String id,
      @JsonProperty("name") String name,
      @JsonProperty("currency") String currency,
      @JsonProperty("listPrice") @Nullable BigDecimal listPrice,
      @JsonProperty("stock") long stock) {}

  /**
   * A customer.
   *
   * @param email null when the CRM has no address
   */
  public record SampleCustomer(
      @JsonProperty("id") String id,
      @JsonProperty("name") String name,
      @JsonProperty("email") @Nullable String email,
      @JsonProperty("level") CustomerLevel level) {}

  /**
   * An account.
   *
   * @param overdraftLimit how far below zero it may go
   * @param funding what is paid in from the world, null for nothing
   */
  public record SampleAccount(
      @JsonProperty("id") String id,
      @JsonProperty("currency") String currency,
      @JsonProperty("overdraftLimit") BigDecimal overdraftLimit,
      @JsonProperty("funding") @Nullable BigDecimal funding) {}

  /**
   * Reads {@code products.json}, {@code customers.json} and {@code accounts.json}.
   *
   * @throws UncheckedIOException when one is missing or is not as it should be
   */
  public static SampleData in(Path directory) {
    String products = text(directory.resolve("products.json"));
    String customers = text(directory.resolve("customers.json"));
    String accounts = text(directory.resolve("accounts.json"));
    return new SampleData(
        rows("products.json", products, new TypeReference<>() {}),
        rows("customers.json", customers, new TypeReference<>() {}),
        rows("accounts.json", accounts, new TypeReference<>() {}),
        Objects.hash(products, customers, accounts));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Sample data " + file + " cannot be read", e);
    }
  }

  private static <T> List<T> rows(String file, String json, TypeReference<List<T>> type) {
    try {
      return new ObjectMapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Sample data " + file + " is wrong: " + e.getMessage(), e);
    }
  }
}
