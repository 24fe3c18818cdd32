package dev.cascade.orders.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the orders service can be told; every key is explained in application.properties. */
@ConfigMapping(prefix = "cascade.orders")
public interface OrdersSettings {

  /** Currency of an order that names none: ISO 4217. */
  @WithDefault("EUR")
  String defaultCurrency();

  /** Customer ids that nobody can order with, since they name accounts of the house. */
  @WithDefault("merchant,world")
  List<String> reservedCustomers();

  /** What a request may contain at most. */
  Limits limits();

  /** How long callers wait. */
  Timeouts timeouts();

  /** How long orders wait. */
  Patience patience();

  /** The built-in validation rules by name; the topic validation-rules is laid over them. */
  Map<String, Rule> rules();

  /** Server-sent events. */
  Events events();

  /** Most reads that wait at one moment on this instance. */
  @WithDefault("20000")
  int waiters();

  /**
   * Latest requests of each partition of order-requests that an instance remembers, to tell who was
   * first with an id.
   */
  @WithDefault("10000")
  int rememberedRequests();

  /**
   * What happened to an order; how much of the topics is read for it is {@code cascade.history}.
   */
  Timeline timeline();

  /** Bounds on what one request contains. */
  interface Limits {
    /** Lines of one order. */
    @WithDefault("100")
    int lines();

    /** Pieces of one line. */
    @WithDefault("1000000")
    int quantity();

    /** Price of one piece, in the currency's smallest unit. */
    @WithDefault("1000000000000")
    long unitPrice();

    /** Orders that one page of a list has. */
    @WithDefault("200")
    int page();
  }

  /** Bounds on how long a caller waits. */
  interface Timeouts {
    /** When the caller names none. */
    @WithDefault("2s")
    Duration fallback();

    /** However much the caller asks for. */
    @WithDefault("60s")
    Duration longest();

    /** Until a request that Kafka does not take is given up. */
    @WithDefault("5s")
    Duration delivery();
  }

  /** Deadlines of an order's states; rules have their own. */
  interface Patience {
    /** Beyond a rule's deadline, for a person to decide on it; a validator may ask for less. */
    @WithDefault("15m")
    Duration review();

    /** In VALIDATED, for the payment. */
    @WithDefault("15m")
    Duration payment();

    /** In CONFIRMED, for the shipment. */
    @WithDefault("30d")
    Duration shipping();

    /** In CONFIRMED with a cancellation, for the refund. */
    @WithDefault("1d")
    Duration refund();

    /** In a final state, before the order is forgotten. */
    @WithDefault("7d")
    Duration retention();

    /** How often due deadlines are looked for. */
    @WithDefault("250ms")
    Duration scan();
  }

  /** One built-in rule. */
  interface Rule {
    /** Whether orders need it. */
    @WithDefault("true")
    boolean required();

    /** Whether each line gets a verdict of its own. */
    @WithDefault("false")
    boolean perLine();

    /** How long after creation the verdict is waited for. */
    @WithDefault("30s")
    Duration deadline();
  }

  /** Bounds of a timeline. */
  interface Timeline {
    /** How long after its last change facts of an order at rest are looked for. */
    @WithDefault("30s")
    Duration after();
  }

  /** Bounds of the event streams. */
  interface Events {
    /** Streams that are open at one moment on this instance. */
    @WithDefault("1000")
    int streams();

    /** How long a stream stays open. */
    @WithDefault("10m")
    Duration longest();

    /** Orders whose latest verdicts are remembered for streams that open later. */
    @WithDefault("5000")
    int rememberedOrders();
  }
}
