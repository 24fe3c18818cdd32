package dev.cascade.bench.ecosystem;

import java.util.Arrays;
import java.util.List;

/** A part of the ecosystem with a process of its own. */
public enum Part {
  /** The broker. */
  KAFKA("kafka", 9092),
  /** The schema registry. */
  REGISTRY("registry", 8090),
  /** The SMTP server. */
  MAIL("mail", 3025),
  /** The orders service. */
  ORDERS("orders", 8081),
  /** The payments service. */
  PAYMENTS("payments", 8082),
  /** The inventory service. */
  INVENTORY("inventory", 8083),
  /** The fraud service. */
  FRAUD("fraud", 8084),
  /** The order-details service. */
  ORDER_DETAILS("order-details", 8085),
  /** The e-mail service. */
  EMAIL("email", 8086);

  private final String label;
  private final int port;

  Part(String label, int port) {
    this.label = label;
    this.port = port;
  }

  /** What the launcher calls it. */
  public String label() {
    return label;
  }

  /** Its port before any offset. */
  public int port() {
    return port;
  }

  /** Cascade's own services. */
  public static List<Part> services() {
    return Arrays.stream(values()).filter(part -> part.compareTo(ORDERS) >= 0).toList();
  }
}
